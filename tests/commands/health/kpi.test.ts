import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, mention, refusal, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('embedded');
});
afterAll(() => runner.close());

const day = 24 * 60;

/**
 * Ten milestones due a week from now: nine are submitted now and approved a day later, one of them after a return;
 * the tenth is approved two days after its due date.
 */
async function played() {
  const team = await startTeam(runner, 'kind:launch');
  const due = runner
    .now()
    .add({ hours: 7 * 24 })
    .toString()
    .slice(0, 10);
  for (let n = 1; n <= 10; n += 1) await team.tell(team.mo, `new "Step ${n}" due:${due}`, `submit ${n}`);
  await team.tell(team.olivia, 'return 1 not yet');
  await team.tell(team.mo, 'submit 1');
  runner.pass(day);
  for (let n = 1; n < 10; n += 1) await team.tell(team.olivia, `approve ${n}`);
  runner.pass(8 * day);
  await team.tell(team.olivia, 'approve 10');
  return team;
}

describe('the figures of a project (KPI)', () => {
  it('are exactly what docs/kpi.md says, each beside its target', async () => {
    const { olivia, tell } = await played();
    const card = await tell(olivia, 'kpi');
    // nine of ten in time is 90 %, and the target is above that
    expect(card).toContain('On-time completion: 90 % (9 of 10), target above 90 %, not met');
    // ten approvals and one return: 10 / 11 = 90.9 %
    expect(card).toContain('Approval rate: 90.9 % (10 of 11), target above 95 %, not met');
    // one return at once, nine after a day, one after nine days: 18 / 11 = 1.6 days
    expect(card).toContain('Average review time: 1.6 days');
  });

  it('are of a time, whose first and last day count', async () => {
    const { olivia, tell, say } = await played();
    const [first, second] = [9, 8].map((days) =>
      runner
        .now()
        .subtract({ hours: days * 24 })
        .toZonedDateTimeISO('Europe/London')
        .toPlainDate()
        .toString(),
    );
    expect(await tell(olivia, `kpi from:${first} to:${first}`)).toContain(
      'Approval rate: 0 % (0 of 1), target above 95 %, not met',
    );
    expect(await tell(olivia, `kpi from:${first} to:${second}`)).toContain(
      'On-time completion: 100 % (9 of 9)',
    );
    expect(await tell(olivia, `kpi to:"1 jan 2026"`)).toContain('On-time completion: nothing to measure yet');
    expect(await refusal(say(olivia, `kpi from:${second} to:${first}`))).toContain(
      'must not be before the first',
    );
  });

  it('show the records behind a figure', async () => {
    const { olivia, tell } = await played();
    const late = await tell(olivia, 'kpi on-time');
    expect(late).toMatch(/10 · Step 10, done \w+ \d+ \w+( \d+)?, due/);
    expect(await tell(olivia, 'kpi approval-rate')).toMatch(/1 · Step 1, returned/);
    expect(await tell(olivia, 'kpi review-time')).toMatch(/10 · Step 10, 9 days, decided/);
  });

  it('leave out the time in which a question waited', async () => {
    const team = await startTeam(runner, 'kind:launch');
    await team.tell(team.mo, 'new "Beta"', 'submit 1');
    runner.pass(day);
    await team.tell(team.olivia, 'ask 1 is it fast?');
    runner.pass(5 * day);
    await team.tell(team.mo, 'answer review 1 it is');
    runner.pass(day);
    await team.tell(team.olivia, 'approve 1');
    expect(await team.tell(team.olivia, 'kpi')).toContain('Average review time: 2 days');
  });
});

describe('the figures of all projects', () => {
  it('are of those that the person may see, and name the project of each record', async () => {
    const team = await played();
    const other = channelOf(team.olivia, 'CBEACON');
    await runner.say(team.olivia, other, 'project "Beacon" kind:launch');
    await runner.say(team.olivia, other, 'new "Secret" due:"1 jan 2030"');
    await runner.say(team.olivia, other, 'submit 1');
    await runner.say(team.olivia, other, 'approve 1');
    await runner.say(team.olivia, other, `role ${mention(team.mo)} none`);
    expect(await team.tell(team.olivia, 'kpi all')).toContain(
      'On-time completion: 90.9 % (10 of 11), target above 90 %, met',
    );
    expect(await team.tell(team.olivia, 'kpi on-time over:all')).toContain('1 · Secret, Beacon, done');
    expect(await team.tell(team.mo, 'kpi all')).toContain('On-time completion: 90 % (9 of 10)');
    expect(await team.tell(team.mo, 'kpi on-time over:all')).not.toContain('Secret');
  });

  it('are not shown of a project to somebody without a role in it', async () => {
    const team = await played();
    const nora = await team.join('Nora', 'none');
    expect(await refusal(team.say(nora, 'kpi'))).toContain('You have no role in this project.');
    expect(words(await team.say(nora, 'kpi all'))).toContain('nothing to measure yet');
  });
});
