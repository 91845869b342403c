import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../support/database.ts';
import { openRunner, type TestRunner, words } from '../support/runner.ts';
import {
  accepted,
  channelOf,
  chatOf,
  codeIn,
  newTenant,
  refusal,
  startTeam,
  teamsPerson,
} from '../support/team.ts';

describe.each(engines)('notify on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  /** Mo, who is in Slack and in Teams. */
  async function onBoth() {
    const team = await startTeam(runner);
    await team.tell(team.mo, 'list');
    const mona = teamsPerson('Mona', newTenant());
    const there = channelOf(mona, '19:apollo@thread.tacv2');
    const room = codeIn(await team.say(team.olivia, 'link'));
    accepted('link', await runner.say(mona, there, `link ${room}`));
    const me = codeIn(await team.say(team.mo, 'link me'));
    accepted('link me', await runner.say(mona, there, `link me ${me}`));
    return { ...team, mona, there };
  }

  it('says where somebody is reached', async () => {
    const { mo, tell } = await startTeam(runner);
    expect(await tell(mo, 'notify')).toBe(
      'Milepost reaches you where it saw you last: in Slack.\nYou are known in Slack.\nnotify teams, notify slack or notify email changes it.',
    );
  });

  it('changes it, in a direct chat too, and only once', async () => {
    const { mo, mona, there } = await onBoth();
    expect(words(await runner.say(mo, chatOf(mo), 'notify teams'))).toContain(
      'From now on Milepost reaches you in Teams.\nMilepost reaches you in Teams.\nYou are known in',
    );
    expect(refusal(await runner.say(mona, there, 'notify teams'))).toBe(
      'Nothing was changed: Milepost reaches you in Teams already.',
    );
    expect(words(await runner.say(mona, there, 'notify'))).toContain('Milepost reaches you in Teams.');
  });

  it('stays out of the project’s history, and wakes no room', async () => {
    const { mo, olivia, tell } = await onBoth();
    runner.woken.length = 0;
    await tell(mo, 'notify slack');
    expect(runner.woken).toEqual([]);
    expect(await tell(olivia, 'history')).not.toContain('reached');
  });

  it('is refused where somebody is not known, and says where they are', async () => {
    const { mo, say } = await startTeam(runner);
    expect(refusal(await say(mo, 'notify teams'))).toBe(
      'You are not known in Teams.\nYou are known in Slack. Type “link me” here, and there the line that it gives you.',
    );
  });

  it('by e-mail needs an address that a platform vouches for', async () => {
    const { mo, say, tell } = await startTeam(runner);
    expect(refusal(await say(mo, 'notify email'))).toContain('No address of yours is verified.');
    const { mo: ana, say: sayThere, tell: tellThere } = await startTeam(runner);
    runner.profile(ana, { standing: 'member', name: 'Ana', email: 'Ana@Example.com' });
    expect(await tellThere(ana, 'notify email')).toContain(
      'From now on Milepost reaches you by e-mail.\nMilepost reaches you by e-mail.\nYou are known in Slack. Your verified address is ana@example.com.',
    );
    expect(refusal(await sayThere(ana, 'notify pigeon'))).toContain('Way must be one of slack, teams, email');
    expect(await tell(mo, 'notify')).not.toContain('verified');
  });
});
