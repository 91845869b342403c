import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { slackTeam } from '../../src/preview/ends.ts';
import { readyDatabase, type TestDatabase } from '../support/database/database.ts';
import { type Tap, type Transaction, tapInto } from '../support/database/tap.ts';
import { type Stage, said, startStage } from '../support/milepost.ts';

describe('a server with DB_PIPELINE=off', () => {
  it('answers a list by the documented API of the driver, in more round trips', async () => {
    const database = await readyDatabase('postgresql');
    const tap = await tapInto((database.location as { url: string }).url);
    const stage = await startStage('postgresql', { databaseUrl: tap.url, pipeline: false });
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UANA', team: slackTeam, name: 'ana', realName: 'Ana' });
    world.addChannel({ id: 'CAPOLLO', team: slackTeam, name: 'apollo' });
    for (const line of ['project Apollo', 'new "Beta launch"', 'list'])
      await stage.desk.slash('UANA', 'CAPOLLO', line);
    await stage.settle();
    tap.transactions.length = 0;
    expect(said(await stage.desk.slash('UANA', 'CAPOLLO', 'list'))).toContain('Beta launch');
    const [list] = tap.transactions.filter(({ statements }) => statements.join().includes('room_address'));
    expect(list?.statements).toHaveLength(5);
    expect(list?.roundTrips).toBe(3);
    await stage.close();
    await tap.close();
    await database.drop();
  });
});

