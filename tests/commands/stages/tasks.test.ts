import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { prove, recordedOf, startCompany } from '../../support/company.ts';
import { attempted } from '../../support/refused.ts';
import { buttonIn, openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const company = () => startCompany(runner);

/** A company with a task of its second stage, number 6, that Mo does. */
async function withTask(): Promise<Team> {
  const team = await company();
  await team.tell(team.mo, `task "Call ten leads" stage:first-customer owner:${mention(team.mo)} due:friday`);
  return team;
}

/** A company whose task waits for its coach. */
async function finished(): Promise<Team> {
  const team = await withTask();
  await team.tell(team.mo, 'done 6');
  return team;
}

const shown = async (team: Team, milestone: string) =>
  words(await team.press(team.mo, 'show', { milestone }));

const reviewsOf = async ({ tenant }: Team) =>
  rowsOf<{ outcome: string; note: string | null }>(
    await runner.db.execute(sql`select outcome, note from review where workspace_id =
      (select workspace_id from installation where tenant = ${tenant}) order by submitted_at, id`),
  );

describe('task', () => {
  it('adds a milestone below the named stage, as a member', async () => {
    const team = await company();
    const line = `task "Call ten leads" stage:first-customer owner:${mention(team.mo)} due:friday`;
    expect(await team.tell(team.mo, line)).toBe(
      'Added the task 6 · Call ten leads to 2 · First customer, owner Mo, due Fri 11 Dec.',
    );
    const card = await shown(team, '6');
    expect(card).toContain('due Fri 11 Dec');
    expect(card).toContain('Assignee: Mo · Approver: Olivia (coach)');
    expect(await team.tell(team.mo, 'list mine')).toContain('6 · Call ten leads');
  });

  it('belongs to the current stage where none is named', async () => {
    const team = await company();
    expect(await team.tell(team.mo, 'task "Talk to users"')).toContain('to 1 · Value baseline.');
    await prove(team, 1);
    await team.tell(team.olivia, 'achieve value-baseline sure:yes');
    expect(await team.tell(team.mo, 'task "Call ten leads"')).toContain('to 2 · First customer.');
  });

  it('is for those who work for the company, and only where there are stages', async () => {
    const team = await company();
    const vera = await team.join('Vera', 'viewer');
    expect(await refusal(team.say(vera, 'task "Call ten leads"'))).toContain('contributor');
    const other = await startTeam(runner);
    expect(await refusal(other.say(other.olivia, 'task "Call ten leads"'))).toContain('has no stages');
  });

  it('is changed by a member until it waits, and taken back with undo', async () => {
    const team = await withTask();
    expect(await team.tell(team.mo, 'edit 6 due:"16 dec"')).toContain('changed');
    expect(await refusal(team.say(team.mo, 'edit 6 parent:none'))).toContain('Only a coach can ');
    expect(await refusal(team.say(team.mo, 'edit 2 due:friday'))).toContain('Only a coach can ');
    await team.tell(team.mo, 'done 6');
    expect(await refusal(team.say(team.mo, 'edit 6 name:"Call one lead"'))).toContain('Only a coach can ');
    await team.tell(team.mo, 'task "Send the offer"', 'undo');
    expect(await team.tell(team.mo, 'list')).not.toContain('Send the offer');
  });
});

describe('a finished task', () => {
  it('is pending: it does not count, and the cards say so', async () => {
    const team = await withTask();
    expect(await team.tell(team.mo, 'done 6')).toBe(
      '6 · Call ten leads is finished and waits for Olivia. It counts once it is approved.',
    );
    expect(await team.tell(team.mo, 'list status:waiting')).toContain(
      '6 · Call ten leads, part of 2 · First customer, waiting for approval',
    );
    expect(await shown(team, '2')).toContain('Pending: 1 (waiting for a coach): 6 · Call ten leads');
    expect(await shown(team, '2')).toContain('0 of 1 task approved');
    expect(await team.tell(team.mo, 'stages')).toContain('Tasks: 0 of 1 approved · 🟡 Pending: 1');
  });

  it('counts once the coach approves, without evidence', async () => {
    const team = await finished();
    expect(await team.tell(team.olivia, 'approve 6 well done')).toContain('6 · Call ten leads approved');
    expect(await team.tell(team.mo, 'stages')).toContain('Tasks: 1 of 1 approved');
    expect(await team.tell(team.mo, 'stages')).not.toContain('Pending');
    expect(await shown(team, '2')).toContain('1 of 1 task approved');
  });

  it('is rejected with a reason, which its card shows, and can be finished again', async () => {
    const team = await finished();
    expect(await team.tell(team.olivia, 'reject 6 only four calls')).toContain('6 · Call ten leads returned');
    expect(await shown(team, '6')).toContain('Returned by Olivia: only four calls');
    expect(await team.tell(team.mo, 'stages')).toContain('Tasks: 0 of 1 approved');
    await team.tell(team.mo, 'submit 6');
    expect((await reviewsOf(team)).map(({ outcome }) => outcome)).toEqual(['returned', 'open']);
  });

  it('is approved by no member, by no line, press or form', async () => {
    const team = await finished();
    const owner = await team.join('Owen', 'owner');
    for (const who of [team.mo, owner])
      for (const [command, input] of [
        ['approve', { milestone: '6' }],
        ['return', { milestone: '6', reason: 'no' }],
        ['reopen', { milestone: '6', reason: 'no' }],
      ] as const) {
        const line = `${command} ${Object.values(input).join(' ')}`;
        expect(await refusal(team.say(who, line)), line).toContain('Only a coach can ');
        expect((await attempted(team.press(who, command, input))).is, line).toBe('refused');
      }
    expect(await reviewsOf(team)).toEqual([{ outcome: 'open', note: null }]);
  });

  it('is not approved by a deputy who is no coach', async () => {
    const team = await finished();
    expect(await refusal(team.say(team.olivia, `deputy ${mention(team.mo)} until:"31 dec"`))).toContain(
      'Mo does not coach Apollo, and only its coaches decide.',
    );
    await runner.db.execute(sql`insert into deputy select m.workspace_id, gen_random_uuid(), m.project_id, m.person_id,
      (select person_id from member o where o.role = 'contributor' and o.project_id = m.project_id limit 1), '2027-12-31'
      from member m where m.role = 'coach' and m.workspace_id =
      (select workspace_id from installation where tenant = ${team.tenant})`);
    expect(await refusal(team.say(team.mo, 'approve 6'))).toContain('Only a coach can ');
  });

  it('is decided once: the second of two coaches, and a second press, are told who was first', async () => {
    const team = await finished();
    const cleo = await team.join('Cleo', 'coach');
    const both = await Promise.all([
      attempted(team.say(team.olivia, 'approve 6')),
      attempted(team.say(cleo, 'return 6 not yet')),
    ]);
    expect(both.map(({ is }) => is).sort()).toEqual(['done', 'refused']);
    expect(words(both.find(({ is }) => is === 'refused'))).toMatch(/by (?:Olivia|Cleo) already/);
    const again = await attempted(team.press(team.olivia, 'approve', { milestone: '6' }));
    expect(words(again)).toMatch(/already/);
    expect(await reviewsOf(team)).toHaveLength(1);
  });

  it('is not decided by a coach who belongs to the company and did it, but by another', async () => {
    const team = await withTask();
    await team.tell(team.olivia, `role ${mention(team.mo)} coach`);
    await team.tell(team.mo, 'done 6');
    expect(await refusal(team.say(team.mo, 'approve 6'))).toContain(
      'You belong to Apollo, so you cannot decide on your own work.\nAsk Olivia.',
    );
    expect(await team.tell(team.olivia, 'approve 6')).toContain('approved');
    await team.tell(team.olivia, 'policy impartial:no');
    await team.tell(team.mo, 'task "Send the offer"', 'done 7');
    expect(await team.tell(team.mo, 'approve 7')).toContain('approved');
  });

  it('never achieves its stage, however many are approved', async () => {
    const team = await finished();
    await team.tell(team.mo, 'task "Send the offer" stage:first-customer', 'done 7');
    await team.tell(team.olivia, 'approve 6', 'approve 7');
    expect(await recordedOf(runner, team)).toEqual([]);
    expect(await team.tell(team.mo, 'list')).toContain('2 · First customer, upcoming');
    expect(await team.tell(team.mo, 'stages')).toContain('0 of 5 achieved');
  });

  it('offers the coach its decision on the card', async () => {
    const team = await finished();
    const card = await team.press(team.olivia, 'show', { milestone: '6' });
    const done = await runner.use(team.olivia, team.room, buttonIn(card, 'Approve'));
    expect(words(done)).toContain('6 · Call ten leads approved.');
  });
});
