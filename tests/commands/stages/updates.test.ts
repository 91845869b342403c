import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { recordedOf, startCompany } from '../../support/company.ts';
import { attempted } from '../../support/refused.ts';
import { buttonIn, openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('embedded');
});
afterAll(() => runner.close());

/** A company with a task, number 6, of its current stage. */
async function withTask(): Promise<Team> {
  const team = await startCompany(runner);
  await team.tell(team.mo, 'task "Call ten leads" stage:value-baseline');
  return team;
}

const here = ({ tenant }: Team) =>
  sql`workspace_id = (select workspace_id from installation where tenant = ${tenant})`;

const updatesOf = async (team: Team) =>
  rowsOf<{ percent: number; state: string; reason: string | null }>(
    await runner.db.execute(
      sql`select percent, state, reason from progress_update where ${here(team)} order by at, id`,
    ),
  );

/** The messages in the own chats of people about what a coach decided. */
const toldOf = async (team: Team) =>
  rowsOf<{ body: string }>(
    await runner.db.execute(sql`select t.body::text as body from receipt t join room r
      on r.workspace_id = t.workspace_id and r.id = t.room_id
      where r.kind = 'direct' and t.body::text like '%that you reported%' and t.${here(team)}`),
  ).map(({ body }) => body);

const shown = async (team: Team, milestone: string) =>
  words(await team.press(team.mo, 'show', { milestone }));

describe('a progress update in a company', () => {
  it.each(['6', '1'])('on %s waits for the coach, and its figure does not count', async (number) => {
    const team = await withTask();
    expect(await team.tell(team.mo, `progress ${number} 52 half of them`)).toMatch(
      /: 52 % reported, waits for Olivia\. It counts once it is approved\./,
    );
    const card = await shown(team, number);
    expect(card).toContain('Pending: 52 % reported by Mo, waits for Olivia: “half of them”');
    expect(card).toContain('0 %');
    expect(await team.tell(team.mo, 'list')).not.toContain('52 %');
    expect(await team.tell(team.mo, 'stages')).toContain('🟡 Pending: 1 update');
  });

  it('counts once the coach approves it, and its author is told once', async () => {
    const team = await withTask();
    await team.tell(team.mo, 'progress 6 52 half of them');
    expect(await team.tell(team.olivia, 'approve update 6')).toContain(
      'Update approved: 6 · Call ten leads is at 52 %.',
    );
    expect(await shown(team, '6')).not.toContain('Pending');
    expect(await team.tell(team.mo, 'list')).toContain('6 · Call ten leads, in progress, 52 %');
    expect(await attempted(team.say(team.olivia, 'approve update 6')).then(words)).toContain(
      'The update on 6 · Call ten leads was approved by',
    );
    expect(await toldOf(team)).toHaveLength(1);
  });

  it('is rejected with a reason, which its author reads with a button to report again', async () => {
    const team = await withTask();
    await team.tell(team.mo, 'progress 6 20');
    await team.tell(team.olivia, 'approve update 6');
    runner.pass(1);
    await team.tell(team.mo, 'progress 6 80');
    await team.tell(team.olivia, 'reject update 6 only four calls');
    const card = await team.press(team.mo, 'show', { milestone: '6' });
    expect(words(card)).toContain('Rejected by Olivia: “only four calls”. Mo had reported 80 %.');
    expect(words(card)).toContain('20 %');
    expect(buttonIn(card, 'Report again')).toMatchObject({ command: 'progress', input: { milestone: '6' } });
    const [told] = (await toldOf(team)).filter((body) => body.includes('rejected'));
    expect(told).toContain('only four calls');
    expect(told).toContain('Report again');
    runner.pass(1);
    await team.tell(team.mo, 'progress 6 40');
    await team.tell(team.olivia, 'approve update 6');
    expect(await shown(team, '6')).not.toContain('Rejected');
    expect((await updatesOf(team)).map(({ state }) => state)).toEqual(['approved', 'rejected', 'approved']);
  });

  it('takes the place of one that waits, and undo brings that back', async () => {
    const team = await withTask();
    await team.tell(team.mo, 'progress 6 20');
    runner.pass(1);
    await team.tell(team.mo, 'progress 6 40');
    expect((await updatesOf(team)).map(({ state }) => state)).toEqual(['replaced', 'pending']);
    await team.tell(team.mo, 'undo');
    expect(await updatesOf(team)).toEqual([{ percent: 20, state: 'pending', reason: null }]);
  });

  it('is not taken back by undo once it is decided', async () => {
    const team = await withTask();
    await team.tell(team.mo, 'progress 6 20');
    await team.tell(team.olivia, 'approve update 6');
    for (const who of [team.mo, team.olivia]) expect(await refusal(team.say(who, 'undo'))).toBeTruthy();
    expect(await updatesOf(team)).toEqual([{ percent: 20, state: 'approved', reason: null }]);
  });

  it('is decided by no member, and once by two coaches', async () => {
    const team = await withTask();
    const cleo = await team.join('Cleo', 'coach');
    await team.tell(team.mo, 'progress 6 52');
    for (const line of ['approve update 6', 'reject update 6 no'])
      expect(await refusal(team.say(team.mo, line)), line).toContain('Only a coach can ');
    const both = await Promise.all([
      attempted(team.say(team.olivia, 'approve update 6')),
      attempted(team.say(cleo, 'reject update 6 not yet')),
    ]);
    expect(both.map(({ is }) => is).sort()).toEqual(['done', 'refused']);
    expect(words(both.find(({ is }) => is === 'refused'))).toMatch(/by (?:Olivia|Cleo) already/);
    expect(await toldOf(team)).toHaveLength(1);
    expect(await recordedOf(runner, team)).toEqual([]);
  });

  it('of a coach counts at once, but not of one who belongs to the company', async () => {
    const team = await withTask();
    expect(await team.tell(team.olivia, 'progress 6 30')).toContain('6 · Call ten leads is at 30 %.');
    await team.tell(team.olivia, `role ${mention(team.mo)} coach`);
    expect(await team.tell(team.mo, 'progress 6 60')).toContain('waits for');
    expect(await refusal(team.say(team.mo, 'approve update 6'))).toContain(
      'You belong to Apollo, so you cannot decide on your own work.\nAsk Olivia.',
    );
  });

  it('offers its decision on the card, and a press on an outdated one decides nothing', async () => {
    const team = await withTask();
    await team.tell(team.mo, 'progress 6 20');
    const old = await team.press(team.olivia, 'show', { milestone: '6' });
    runner.pass(1);
    await team.tell(team.mo, 'progress 6 90');
    const late = await attempted(runner.use(team.olivia, team.room, buttonIn(old, 'Approve update')));
    expect(late.is).not.toBe('done');
    expect((await updatesOf(team)).map(({ state }) => state)).toEqual(['replaced', 'pending']);
  });
});

it('in other kinds of project an update counts at once, and there is nothing to approve', async () => {
  const team = await startTeam(runner);
  await team.tell(team.olivia, 'new "Beta launch"', 'progress 1 60');
  expect(await team.tell(team.olivia, 'list')).toContain('60 %');
  expect(await updatesOf(team)).toEqual([{ percent: 60, state: 'approved', reason: null }]);
  expect((await attempted(team.say(team.olivia, 'approve update 1'))).is).toBe('refused');
});