describe('what a command asks of the database', () => {
  let database: TestDatabase;
  let tap: Tap;
  let stage: Stage;
  let sql: postgres.Sql;
  const ask = (line: string) => stage.desk.slash('UANA', 'CAPOLLO', line);
  /** Entering by a door is what only commands do; the workers' transactions begin otherwise. */
  const commands = () =>
    tap.transactions.filter(({ statements }) => statements.join().includes('room_address'));

  /** The one transaction of a command. */
  async function transactionOf(line: string, answer: string): Promise<Transaction> {
    tap.transactions.length = 0;
    expect(said(await ask(line))).toContain(answer);
    const [transaction, ...more] = commands();
    expect(more).toEqual([]);
    if (!transaction) throw new Error('the command made no transaction');
    return transaction;
  }

  beforeAll(async () => {
    database = await readyDatabase('postgresql');
    const { url } = database.location as { url: string };
    tap = await tapInto(url);
    stage = await startStage('postgresql', { databaseUrl: tap.url, pipeline: true });
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UANA', team: slackTeam, name: 'ana', realName: 'Ana' });
    world.addChannel({ id: 'CAPOLLO', team: slackTeam, name: 'apollo' });
    for (const line of [
      'project Apollo',
      'new "Beta launch"',
      'new "Go live"',
      'show 1',
      'progress 1 5',
      'list',
    ]) {
      await ask(line);
    }
    await stage.settle();
    // nothing is sent from here on, so whatever reaches Slack comes from the command itself
    sql = postgres(url, { max: 1 });
    await sql`update installation set paused_until = now() + interval '1 hour'`;
  });
  afterAll(async () => {
    await sql.end();
    await stage.close();
    await tap.close();
    await database.drop();
  });
  beforeEach(() => {
    stage.ends.slack.calls.length = 0;
  });

  it('is seven statements to report progress, from BEGIN to COMMIT, the wake-up included', async () => {
    const { statements } = await transactionOf('progress 1 60 OAuth flow works', 'is at 60');
    expect(statements.at(0)).toMatch(/^begin/);
    expect(statements.at(-1)).toBe('commit');
    expect(statements.length).toBe(7);
  });

  it('is three round trips for a change and one for the list, once the statements are prepared', async () => {
    const trips: number[][] = [];
    // more often than there are connections, so that one of them has done it before
    for (let n = 10; n <= 20; n += 1) {
      const change = await transactionOf(`progress 1 ${n}`, `${n}`);
      const list = await transactionOf('list', 'Beta launch');
      trips.push([change.roundTrips, list.roundTrips]);
    }
    expect([0, 1].map((at) => Math.min(...trips.map((one) => one[at] ?? 0)))).toEqual([3, 1]);
  });

  it('is asked anew where the list needs more: who lists first in a room becomes one of its people', async () => {
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UBOB', team: slackTeam, name: 'bob', realName: 'Bob' });
    world.addPerson({ id: 'UCY', team: slackTeam, name: 'cy', realName: 'Cy' });
    world.addChannel({ id: 'CZEUS', team: slackTeam, name: 'zeus' });
    await stage.desk.slash('UCY', 'CAPOLLO', 'list');
    const zeus = (who: string, line: string) => stage.desk.slash(who, 'CZEUS', line);
    await zeus('UBOB', 'project Zeus');
    await zeus('UBOB', 'new "Thunder"');
    tap.transactions.length = 0;
    expect(said(await zeus('UCY', 'list'))).toContain('Thunder');
    expect(commands()).toHaveLength(2);
    expect(said(await zeus('UBOB', 'people'))).toContain('Cy');
    expect((await transactionOf('list', 'Beta launch')).statements).toHaveLength(5);
  });

  it('is eight statements to try a change, and three more for the next one', async () => {
    const readsAndWrites = ({ statements }: { statements: string[] }) =>
      statements.filter((text) => !/^(begin|commit|savepoint|rollback)\b/.test(text));
    const one = await transactionOf('what if edit 2 name:"Go now"', 'name Go live → Go now');
    expect(readsAndWrites(one).length, one.statements.join('\n')).toBe(8);
    const two = await transactionOf('what if edit 2 name:"Go now"; edit 1 priority:p0', 'Go live → Go now');
    expect(readsAndWrites(two).length, two.statements.join('\n')).toBe(11);
    expect((await transactionOf('list', 'Go live')).statements).toHaveLength(5);
  });

  it('is at most eight statements to begin a milestone, and five to list them all', async () => {
    expect((await transactionOf('start 2', 'in progress')).statements.length).toBeLessThanOrEqual(8);
    expect((await transactionOf('list', 'Beta launch')).statements.length).toBeLessThanOrEqual(5);
  });

  it('is at most ten statements to define a milestone, and to preview and apply a blueprint', async () => {
    const definition = 'define 2 days:3 deliverables:"A page" risks:"No text -> write it" requires:1';
    const apply = 'blueprint apply standard-3 start:"1 dec 2027" price:900 currency:GBP';
    for (const [line, answer] of [
      [definition, 'defined'],
      [apply, 'Nothing is saved yet'],
      [`${apply} apply:yes`, 'Added 3 milestones'],
    ] as const)
      expect((await transactionOf(line, answer)).statements.length, line).toBeLessThanOrEqual(10);
    await ask('undo');
  });

  it('is no more when there is more to load: nothing is asked for one by one', async () => {
    const before = [
      await transactionOf('list', 'Beta launch'),
      await transactionOf('progress 1 61', 'is at 61'),
    ];
    for (let n = 0; n < 5; n += 1) {
      await ask(`new "Step ${n}" parent:1`);
      await ask(`add 1 criterion "Criterion ${n}"`);
      await ask(`evidence 1 link https://example.com/${n} "Report ${n}" for:1.${n + 1}`);
    }
    const after = [await transactionOf('list', 'Step 4'), await transactionOf('progress 1 62', 'is at 62')];
    expect(after.map(({ statements }) => statements.length)).toEqual(
      before.map(({ statements }) => statements.length),
    );
    await sql`delete from card`;
    const below = said(await ask('progress 1 63'));
    expect(below).toContain('0 of 5 items done, 0 of 5 milestones below it done');
    expect(below).toContain('Report 4 ↗');
  });

  it('is at most ten statements for a command about money, and one of its own for the budget', async () => {
    for (const line of ['edit 1 share:100', 'price 1000 GBP', 'activate']) await ask(line);
    const answers = {
      'terms net:20 trigger:advance': 'Payment terms changed',
      'invoice send 1 sure:yes': 'sent',
      'invoice approve 1 sure:yes': 'approved',
      'paid 1 100 sure:yes': 'recorded',
      'credit 1 50 late sure:yes': 'recorded',
      'writeoff 1 5 a gift sure:yes': 'recorded',
      'pay-link 1 https://pay.example.com/1': 'link to pay',
      'cost 1 10 design': 'recorded',
      'invoice 1': 'INV',
    };
    const counted: Record<string, number> = {};
    for (const [line, answer] of Object.entries(answers)) {
      const { statements } = await transactionOf(line, answer);
      counted[line] = statements.length;
    }
    expect(Object.entries(counted).filter(([, count]) => count > 10)).toEqual([]);
    for (const line of ['budget', 'cash']) {
      const { statements } = await transactionOf(line, '');
      expect(
        statements.filter((one) => one.includes('invoice')),
        line,
      ).toHaveLength(1);
      expect(statements.length, line).toBeLessThanOrEqual(6);
    }
  });

  it('is at most two statements of its own for the queue and the portfolio of a coach, however many companies', async () => {
    const everyCommand = 4;
    for (const channel of ['CACME', 'CBOLT']) {
      stage.ends.slack.world.addChannel({ id: channel, team: slackTeam, name: channel.toLowerCase() });
      const at = (line: string) => stage.desk.slash('UANA', channel, line);
      for (const line of [`project ${channel} kind:stages`, 'new "Call ten leads" parent:1', 'submit 6'])
        await at(line);
    }
    for (const [line, answer] of [
      ['queue', 'CBOLT, 6 · Call ten leads'],
      ['portfolio', 'CBOLT'],
      ['metrics stages', 'Your 2 companies'],
    ] as const) {
      const { statements } = await transactionOf(line, answer);
      expect(statements.length - everyCommand, `${line}: ${statements.join('; ')}`).toBeLessThanOrEqual(2);
    }
  });

  it('is answered before anything is asked of Slack', async () => {
    for (const line of ['progress 1 63', 'list', 'submit 2', 'show 1']) await ask(line);
    expect(stage.ends.slack.calls).toEqual([]);
  });
});
