import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/connect.ts';
import { openPool } from '../../db/driver/pool.ts';
import { openStockPool } from '../../db/driver/stock-pool.ts';
import type { Scope } from '../../db/driver/transaction.ts';
import { percentWords } from '../../src/domain/text/wording.ts';
import { slackTeam } from '../../src/preview/ends.ts';
import { botPosts, olivia } from '../support/apollo.ts';
import { emptyDatabase, readyDatabase, type TestDatabase } from '../support/database/database.ts';
import { hasPgBouncer, startPgBouncer } from '../support/database/pgbouncer.ts';
import { type Pooler, startPooler } from '../support/database/pooler.ts';
import { said, startStage } from '../support/milepost.ts';
import { startPageStage } from '../support/page/page-stage.ts';

/** Ours is stricter, and always there; the real one is tried where it is installed. */
const poolers = [
  ['a pooler of the tests', startPooler] as const,
  ...(hasPgBouncer ? [['PgBouncer', startPgBouncer] as const] : []),
];
const ways = [
  ['pipeline', openPool],
  ['stock', openStockPool],
] as const;

const urlOf = ({ location }: TestDatabase) => (location as { url: string }).url;
const short = { max: 8, waitMs: 10_000, statementMs: 300, lockMs: 200, idleMs: 10_000 };
const long = { ...short, statementMs: 20_000, lockMs: 10_000 };

