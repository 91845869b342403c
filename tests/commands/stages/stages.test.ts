import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proofUrl, prove, recordedOf, startCompany } from '../../support/company.ts';
import { attempted } from '../../support/refused.ts';
import { buttonIn, openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, type Team } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const company = () => startCompany(runner);
const recorded = (team: Team) => recordedOf(runner, team);

describe('a company', () => {
  it('starts with the five stages, the first as the current one, and their thresholds as metrics', async () => {
    const { mo, tell } = await company();
    expect(await tell(mo, 'list')).toBe(
      [
        'Apollo, 5 milestones',
        '- 1 · Value baseline, in progress, 0 %',
        '- 2 · First customer, upcoming, 0 %',
        '- 3 · X customers, upcoming, 0 %',
        '- 4 · 10X customers, upcoming, 0 %',
        '- 5 · 1M+ ARR, upcoming, 0 %',
      ].join('\n'),
    );
    const metrics = await tell(mo, 'metrics');
    for (const one of ['at least 5, X customers', 'over 80 %', 'at least 50, 10X customers', 'at least $1M'])
      expect(metrics).toContain(one);
  });

  it('shows its stages to members, with what speaks for each criterion', async () => {
    const { mo, tell } = await company();
    await tell(mo, `evidence 1 link ${proofUrl} "Canvas" for:1.1`, 'metric set M1 7');
    const shown = await tell(mo, 'stages');
    expect(shown).toContain('Apollo, stages, 0 of 5 achieved, now Value baseline, since Mon 7 Dec, 0 days');
    expect(shown).toContain('- 2 · First customer: next');
    expect(shown).toContain(`1.1 Value proposition documented – Canvas ↗ (${proofUrl})`);
    expect(shown).toContain('1.2 Target market identified – no evidence yet');
    expect(shown).toContain('☑ ≥ 5 paying customers (7 so far)');
  });

  it('is posted as a live card', async () => {
    const { mo, tell } = await company();
    expect(await tell(mo, 'stages post')).toBe('Posting the stages of Apollo.');
  });

  it('without a coach says how to get one', async () => {
    const { olivia, mo, tenant, tell, say } = await company();
    await runner.db.execute(sql`update member set role = 'owner' where role = 'coach' and workspace_id =
      (select workspace_id from installation where tenant = ${tenant})`);
    expect(await tell(mo, 'stages')).toContain('This company has no coach, so nobody can achieve a stage.');
    expect(await refusal(say(olivia, 'achieve value-baseline'))).toContain('type role @name coach');
  });
});

describe('achieve', () => {
  it('and unachieve are in the history with reason, evidence, who and where', async () => {
    const team = await company();
    await prove(team, 1);
    await team.tell(team.olivia, 'achieve value-baseline it is all there sure:yes');
    runner.pass(1);
    await team.tell(team.olivia, 'unachieve value-baseline the prices are gone sure:yes');
    const history = await team.tell(team.mo, 'history');
    const evidence = 'Value baseline, with the evidence Proof 1; Proof 2; Proof 3; Proof 4';
    expect(history).toContain(
      `Olivia decided that a stage is achieved, ${evidence}, “it is all there”, in Slack`,
    );
    expect(history).toContain(
      `Olivia decided that a stage is no longer achieved, ${evidence}, “the prices are gone”, in Slack`,
    );
  });

  it('is for the coach alone', async () => {
    const { mo, say } = await company();
    for (const line of ['achieve value-baseline good', 'unachieve value-baseline bad'])
      expect(await refusal(say(mo, line))).toBe('Only a coach can do this.\nAsk Olivia.');
  });

  it('names every unmet criterion without evidence, with the button that adds it', async () => {
    const { olivia, say } = await company();
    const reply = await attempted(say(olivia, 'achieve value-baseline'));
    expect(words(reply)).toContain(
      'not met: 1.1 Value proposition documented; 1.2 Target market identified; 1.3 Initial pricing model defined; 1.4 MVP features outlined.',
    );
    expect(buttonIn(reply, 'Add evidence')).toMatchObject({ command: 'evidence', input: { milestone: '1' } });
  });

  it('asks first, naming what happens, and decides when that is confirmed', async () => {
    const team = await company();
    const { olivia, mo, say, tell } = team;
    await prove(team, 1);
    const asked = await say(olivia, 'achieve value-baseline it is all there');
    expect(words(asked)).toContain('Achieve this stage?\n1 · Value baseline of Apollo is achieved');
    expect(await recorded(team)).toEqual([]);
    const done = await runner.use(olivia, team.room, buttonIn(asked, 'Achieve'));
    expect(words(done)).toContain(
      '1 · Value baseline is achieved. 2 · First customer is the current stage, since Mon 7 Dec.',
    );
    expect(await recorded(team)).toEqual([
      { stage: 'value_baseline', achieved: true, reason: 'it is all there', pieces: 4, platform: 'slack' },
    ]);
    expect(await tell(mo, 'list')).toContain('1 · Value baseline, done');
    expect(await tell(mo, 'list')).toContain('2 · First customer, in progress');
    expect(await tell(mo, 'stages')).toContain('1 · Value baseline: achieved on Mon 7 Dec, by Olivia');
  });

  it('tells the second of two coaches who was first', async () => {
    const team = await company();
    const cleo = await team.join('Cleo', 'coach');
    await prove(team, 1);
    const line = 'achieve value-baseline sure:yes';
    const both = await Promise.all([attempted(team.say(team.olivia, line)), attempted(team.say(cleo, line))]);
    expect(both.map(({ is }) => is).sort()).toEqual(['done', 'refused']);
    const late = both.find(({ is }) => is === 'refused');
    expect(words(late)).toMatch(/1 · Value baseline was achieved by (?:Olivia|Cleo) already\./);
    expect(await recorded(team)).toHaveLength(1);
  });

  it('out of order needs a reason, and says so', async () => {
    const team = await company();
    await prove(team, 2);
    expect(await refusal(team.say(team.olivia, 'achieve first-customer sure:yes'))).toContain(
      '1 · Value baseline is not achieved yet. To achieve 2 · First customer first, give a reason.',
    );
    expect(await team.tell(team.olivia, 'achieve first-customer they sold first sure:yes')).toContain(
      '2 · First customer is achieved. Out of order: 1 · Value baseline is not achieved yet.',
    );
    expect(await team.tell(team.mo, 'stages')).toContain('1 · Value baseline: current since Mon 7 Dec');
  });

  it('takes a figure that reaches its threshold for its criterion', async () => {
    const team = await company();
    const { olivia, mo, say, tell } = team;
    await tell(mo, 'metric set M1 4', 'metric set M2 81%');
    const missing = await refusal(say(olivia, 'achieve x-customers early'));
    expect(missing).toContain('3.1 ≥ 5 paying customers');
    expect(missing).not.toContain('Retention');
    await tell(mo, 'metric M1 target:1+', 'metric set M1 5');
    expect(await refusal(say(olivia, 'achieve x-customers early'))).not.toContain('paying customers');
  });
});

