import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A team with one milestone that waits for approval. */
async function submitted(kind = 'kind:launch') {
  const team = await startTeam(runner, kind);
  await team.tell(team.olivia, 'new "Beta launch"', 'start 1');
  await team.tell(team.mo, 'submit 1');
  return team;
}

describe('a review', () => {
  it('says who submitted and who may decide, with the buttons for it', async () => {
    const { mo, press } = await submitted();
    const reply = await press(mo, 'show', { milestone: '1' });
    expect(words(reply)).toContain('Submitted by Mo, 2026-12-07 09:0');
    expect(words(reply)).toContain('Waiting for Olivia.');
    const buttons = reply.is === 'shown' ? reply.card.actions.map(({ label }) => label) : [];
    expect(buttons).toEqual(['Approve', 'Return', 'Ask for more']);
  });

  it('is decided by the policy’s approver alone; others learn who that is', async () => {
    const { mo, say } = await submitted();
    for (const line of ['approve 1', 'return 1 not yet']) {
      expect(await refusal(say(mo, line))).toMatch(
        /^Only an owner can (approve|return) this\.\nAsk Olivia\.$/,
      );
    }
  });

  it('ends with approval, with a note', async () => {
    const { olivia, tell } = await submitted();
    const card = await tell(olivia, 'approve 1 great work');
    expect(card).toContain(
      '1 · Beta launch approved, note “great work”.\n1 · Beta launch, done\n100 %\nApproved by Olivia, ',
    );
    expect(await tell(olivia, 'history 1')).toContain('Olivia approved it, “great work”, in Slack');
  });

  it('ends with a return, which needs a reason', async () => {
    const { olivia, mo, tell, say, press } = await submitted();
    expect(await say(olivia, 'return 1')).toMatchObject({ is: 'form', form: { command: 'return' } });
    expect(await press(olivia, 'return', { milestone: '1' })).toMatchObject({
      is: 'form',
      form: { submit: 'Return', fields: [{ name: 'reason' }] },
    });
    const card = await tell(olivia, 'return 1 the pricing page is missing');
    expect(card).toContain('1 · Beta launch, in progress');
    expect(card).toContain('Returned by Olivia: the pricing page is missing');
    expect(await tell(mo, 'submit 1')).not.toContain('Returned by');
  });

  it('is taken back by its submitter or an owner, by nobody else', async () => {
    const { olivia, mo, tell, say, join } = await submitted();
    const ben = await join('Ben', 'contributor');
    expect(await refusal(say(ben, 'recall 1'))).toBe('Only Mo or an owner can take this submission back.');
    expect(await tell(mo, 'recall 1')).toContain('Submission of 1 · Beta launch taken back.');
    expect(await refusal(say(mo, 'recall 1'))).toContain('1 · Beta launch was recalled by Mo already.');
    await tell(mo, 'submit 1');
    await tell(olivia, 'recall 1');
  });

  it('does not exist before anything was submitted', async () => {
    const { olivia, tell, say } = await startTeam(runner);
    await tell(olivia, 'new "Beta launch"');
    expect(await refusal(say(olivia, 'approve 1'))).toBe('1 · Beta launch is not started yet.\nNext: start.');
  });

  it('offers the next step only to those who may take it', async () => {
    const { olivia, tell, say, join } = await startTeam(runner, 'kind:client');
    const cleo = await join('Cleo', 'client');
    await tell(olivia, 'new "Beta launch"', 'start 1', 'block 1 no key yet');
    const steps = async (who: typeof cleo) => {
      const reply = await refused(say(who, 'approve 1'));
      return reply.is === 'refused' ? reply.card.actions.map(({ command }) => command) : [];
    };
    expect(await steps(cleo)).toEqual([]);
    expect(await refusal(say(cleo, 'approve 1'))).toBe('1 · Beta launch is blocked.');
    const launch = await startTeam(runner);
    await launch.tell(launch.olivia, 'new "Beta launch"', 'start 1', 'block 1 no key yet');
    const reply = await refused(launch.say(launch.olivia, 'approve 1'));
    expect(reply.is === 'refused' && reply.card.actions.map(({ command }) => command)).toEqual(['unblock']);
  });

  it('is refused where nobody approves', async () => {
    const { mo, tell, say } = await startTeam(runner, 'kind:delivery');
    await tell(mo, 'new "Work"', 'start 1');
    expect(await refusal(say(mo, 'submit 1'))).toBe(
      'Milestones of this project need no approval.\nType “done 1” when it is finished.',
    );
  });

  it('says so when nobody holds the approver’s role yet', async () => {
    const { mo, press } = await submitted('kind:client');
    expect(words(await press(mo, 'show', { milestone: '1' }))).toContain(
      'Nobody has the role customer yet, so nobody can approve it.',
    );
  });
});

describe('approval in stages', () => {
  /** A milestone beside the stages, with two criteria, submitted. */
  async function stage() {
    const team = await startTeam(runner, 'kind:stages');
    await team.tell(team.olivia, 'new "Pilot"', 'start 6');
    await team.tell(
      team.mo,
      'add 6 criterion "Signed contract"',
      'add 6 criterion "Payment received"',
      'submit 6',
    );
    return team;
  }

  it('needs evidence for each criterion that is not met, and names them', async () => {
    const { olivia, mo, tell, say } = await stage();
    const add = 'Add it with “evidence 6 link https://… for:6.';
    expect(await refusal(say(olivia, 'approve 6'))).toBe(
      `Approval needs evidence for each criterion that is not met: 6.1 Signed contract; 6.2 Payment received.\n${add}1”.`,
    );
    await tell(mo, 'evidence 6 link https://example.com/contract "Contract" for:6.1');
    expect(await refusal(say(olivia, 'approve 6'))).toContain('not met: 6.2 Payment received.');
    await tell(mo, 'check 6.2');
    expect(await tell(olivia, 'approve 6')).toContain('approved.');
  });

  it('takes a piece for no criterion in particular for one of them', async () => {
    const { olivia, mo, tell, say } = await stage();
    await tell(mo, 'evidence 6 metric "paying customers" 7 target:5');
    expect(await refusal(say(olivia, 'approve 6'))).toContain('not met: 6.2 Payment received.');
    await tell(mo, 'evidence 6 document https://example.com/receipt "Receipt"');
    await tell(olivia, 'approve 6');
  });

  it('needs at least one piece where there are no criteria', async () => {
    const { olivia, tell, say } = await startTeam(runner, 'kind:stages');
    await tell(olivia, 'new "Pilot"', 'start 6', 'submit 6');
    expect(await refusal(say(olivia, 'approve 6'))).toBe(
      'Approval needs at least one piece of evidence.\nAdd it with “evidence 6 link https://…”.',
    );
  });
});
