import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serverEngine } from '../../support/database/database.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
let team: Team;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());
beforeEach(async () => {
  team = await startTeam(runner, 'kind:delivery target:"18 dec 2026"');
});

const health = () => team.tell(team.mo, 'health');
/** The project's live card, as it would be drawn. */
const card = async () => words(await team.press(team.mo, 'status'));

describe('health', () => {
  it('of a plan on which all is well is a line, with the figures', async () => {
    await team.tell(
      team.olivia,
      'new "Design" risk-after:70',
      'add 1 deliverable Sketches',
      'start 1',
      'done 1',
    );
    await team.tell(
      team.olivia,
      'new "Launch" due:"17 dec 2026" risk-after:5',
      'add 2 deliverable "The page"',
    );
    expect(await health()).toBe(
      [
        'Apollo, health, on track, go-live Fri 18 Dec, 11 days, 9 working days left',
        'On track, no change',
        'Risk low, go-live confidence high, go-live on track.',
        'Time used: 0 %, 0 of 11 days',
        'Work done: 50 %',
        'Risk left: 70 %',
      ].join('\n'),
    );
  });

  it('says why and what would turn it green, and each thing that is done is seen at once', async () => {
    await team.tell(team.olivia, 'new "Core API build" due:"4 dec 2026" blocks-go-live:yes', 'start 1');
    await team.tell(team.mo, 'blocker "waiting on API key" by:customer');
    const atRisk = await health();
    expect(atRisk).toContain(
      'Apollo, health, at risk, go-live Fri 18 Dec, 11 days, 9 working days left\n- Milestone 1 · Core API build is 3 days overdue and blocks go-live\n- Open blocker: waiting on API key (B1)\n',
    );
    expect(atRisk).toContain('Risk high, go-live confidence low, go-live at risk.');
    expect(atRisk).toContain('Finish 1 · Core API build, or move its due date');
    await team.tell(team.mo, 'done 1');
    const minor = await health();
    expect(minor).toContain('Minor issues, being monitored\n- Open blocker: waiting on API key (B1)\n');
    expect(minor).toContain('To get back to green, do this\n- Clear B1 waiting on API key');
    expect(await team.tell(team.mo, 'cleared 1')).not.toContain('Minor issues');
    expect(await health()).toContain('On track, no change');
  });

  it('warns early of what is vague, and near the end of what came back or misses its target', async () => {
    await team.tell(team.olivia, 'policy approver:owner', 'new "Beta launch"');
    expect(await health()).toContain(
      'Revisit the requirements: neither deliverables nor criteria (1 · Beta launch)',
    );
    await team.tell(team.olivia, 'add 1 criterion "Five customers"', 'progress 1 90');
    expect(await health()).not.toContain('Revisit');
    await team.tell(
      team.olivia,
      'evidence 1 metric "customers" 3 target:5 for:1.1',
      'submit 1',
      'return 1 too few',
    );
    const said = await health();
    expect(said).toContain('Add a review milestone: returned (1 · Beta launch)');
    expect(said).toContain('Add a review milestone: criteria missed (1.1 Five customers)');
    await team.tell(team.olivia, 'evidence 1 metric "customers" 7 target:5 for:1.1', 'submit 1');
    expect(await health()).not.toContain('Early warnings');
  });

  it.each(serverEngine)(
    'counts the time from the first record, and the budget by what is done, on %s',
    async (engine) => {
      const shared = await openRunner(engine);
      const shop = await startTeam(shared, 'kind:delivery target:"18 dec 2026" price:10000 currency:GBP');
      await shop.tell(shop.olivia, 'new "Foundation" share:30', 'new "Rest" share:70', 'start 1', 'done 1');
      shared.pass(60 * 24 * 2);
      const said = await shop.tell(shop.mo, 'health');
      await shared.close();
      expect(said).toContain(
        'Time used: 18 %, 2 of 11 days\nWork done: 30 %\nBudget used: 30 %, £3,000 of £10,000',
      );
    },
  );

  it('may be seen by whoever may look, and by nobody else', async () => {
    const vera = await team.join('Vera', 'viewer');
    expect(words(await team.say(vera, 'health'))).toContain('Apollo, health');
    const nora = await team.join('Nora', 'none');
    expect(await refusal(team.say(nora, 'health'))).toContain('You have no role');
  });
});