describe('unachieve', () => {
  it('keeps both records, and the stage is the current one again', async () => {
    const team = await company();
    const { olivia, mo, tell } = team;
    await prove(team, 1);
    await tell(olivia, 'achieve value-baseline good sure:yes');
    expect(await tell(olivia, 'unachieve value-baseline it was not sure:yes')).toContain(
      '1 · Value baseline is no longer achieved.',
    );
    expect((await recorded(team)).map(({ achieved, reason }) => [achieved, reason])).toEqual([
      [true, 'good'],
      [false, 'it was not'],
    ]);
    expect(await tell(mo, 'list')).toContain('1 · Value baseline, in progress');
    expect(await tell(mo, 'list')).toContain('2 · First customer, upcoming');
    const history = await tell(mo, 'history');
    expect(history).toContain('Olivia decided that a stage is achieved');
    expect(history).toContain('Olivia decided that a stage is no longer achieved');
  });

  it('is said to be for a stage that is achieved', async () => {
    const { olivia, say } = await company();
    expect(await refusal(say(olivia, 'unachieve value-baseline'))).toContain('is not achieved');
  });
});

describe('nothing else moves a stage', () => {
  it.each(['reopen 1 no', 'drop 1 not needed', 'undo'])('“%s” by the coach is refused', async (line) => {
    const team = await company();
    await prove(team, 1);
    await team.tell(team.olivia, 'achieve value-baseline good sure:yes');
    expect(await refusal(team.say(team.olivia, line))).toMatch(/unachieve|cannot be undone/);
    expect(await recorded(team)).toHaveLength(1);
  });

  it.each(['approve 1 good', 'start 2', 'edit 2 type:time due:today'])(
    '“%s” leaves the stages as they are',
    async (line) => {
      const team = await company();
      await prove(team, 1);
      await team.tell(team.mo, 'submit 1');
      await attempted(team.say(team.olivia, line));
      const list = await team.tell(team.mo, 'list');
      expect(list).toContain('1 · Value baseline, waiting for approval');
      expect(list).toContain('2 · First customer, upcoming');
    },
  );

  it('ends the submission of a stage that is achieved', async () => {
    const team = await company();
    await prove(team, 1);
    await team.tell(team.mo, 'submit 1');
    await team.tell(team.olivia, 'achieve value-baseline good sure:yes');
    expect(words(await team.press(team.mo, 'show', { milestone: '1' }))).toContain(
      '1 · Value baseline, done',
    );
  });

  it('members cannot change the criteria or the policies that decide', async () => {
    const team = await company();
    await team.tell(team.olivia, `role ${mention(team.mo)} owner`);
    for (const line of [
      'check 1.1',
      'add 1 criterion "Easy"',
      'policy evidence:no',
      'policy approver:owner',
      'edit project kind:launch',
    ])
      expect(await refusal(team.say(team.mo, line)), line).toContain('Only a coach can do this.');
  });

  it('takes no row of anybody else in the database, and keeps those that are there', async () => {
    const team = await company();
    await prove(team, 1);
    await team.tell(team.olivia, 'achieve value-baseline good sure:yes');
    const forge = sql`insert into achievement select workspace_id, gen_random_uuid(), project_id, milestone_id, stage,
      false, null, '[]', (select person_id from member m where m.role = 'contributor' and m.project_id = a.project_id),
      platform, null, now() from achievement a where workspace_id =
      (select workspace_id from installation where tenant = ${team.tenant})`;
    await expect(runner.db.execute(forge)).rejects.toThrow();
    const reopen = sql`update milestone set status = 'in_progress' where stage = 'value_baseline' and status = 'done'`;
    await expect(runner.db.execute(reopen)).rejects.toThrow();
  });
});
