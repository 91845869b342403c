import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A team whose milestone 1 has a demo of two steps. */
async function scripted({ demo = true } = {}) {
  const team = await startTeam(runner, 'kind:launch');
  if (demo) await team.tell(team.olivia, 'policy demo:yes');
  await team.tell(
    team.mo,
    'new "Beta"',
    'start 1',
    'add 1 demo "Log in"',
    'add 1 demo "Pay"',
    'add 1 task "Rest"',
  );
  return team;
}

describe('the demo before a submission (APR-2)', () => {
  it('names the open steps, each with buttons to tick or skip it', async () => {
    const { mo, say } = await scripted();
    const reply = await refused(say(mo, 'submit 1'));
    expect(words(reply)).toContain('The demo of 1 · Beta is not complete.');
    const list = reply.is === 'refused' ? reply.card.blocks.find((block) => block.is === 'list') : undefined;
    const buttons = list?.is === 'list' ? list.items.flatMap((one) => one.buttons ?? []) : [];
    expect(buttons).toMatchObject([
      { label: 'Tick', command: 'check', input: { item: '1.1' } },
      { label: 'Skip', command: 'skip-step', input: { item: '1.1' } },
      { label: 'Tick', command: 'check', input: { item: '1.2' } },
      { label: 'Skip', command: 'skip-step', input: { item: '1.2' } },
    ]);
    expect(words(reply)).toContain('1.1 Log in');
  });

  it('asks for the reason of a skipped step, which the card shows', async () => {
    const { mo, olivia, tell, say, press } = await scripted();
    await tell(mo, 'check 1.1');
    expect(await press(mo, 'skip-step', { item: '1.2' })).toMatchObject({
      is: 'form',
      form: { submit: 'Skip', given: { item: '1.2' }, fields: [{ name: 'reason' }] },
    });
    expect(await refusal(say(mo, 'submit 1'))).not.toContain('1.1');
    await tell(mo, 'skip step 1.2 the bank is closed');
    await tell(mo, 'submit 1');
    const card = words(await press(olivia, 'show', { milestone: '1' }));
    expect(card).toContain('☑ Shown: 1.1 Log in');
    expect(card).toContain('☒ Skipped: 1.2 Pay (the bank is closed)');
    expect(await tell(olivia, 'history 1')).toContain(
      'Mo skipped a demo step, 1.2 Pay, “the bank is closed”',
    );
  });

  it('does not start a milestone whose submission it refuses', async () => {
    const { mo, tell, say, press } = await scripted();
    await tell(mo, 'new "Later"', 'add 2 demo "Log in"');
    await refusal(say(mo, 'submit 2'));
    expect(words(await press(mo, 'show', { milestone: '2' }))).toContain('2 · Later, upcoming');
  });

  it('is not asked for where the policy does not want it, or there is no script', async () => {
    const { mo, tell } = await scripted({ demo: false });
    expect(await tell(mo, 'submit 1')).toContain('submitted for approval');
    const other = await scripted();
    expect(await other.tell(other.mo, 'new "No script"', 'submit 2')).toContain('Started and submitted');
  });

  it('comes before “done” as well, where nobody approves', async () => {
    const { mo, olivia, tell, say } = await scripted();
    await tell(olivia, 'policy approver:nobody');
    expect(await refusal(say(mo, 'done 1'))).toContain('The demo of 1 · Beta is not complete.');
    await tell(mo, 'check 1.1', 'check 1.2');
    expect(await tell(mo, 'done 1')).toContain('1 · Beta is done.');
  });

  it('is needed for approval when a step was opened after the submission', async () => {
    const { mo, olivia, tell, say } = await scripted();
    await tell(mo, 'check 1.1', 'check 1.2', 'submit 1', 'uncheck 1.2');
    expect(await refusal(say(olivia, 'approve 1'))).toContain('Not shown yet: 1.2 Pay.');
    await tell(mo, 'check 1.2');
    expect(await tell(olivia, 'approve 1')).toContain('approved');
  });
});

describe('skip-step', () => {
  it('takes demo steps that are open, and no others', async () => {
    const { mo, tell, say } = await scripted();
    expect(await refusal(say(mo, 'skip step 1.3 why not'))).toContain('1.3 Rest is not a demo step.');
    expect(await refusal(say(mo, 'skip step 1.9 why not'))).toContain('There is no item “1.9” here.');
    await tell(mo, 'check 1.1', 'skip step 1.2 closed');
    expect(await refusal(say(mo, 'skip step 1.1 no'))).toContain('ticked already');
    expect(await refusal(say(mo, 'skip step 1.2 no'))).toBe('1.2 Pay is skipped already: “closed”.');
  });

  it('is taken back by ticking the step, by opening it again, and by undo', async () => {
    const { mo, tell, say, press } = await scripted();
    await tell(mo, 'check 1.1', 'skip step 1.2 closed', 'uncheck 1.2');
    expect(await refusal(say(mo, 'submit 1'))).toContain('1.2 Pay');
    await tell(mo, 'skip step 1.2 closed', 'undo');
    expect(await refusal(say(mo, 'submit 1'))).toContain('1.2 Pay');
    await tell(mo, 'skip step 1.2 closed', 'check 1.2');
    await tell(mo, 'submit 1');
    expect(words(await press(mo, 'show', { milestone: '1' }))).toContain('☑ Shown: 1.2 Pay');
  });
});