describe.each(poolers)('behind %s in transaction mode', (_, startOne) => {
  let database: TestDatabase;
  let pooler: Pooler;
  beforeAll(async () => {
    database = await emptyDatabase('postgresql');
    pooler = await startOne(urlOf(database), 4);
  });
  afterAll(async () => {
    await pooler.close();
    await database.drop();
  });

  describe.each(ways)('a %s pool', (_way, openOne) => {
    const sleepFor = (seconds: number) => (tx: Scope) => tx.unsafe('select pg_sleep($1)', [seconds]);
    const limitIn = async (tx: Pick<Scope, 'unsafe'>) => {
      const [row] = await tx.unsafe("select current_setting('statement_timeout') as ms, $1::int", [1]);
      return row?.ms;
    };

    it('has its own limits in every transaction and statement, whoever used the session before', async () => {
      const [hasty, patient] = [openOne(pooler.url, short), openOne(pooler.url, long)];
      const asked = Array.from({ length: 60 }, (_one, n) => {
        const pool = n % 2 ? hasty : patient;
        return n % 3 ? pool.begin(limitIn) : limitIn(pool);
      });
      expect(await Promise.all(asked)).toEqual(asked.map((_one, n) => (n % 2 ? '300ms' : '20s')));
      const ends = await Promise.allSettled([hasty.begin(sleepFor(2)), patient.begin(sleepFor(0.6))]);
      expect(ends).toMatchObject([{ reason: { code: '57014' } }, { status: 'fulfilled' }]);
      await Promise.all([hasty.end({ timeout: 1 }), patient.end({ timeout: 1 })]);
    });

    it('leaves no setting behind in the sessions of others', async () => {
      const pool = openOne(pooler.url, short);
      await Promise.all(Array.from({ length: 20 }, () => pool.begin(limitIn)));
      await pool.end({ timeout: 1 });
      const plain = postgres(pooler.url, { max: 8 });
      const seen = await Promise.all(
        Array.from({ length: 20 }, () => plain`select current_setting('statement_timeout') as ms`),
      );
      expect(new Set(seen.map(([row]) => row?.ms))).toEqual(new Set(['0']));
      await plain.end();
    });

    it('keeps a transaction on one session, and takes another for the next', async () => {
      const pool = openOne(pooler.url, long);
      const pid = async (tx: Scope) =>
        (await tx.unsafe('select pg_backend_pid() as pid, $1::int', [1]))[0]?.pid;
      const pids = await Promise.all(
        Array.from({ length: 40 }, () => pool.begin(async (tx) => [await pid(tx), await pid(tx)])),
      );
      for (const [first, second] of pids) expect(second).toBe(first);
      expect(new Set(pids.map(([first]) => first)).size).toBeGreaterThan(1);
      await pool.end({ timeout: 1 });
    });
  });

  it('several programs that start at once bring the database to the present schema', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => connect({ url: pooler.url })));
    await Promise.all(opened.map(({ close }) => close()));
    const direct = postgres(urlOf(database), { max: 1 });
    const kept = async () => {
      const [row] = await direct`select count(*)::int as kept from pg_locks where locktype = 'advisory'`;
      return row?.kept;
    };
    // the server ends a session a moment after its client has left
    await expect.poll(kept).toBe(0);
    await direct.end();
  });

  it.each([
    ['pipeline', true],
    ['stock ways', false],
  ])('Milepost takes commands and tells them, by its %s', async (_way, pipeline) => {
    const own = await readyDatabase('postgresql');
    const [between] = [await startOne(urlOf(own), 6)];
    const stage = await startStage(
      'postgresql',
      { databaseUrl: between.url, pipeline, admins: [`slack:${slackTeam}/UANA`] },
      { database: own },
    );
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UANA', team: slackTeam, name: 'ana', realName: 'Ana' });
    world.addChannel({ id: 'CAPOLLO', team: slackTeam, name: 'apollo' });
    const ask = async (line: string) => said(await stage.desk.slash('UANA', 'CAPOLLO', line));
    await ask('project Apollo');
    await ask('new "Beta launch"');
    await Promise.all(Array.from({ length: 12 }, (_one, n) => ask(n % 2 ? 'list' : `progress 1 ${n + 10}`)));
    expect(await ask('progress 1 60 OAuth flow works')).toContain(percentWords(60));
    await stage.settle();
    expect(JSON.stringify(world.posts)).toContain('OAuth flow works');
    expect(stage.log.filter((line) => JSON.parse(line).level >= 40)).toEqual([]);
    await stage.close();
    await between.close();
  });

  it('a customer signs in, writes and reads what is new on the page', async () => {
    const own = await readyDatabase('postgresql');
    const between = await startOne(urlOf(own), 4);
    const settings = { databaseUrl: between.url, admins: [`slack:${slackTeam}/${olivia}`] };
    const page = await startPageStage('postgresql', settings, undefined, { database: own });
    const clara = 'clara@example.com';
    const visit = await page.signIn(await page.invite(clara, 'Clara Cole'), clara);
    const address = visit.url;
    const cookie = [...visit.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const stream = await fetch(`${page.origin}${address}/events`, { headers: { cookie } });
    let changes = 0;
    const reading = (async () => {
      const events = stream.body?.pipeThrough(new TextDecoderStream()) ?? [];
      for await (const text of events) changes += text.split('event: changed').length - 1;
    })();
    await visit.press('Write to your team');
    expect(await visit.press('Send', { text: 'Where is the logo?' })).toContain('Sent to the team');
    await page.stage.settle();
    // two looks, so that nothing of before is still to be told
    await sleep(2_100);
    const before = changes;
    expect(before).toBeGreaterThan(1);
    await page.apollo.slack(olivia, 'say We send it today');
    await expect.poll(() => changes, { timeout: 5_000 }).toBeGreaterThan(before);
    await page.stage.settle();
    const shown = await visit.get(address);
    expect(shown).toContain('Clara Cole (customer): Where is the logo?');
    expect(shown).toContain('Olivia (team): We send it today');
    const copies = botPosts(page.stage).filter(({ text }) => text.startsWith('Clara Cole (customer)'));
    expect(copies).toHaveLength(1);
    await Promise.all(Array.from({ length: 12 }, () => page.browser().get(address)));
    expect(page.stage.log.filter((line) => JSON.parse(line).level >= 40)).toEqual([]);
    await page.close();
    await reading;
    await between.close();
  });
});
