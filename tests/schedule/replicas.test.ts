import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, connect } from '../../db/connect.ts';
import { rowsOf } from '../../db/tenant.ts';
import { type Ends, slackTeam, startEnds } from '../../src/preview/ends.ts';
import { readyDatabase, type TestDatabase } from '../support/database/database.ts';
import { type Replica, startReplica } from '../support/process/replica.ts';

/** Rooms that are really sent to, and rooms whose organisation asked to wait: those are only planned. */
const [told, waiting] = [40, 2_960];
const slot = '2026-12-08T09:00:00.000Z';
const clock = { MILEPOST_TEST: '1', MILEPOST_NOW: '2026-12-08T07:00:00Z' };

describe('three processes on one PostgreSQL', { timeout: 120_000 }, () => {
  let ends: Ends;
  let database: TestDatabase;
  let watcher: Connection;
  let replicas: Replica[] = [];
  const count = async (what: string) => {
    const found = await watcher.db.execute(sql.raw(`select count(*)::int as n from ${what}`));
    return rowsOf<{ n: number }>(found)[0]?.n ?? 0;
  };
  const posts = (n: number) => ends.slack.world.postsIn(`C${n}`).length;

  beforeAll(async () => {
    [ends, database] = [await startEnds({ anonymous: true }), await readyDatabase('postgresql')];
    watcher = await connect(database.location);
    for (let n = 0; n < told; n += 1) {
      ends.slack.world.addChannel({ id: `C${n}`, team: slackTeam, name: `room-${n}` });
    }
    await fill(watcher);
    replicas = await Promise.all([1, 2, 3].map(() => startReplica(ends, database, clock)));
  });
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.kill()));
    await watcher.close();
    await ends.close();
    await database.drop();
  });

  it('plan every slot once and lose none when one of them is killed in the middle', async () => {
    const [first] = replicas as [Replica];
    const ticked = replicas.map(({ url }) => moveClock(url, '2026-12-08T09:00:05Z').catch(() => 'killed'));
    let planned = 0;
    while (planned === 0) planned = await count('receipt');
    await first.kill();
    expect(planned).toBeLessThan(told + waiting);
    expect((await Promise.all(ticked)).slice(1)).toEqual([200, 200]);

    const inTime = { timeout: 70_000, interval: 200 };
    await expect.poll(() => count('receipt'), inTime).toBe(told + waiting);
    expect(await count(`(select distinct target, slot from receipt where slot = '${slot}') one`)).toBe(
      told + waiting,
    );
    expect(await count(`room where digest_at = '2026-12-09T09:00:00Z'`)).toBe(told + waiting);
    const open = `receipt join room on room.id = room_id where tenant = '${slackTeam}' and state in ('planned', 'sending')`;
    await expect.poll(() => count(open), inTime).toBe(0);
    // whether what the dead one was sending arrived nobody knows, and it is not sent again
    const unknown = await count(`receipt where state = 'unknown'`);
    const sent = await count(`receipt where state = 'sent'`);
    expect(sent + unknown).toBe(told);
    const arrived = Array.from({ length: told }, (_, n) => posts(n));
    expect(Math.max(...arrived)).toBe(1);
    expect(arrived.filter((n) => n === 0).length).toBeLessThanOrEqual(unknown);
  });

  it('plan the next slot as if nothing had happened', async () => {
    const before = await count('receipt');
    await Promise.all(replicas.slice(1).map(({ url }) => moveClock(url, '2026-12-09T09:00:05Z')));
    expect(await count('receipt')).toBe(before + told + waiting);
  });
});

async function moveClock(url: string, now: string): Promise<number> {
  const answer = await fetch(`${url}/test/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ now }),
  });
  return answer.status;
}

/** One project a room, each with something to say: a milestone that is overdue. */
async function fill({ db }: Connection): Promise<void> {
  const policies = '{"approver":"owner","evidenceRequired":false,"moneyOn":false}';
  await db.execute(
    sql`insert into workspace (workspace_id, name) values ('0198a000-0000-7000-8000-000000000000', 'Acme')`,
  );
  await db.execute(sql`insert into installation (platform, tenant, workspace_id, paused_until)
    select 'slack', tenant, workspace_id, paused_until from workspace, (values (${slackTeam}, null),
      ('TBUSY', timestamptz '2099-01-01')) one(tenant, paused_until)`);
  await db.execute(sql`insert into project (workspace_id, id, name, kind, policies, zone, drawn_on)
    select workspace_id, gen_random_uuid(), 'Project ' || n, 'launch', ${policies}::text::jsonb, 'UTC', '2026-12-08'
    from workspace, generate_series(0, ${told + waiting - 1}) n`);
  await db.execute(sql`insert into milestone (workspace_id, id, project_id, number, position, name, type, status,
      owner_party, blocks_go_live, priority, due_date, version)
    select workspace_id, gen_random_uuid(), id, 1, 1, 'Beta', 'event', 'in_progress', 'expert', false, 'p2',
      '2026-12-01', 1 from project`);
  await db.execute(sql`insert into room (workspace_id, id, project_id, platform, tenant, channel, kind, digest, digest_at)
    select workspace_id, gen_random_uuid(), id, 'slack',
      case when substring(name from 9)::int < ${told} then ${slackTeam} else 'TBUSY' end,
      'C' || substring(name from 9), 'channel', '{"days":"working","at":"09:00"}', ${slot}::timestamptz from project`);
}
