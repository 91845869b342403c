import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type TestRunner } from '../../support/runner.ts';
import { refusal, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

describe('policy', () => {
  it.each([
    ['acceptance:5d silence:accept', ['acceptance:5d', 'silence:accept']],
    ['acceptance:"2 weeks"', ['acceptance:14d', 'silence:escalate']],
    ['acceptance:off', ['acceptance:off']],
    ['approvers:all', ['approvers:all']],
    ['approvers:2', ['approvers:2', '2 approvals are needed']],
    ['longest:30', ['longest:30d']],
    ['longest:off', ['longest:off']],
    ['unpaid:warn', ['unpaid:warn']],
    ['deliverables:no lock:no demo:no', ['deliverables:no', 'lock:no', 'demo:no']],
  ])('%s is what it says afterwards', async (typed, shown) => {
    const { olivia, tell } = await startTeam(runner, 'kind:client');
    const before = await tell(olivia, 'policy acceptance:3d', 'policy');
    expect(shown.filter((one) => !before.includes(one))).not.toEqual([]);
    const after = await tell(olivia, `policy ${typed}`, 'policy');
    expect(shown.filter((one) => !after.includes(one))).toEqual([]);
  });

  it.each([
    ['acceptance:soon', 'must be days or weeks up to a year'],
    ['acceptance:0', 'must be days or weeks up to a year'],
    ['approvers:0', 'must be any, all, or a number from 1 to 99'],
    ['silence:maybe', 'must be one of accept, escalate, stop'],
    ['unpaid:ignore', 'must be one of refuse, warn, off'],
  ])('%s is refused with what can be typed', async (typed, why) => {
    const { olivia, say } = await startTeam(runner, 'kind:client');
    expect(await refusal(say(olivia, `policy ${typed}`))).toContain(why);
  });

  it('is told in the history with old and new value', async () => {
    const { olivia, tell } = await startTeam(runner, 'kind:client');
    expect(await tell(olivia, 'policy acceptance:5d approvers:2', 'history')).toContain(
      'days to accept none → 5, approvals any → 2',
    );
  });
});