describe('the project’s card', () => {
  it('shows its health, and what needs attention once', async () => {
    await team.tell(team.olivia, 'new "Core API build" due:"4 dec 2026"', 'new "Launch"');
    expect(await card()).toContain(
      'Needs attention\n- 1 · Core API build, upcoming, due Fri 4 Dec, 3 days overdue\nNext\n- 2 · Launch, upcoming\n',
    );
    expect(await card()).toContain('Apollo, minor issues,');
    await team.tell(team.olivia, 'edit 1 due:"11 dec 2026"');
    expect(await card()).toContain('Apollo, on track,');
    expect(await card()).not.toContain('Needs attention');
    runner.pass(60 * 24 * 5);
    expect(await card()).toContain('Apollo, minor issues,');
    runner.pass(-60 * 24 * 5);
  });
});

describe.each(serverEngine)('the go-live itself, on %s', (engine) => {
  let own: TestRunner;
  let launch: Team;
  const day = 60 * 24;
  const told = async (...lines: string[]) => launch.tell(launch.olivia, ...lines);
  const shown = async () => words(await launch.press(launch.olivia, 'status'));

  beforeAll(async () => {
    own = await openRunner(engine);
  });
  afterAll(() => own.close());
  beforeEach(async () => {
    launch = await startTeam(own, 'kind:launch target:"18 dec 2026"');
  });

  it('is at risk after a no-go, until it moves', async () => {
    await told('new "Launch"', 'decision "Go for 18 Dec?" fallback:"shift 7d"', 'decide D1 no-go no venue');
    const reason = 'D1 was a no-go on Mon 7 Dec and the go-live has not moved';
    const said = await told('health');
    expect(said).toContain(`left\n- ${reason}`);
    expect(said).toContain('- Set a new go-live date, or carry out the fallback of D1');
    expect(await shown()).toContain(`Needs attention\n- ${reason}`);
    expect(await told('edit project target:"19 dec 2026"', 'health')).toContain('On track, no change');
    // the date of the no-go again
    await told('edit project target:"18 dec 2026"');
    expect(await shown()).toContain(`Needs attention\n- ${reason}`);
    expect(await told('fallback D1', 'health')).toContain('On track, no change');
  });

  it('is no concern of a delivery', async () => {
    await told('new "Launch" priority:p0 due:"4 dec 2026"', 'decision "Go?"', 'decide D1 no-go no venue');
    expect(await told('health')).toContain('Milestone 1 · Launch (p0) is 3 days overdue\n- D1 was a no-go');
    expect(await told('edit project kind:delivery', 'health')).toContain(
      'Minor issues, being monitored\n- Milestone 1 · Launch is 3 days overdue\nRisk medium',
    );
  });

  it('is compared with the forecast of the burn-up, on every card alike', async () => {
    await told(
      'policy approver:nobody',
      'new "One"',
      'new "Two"',
      'new "Three"',
      'new "Four"',
      'start 1',
      'done 1',
    );
    own.pass(6 * day);
    expect(await told('burnup')).toContain('everything is done on Thu 31 Dec');
    const reason = 'At this pace the work is done on Thu 31 Dec, after the go-live on Fri 18 Dec';
    const said = await told('health');
    expect(said).toContain(`Minor issues, being monitored\n- ${reason}\n`);
    expect(said).toContain('- Move the go-live to Thu 31 Dec');
    expect(await shown()).toContain(`Needs attention\n- ${reason}`);
    expect(await told('edit project target:"31 dec 2026"', 'health')).toContain('On track, no change');
  });
});

describe('the risk that is left after a milestone', () => {
  it.each(['101', '-1', 'low'])('cannot be %s', async (risk) => {
    expect(await refusal(team.say(team.olivia, `new "Design" risk-after:${risk}`))).toContain(
      `Risk left after it is done (percent) must be a whole number from 0 to 100; you wrote “${risk}”.`,
    );
  });

  it('is changed by edit, and the history says so', async () => {
    await team.tell(team.olivia, 'new "Design" risk-after:70', 'edit 1 risk-after:40');
    expect(await health()).toContain('Risk left: 100 %');
    expect(await team.tell(team.olivia, 'history 1')).toContain('risk after 70 → 40');
  });
});
