import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverEngine } from '../../support/database/database.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

const day = 60 * 24;

describe.each(serverEngine)('a plan over time, on %s', (engine) => {
  let runner: TestRunner;
  let team: Team;
  beforeAll(async () => {
    runner = await openRunner(engine);
    team = await startTeam(runner, 'kind:delivery target:"18 dec 2026"');
    await team.tell(
      team.olivia,
      'new "Design" due:"8 dec 2026"',
      'new "Core API" due:"10 dec 2026"',
      'new "Launch day" due:"18 dec 2026"',
      'new "First review" due:"15 jan 2027"',
      'new "Mistake"',
      'add 2 deliverable "The schema"',
      'add 2 deliverable "The docs"',
    );
    runner.pass(2 * day);
    await team.tell(team.mo, 'start 1', 'done 1', 'check 2.1');
    await team.tell(team.olivia, 'edit 2 due:"14 dec 2026"', 'drop 5 it was planned twice');
    runner.pass(2 * day);
  });
  afterAll(() => runner.close());

  it('is told by timeline: each milestone in its place', async () => {
    expect(await team.tell(team.mo, 'timeline')).toBe(
      [
        'Apollo, timeline, go-live Fri 18 Dec, 7 days, 5 working days left',
        'Next weeks',
        '- Week of Mon 14 Dec: 2 · Core API; 3 · Launch day',
        'After the launch',
        '- Jan 2027: 4 · First review',
        'Done',
        '- Dec 2026: 1 · Design',
      ].join('\n'),
    );
  });

  it('is told by burnup: what is done of what there is to do, and when all will be', async () => {
    expect(await team.tell(team.mo, 'burnup')).toBe(
      [
        'Apollo, burn-up, go-live Fri 18 Dec, 7 days, 5 working days left',
        '2 of 6 milestones and items done',
        'At this pace everything is done on Sat 19 Dec, 1 day after the go-live.',
        'Since: Mon 7 Dec',
        'Scope: 7 → 6',
      ].join('\n'),
    );
  });

  it('is looked back on by retrospective, and as Markdown', async () => {
    expect(await team.tell(team.mo, 'retrospective')).toBe(
      [
        'Apollo, retrospective, go-live Fri 18 Dec, 7 days, 5 working days left',
        '1 of 4 milestones done: 1 later; 1 dropped.',
        'Planned and actual dates',
        '- 1 · Design, planned Tue 8 Dec, done Wed 9 Dec, 1 day late',
        '- 2 · Core API, planned Thu 10 Dec, not done',
        '- 3 · Launch day, planned Fri 18 Dec, not done',
        '- 4 · First review, planned Fri 15 Jan 2027, not done',
        'Dates that moved',
        '- 2 · Core API: Thu 10 Dec → Mon 14 Dec, by Olivia',
        'Missed',
        '- 1 · Design, done 1 day after its date',
        '- 5 · Mistake, dropped, “it was planned twice”',
      ].join('\n'),
    );
    expect(await team.tell(team.mo, 'retrospective markdown')).toContain(
      '| 1 | Design | 2026-12-08 | 2026-12-09 | 1 day late |',
    );
  });

  it('may be seen by whoever may look, and by nobody else', async () => {
    const vera = await team.join('Vera', 'viewer');
    const nora = await team.join('Nora', 'none');
    for (const line of ['timeline', 'burnup', 'retrospective']) {
      expect(words(await team.say(vera, line))).toContain('Apollo');
      expect(await refusal(team.say(nora, line))).toContain('You have no role');
    }
  });
});
