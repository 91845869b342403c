import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverEngine } from '../../support/database/database.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

describe.each(serverEngine)('metrics, on %s', (engine) => {
  let runner: TestRunner;
  let team: Team;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());
  const fresh = async () => {
    team = await startTeam(runner);
  };

  it('are measured, valued and judged', async () => {
    await fresh();
    const { mo, tell } = team;
    expect(await tell(mo, 'metric "page load" target:"<2s" checkpoint:"19 feb 2027"')).toContain(
      'Metric M1 page load added.\nApollo, metrics, 0 of 1 met\n- M1 page load: no value yet, target under 2s, checkpoint Fri 19 Feb 2027',
    );
    expect(await tell(mo, 'metric set 1 1.4')).toContain('M1 page load is 1.4, the target is met.');
    runner.pass(1);
    expect(await tell(mo, 'metric-set M1 2400 ms note:"the cache is cold"')).toContain(
      'M1 page load is 2400 ms, the target is not met, note “the cache is cold”.',
    );
    runner.pass(1);
    await tell(mo, 'metric set "page load" 1.6 s');
    expect(await tell(mo, 'metrics')).toContain(
      'Apollo, metrics, 1 of 1 met\n- M1 page load: 1.6 s, met, target under 2s, rising ▁█▂, checkpoint',
    );
  });

  it('are changed by name or number, and say what changed in the history', async () => {
    await fresh();
    const { mo, olivia, tell, say } = team;
    await tell(mo, 'metric "Page load" target:"<2s"');
    expect(await tell(mo, 'metric M1 target:"under 1 s"')).toContain('target under 1 s');
    expect(await tell(mo, 'metric "page load" checkpoint:"19 feb 2027"')).toContain(
      'checkpoint Fri 19 Feb 2027',
    );
    expect(await refusal(say(mo, 'metric M1 target:"under 1 s"'))).toContain('already has these values');
    expect(await tell(olivia, 'history')).toContain('changed a metric, M1 Page load, target <2s → under 1 s');
    expect(await tell(mo, 'metric remove 1')).toContain('M1 Page load removed.');
    expect(await tell(mo, 'metrics')).toContain(
      'No metrics yet. Add one with metric "page load" target:"< 2s".',
    );
  });

  it('ask by a form: what is measured from a bare line, the value by a button', async () => {
    await fresh();
    const { mo, tell, say, press, fill } = team;
    expect(await say(mo, 'metric')).toMatchObject({
      is: 'form',
      form: { fields: [{ name: 'name' }, { name: 'target' }, { name: 'checkpoint' }] },
    });
    await fill(mo, 'metric', { name: 'sign-ups', target: '100+' });
    expect(await press(mo, 'metric-set', { metric: '1' })).toMatchObject({
      is: 'form',
      form: {
        title: 'Record a value',
        given: { metric: '1' },
        fields: [{ name: 'value' }, { name: 'note' }],
      },
    });
    expect(words(await fill(mo, 'metric-set', { metric: '1', value: '120 sign-ups' }))).toContain(
      'M1 sign-ups is 120 sign-ups, the target is met.',
    );
    expect(await tell(mo, 'metrics')).toContain('1 of 1 met');
  });

  it('refuse what is not understood, and say what is', async () => {
    await fresh();
    const { mo, tell, say, join } = team;
    expect(await refusal(say(mo, 'metric speed target:fast'))).toContain('The target “fast” cannot be read.');
    await tell(mo, 'metric speed target:"<2s"');
    expect(await refusal(say(mo, 'metric set 1 quick'))).toContain('The value “quick” cannot be read.');
    expect(await refusal(say(mo, 'metric set 4 3'))).toBe(
      'There is no metric M4 here.\nThere are: M1 speed.',
    );
    expect(await refusal(say(mo, 'metric M4 target:"<2s"'))).toContain('There is no metric M4 here.');
    expect(await tell(mo, 'metric set 1 80%')).toContain(
      'Milepost cannot tell whether that meets the target: 80% and <2s are different things.',
    );
    const vera = await join('Vera', 'viewer');
    expect(await refusal(say(vera, 'metric set 1 3'))).toContain('Only a');
    expect(words(await say(vera, 'metrics'))).toContain('M1 speed: 80%');
  });
});
