import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type TestRunner } from '../../support/runner.ts';
import { startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

describe('the definition of a milestone', () => {
  it('is on its card: duration, payment, deliverables, criteria, links, demo and risks with their mitigation', async () => {
    const { olivia, tell } = await startTeam(runner, 'kind:client price:10000 currency:GBP');
    await tell(
      olivia,
      'holidays add "10 dec 2026"',
      'new "Discovery"',
      'new "Build" start:"7 dec 2026" due:"18 dec 2026" share:50 requires:1 risk-after:40',
      'add 2 deliverable "Login page"',
      'add 2 criterion "100 people have signed in"',
      'add 2 demo "Sign in with a new account"',
      'add 2 task "Order keys"',
      'risk "API changes" milestone:2 mitigation:"pin the version" level:high',
    );
    const card = await tell(olivia, 'edit 2 priority:p1');
    for (const part of [
      // 10 weekdays without the holiday
      'Takes 9 working days, Mon 7 Dec to Fri 18 Dec.',
      'Share: 50 %, £5,000',
      'Waits for 1 · Discovery (upcoming).',
      'Deliverables\n- ☐ 2.1 Login page',
      'Success criteria\n- ☐ 2.2 100 people have signed in',
      'Tasks\n- ☐ 2.4 Order keys',
      'Demo script\n- ☐ 2.3 Sign in with a new account',
      'Risks\n- R1 API changes, high, mitigated by “pin the version”',
    ])
      expect(card).toContain(part);
    expect(card).not.toContain('No deliverable yet');
  });

  it('warns about more days than the policy allows and about no deliverable, and names the policies', async () => {
    const { olivia, tell } = await startTeam(runner, 'kind:client');
    expect(await tell(olivia, 'new "Long one" start:"7 dec 2026" due:"4 jan 2027"')).toContain(
      'Planned 1 · Long one. It takes 29 days, longer than the policy longest:28d allows.',
    );
    const card = await tell(olivia, 'edit 1 priority:p1');
    expect(card).toContain('Takes 29 days, longer than the policy longest:28d allows. Split it in two.');
    expect(card).toContain('No deliverable yet. The policy deliverables:yes wants one.');
    const mended = await tell(olivia, 'add 1 deliverable "A page"', 'edit 1 due:"3 jan 2027"');
    expect(mended).not.toContain('longer than');
    expect(mended).not.toContain('No deliverable yet');
    expect(await tell(olivia, 'policy longest:off', 'edit 1 due:"3 jun 2027"')).not.toContain('longer than');
  });

  it('says nothing of it in a project without these policies', async () => {
    const { olivia, tell } = await startTeam(runner);
    await tell(olivia, 'new "Long one" start:"7 dec 2026" due:"4 jun 2027"');
    const card = await tell(olivia, 'edit 1 priority:p1');
    expect(card).not.toMatch(/longer than|No deliverable/);
  });
});

describe('a risk of a milestone', () => {
  it('moves to another milestone or to none, is mitigated otherwise, and is in the history', async () => {
    const { olivia, tell } = await startTeam(runner);
    await tell(olivia, 'new "Build"', 'new "Test"', 'risk "API changes" milestone:1 mitigation:"pin it"');
    expect(await tell(olivia, 'risks')).toContain('R1 API changes: medium, 1 · Build, mitigated by “pin it”');
    await tell(olivia, 'risk R1 milestone:2 mitigation:"buy support"');
    expect(await tell(olivia, 'edit 1 priority:p1')).not.toContain('R1');
    expect(await tell(olivia, 'edit 2 priority:p1')).toContain(
      'R1 API changes, medium, mitigated by “buy support”',
    );
    expect(await tell(olivia, 'history 2')).toContain(
      'mitigation pin it → buy support, milestone 1 · Build → 2 · Test',
    );
    await tell(olivia, 'risk R1 milestone:none mitigation:none');
    expect(await tell(olivia, 'risks')).toMatch(/R1 API changes: medium$/m);
    await tell(olivia, 'risk R1 milestone:2', 'resolved R1');
    expect(await tell(olivia, 'edit 2 priority:p2')).not.toContain('R1');
  });
});
