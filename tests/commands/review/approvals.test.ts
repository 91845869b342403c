import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { becomeOne, twoPlatforms } from '../../support/accounts.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { chatOf, mention, refusal, slackPerson, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A client project with two customers, whose milestone 1 waits for them. */
async function submitted(approvers: string) {
  const team = await startTeam(runner, 'kind:client');
  const [cleo, dan] = [await team.join('Cleo', 'client'), await team.join('Dan', 'client')];
  if (approvers !== 'any') await team.tell(team.olivia, `policy approvers:${approvers}`);
  await team.tell(team.mo, 'new "Beta"', 'submit 1');
  const card = async () => words(await team.press(team.mo, 'show', { milestone: '1' }));
  return { ...team, cleo, dan, card };
}

/** A project with an administrator of the workspace, Ada, who has no role in it. */
async function administered() {
  const team = await startTeam(runner);
  const ada = slackPerson('Ada', team.tenant);
  await runner.say(ada, chatOf(ada), 'help');
  await runner.db.execute(sql`update person set admin = true where name = 'Ada'
    and workspace_id = (select workspace_id from installation where tenant = ${team.tenant})`);
  const card = async () => words(await team.press(team.olivia, 'show', { milestone: '1' }));
  return { ...team, ada, card };
}

describe('several approvers (APR-8)', () => {
  it('all have to approve, and the card has the tally', async () => {
    const { cleo, dan, olivia, tell, card } = await submitted('all');
    expect(await card()).toMatch(/Waiting for Cleo and Dan\.\n0 of 2 approved\.\n/);
    expect(await tell(cleo, 'approve 1 great')).toContain('You approved 1 · Beta. It needs more approvals.');
    expect(await card()).toMatch(/Waiting for Dan\.\n1 of 2 approved: Cleo\.\n/);
    expect(await tell(dan, 'approve 1')).toContain('1 · Beta approved.');
    expect(await tell(olivia, 'history 1')).toContain('Cleo approved it, as one of several, “great”');
  });

  it('tells somebody who has approved that they have, whom it waits for, and counts them once', async () => {
    const { cleo, tell, say, card } = await submitted('2');
    await tell(cleo, 'approve 1');
    expect(await refusal(say(cleo, 'approve 1'))).toBe(
      'You have approved 1 · Beta already.\nIt waits for 1 more: Dan.',
    );
    expect(await card()).toContain('1 of 2 approved');
  });

  it('one is enough where any may approve', async () => {
    const { dan, tell, card } = await submitted('any');
    expect(await card()).not.toContain('of 2 approved');
    expect(await tell(dan, 'approve 1')).toContain('1 · Beta approved.');
  });

  it('one return ends the review, also after approvals; a new submission starts from none', async () => {
    const { cleo, dan, mo, tell, card } = await submitted('all');
    await tell(cleo, 'approve 1');
    expect(await tell(dan, 'return 1 the export is missing')).toContain('returned');
    await tell(mo, 'submit 1');
    expect(await card()).toContain('0 of 2 approved');
  });

  it('counts those who hold the role at the time of the decision', async () => {
    const { cleo, dan, olivia, tell, card, say, join } = await submitted('all');
    await tell(cleo, 'approve 1');
    const eva = await join('Eva', 'client');
    expect(await card()).toMatch(/Waiting for Dan and Eva\.\n1 of 3 approved: Cleo\.\n/);
    await tell(olivia, `role ${mention(cleo)} viewer`);
    expect(await card()).toMatch(/Waiting for Dan and Eva\.\n0 of 2 approved\.\n/);
    expect(await refusal(say(cleo, 'approve 1'))).toContain('Only a customer can approve this.');
    await tell(dan, 'approve 1');
    await tell(olivia, `role ${mention(eva)} viewer`);
    // only Dan is left, and he has approved
    const left = await card();
    expect(left).toContain('Enough people have approved. Dan can approve again to finish it.');
    expect(left).not.toContain('Nobody has the role');
    expect(await tell(dan, 'approve 1')).toContain('1 · Beta approved.');
  });

  it('says that people are missing where fewer hold the role than must approve', async () => {
    const { cleo, dan, tell, card } = await submitted('3');
    await tell(cleo, 'approve 1');
    await tell(dan, 'approve 1');
    const left = await card();
    expect(left).toContain('2 of 3 approved: Cleo and Dan. 1 more person must get the role first.');
    expect(left).toContain('Everybody with the role customer has approved, and more approvals are needed.');
    expect(left).not.toContain('Nobody has the role');
  });

  it('says who can finish it where fewer approvals are needed since', async () => {
    const { cleo, dan, olivia, tell, card, join } = await submitted('3');
    await join('Eva', 'client');
    await tell(olivia, 'policy approvers:2');
    expect(await card()).toContain('Waiting for 2 of Cleo, Dan and Eva.');
    await tell(olivia, 'policy approvers:3');
    await tell(cleo, 'approve 1');
    await tell(dan, 'approve 1');
    await tell(olivia, 'policy approvers:2');
    const left = await card();
    expect(left).toContain('2 of 2 approved: Cleo and Dan.');
    expect(left).toContain('Enough people have approved. Cleo or Dan can approve again to finish it.');
    expect(left).not.toContain('Waiting for');
    expect(await tell(dan, 'approve 1')).toContain('1 · Beta approved.');
  });

  it('needs one of any who work on it where no role approves, whatever number the policy keeps', async () => {
    const { cleo, olivia, mo, tell, card } = await submitted('2');
    await tell(cleo, 'approve 1');
    await tell(olivia, 'policy approver:nobody');
    expect(await card()).not.toContain('of 2 approved');
    expect(await card()).toContain('Everybody who works on it can approve it.');
    expect(await tell(mo, 'approve 1')).toContain('1 · Beta approved.');
  });

  it('does not count an administrator without the role, and offers it', async () => {
    const { olivia, ada, say, tell, card } = await administered();
    await tell(olivia, 'policy approver:owner approvers:2', 'new "Beta"', 'submit 1', 'approve 1');
    for (let times = 0; times < 2; times += 1)
      expect(await refusal(say(ada, 'approve 1'))).toContain('Take the role with “role me owner”');
    expect(await tell(ada, 'role me owner', 'approve 1')).toContain('1 · Beta approved.');
    expect(await card()).toContain('Approved by');
  });
});

describe('a deputy (APR-8)', () => {
  it('decides in somebody’s name for a time, and the record says so', async () => {
    const { cleo, mo, olivia, tell, say, card } = await submitted('any');
    expect(await refusal(say(mo, 'approve 1'))).toContain('Only a customer can approve this.');
    expect(await tell(cleo, `deputy ${mention(mo)} until:"5 jan 2028"`)).toContain(
      'Mo can decide in your name until Wed 5 Jan 2028.',
    );
    expect(await card()).toContain('Mo can decide for Cleo until Wed 5 Jan 2028.');
    await tell(mo, 'approve 1 as agreed');
    expect(await card()).toContain('Approved by Mo for Cleo');
    expect(await tell(olivia, 'history 1')).toContain('Mo approved it, in the name of Cleo, “as agreed”');
  });

  it('counts as the person they stand in for, not twice', async () => {
    const { cleo, mo, dan, tell, say, card } = await submitted('all');
    await tell(cleo, `deputy ${mention(mo)} until:"5 jan 2028"`);
    await tell(mo, 'approve 1');
    expect(await card()).toMatch(/Waiting for Dan\.\n1 of 2 approved: Cleo \(by Mo\)\.\n/);
    expect(await refusal(say(mo, 'approve 1'))).toContain('You have approved 1 · Beta already.');
    expect(await refusal(say(cleo, 'approve 1'))).toContain('You have approved 1 · Beta already.');
    expect(await tell(dan, 'approve 1')).toContain('1 · Beta approved.');
  });

  it('of one approver who is another’s deputy decides for both, one after the other', async () => {
    const { cleo, dan, tell } = await submitted('all');
    await tell(cleo, `deputy ${mention(dan)} until:"5 jan 2028"`);
    expect(await tell(dan, 'approve 1')).toContain('It needs more approvals.');
    expect(await tell(dan, 'approve 1')).toContain('1 · Beta approved.');
  });

  it('can return and ask, and nothing that the person could not', async () => {
    const { cleo, mo, olivia, tell, say, card } = await submitted('any');
    await tell(cleo, `deputy ${mention(mo)} until:"5 jan 2028"`);
    await tell(mo, 'ask 1 is it fast?');
    expect(await tell(olivia, 'history 1')).toContain('Mo asked about it, in the name of Cleo');
    await tell(olivia, `role ${mention(cleo)} viewer`);
    expect(await refusal(say(mo, 'return 1 too slow'))).toContain('Only a customer can return this.');
    await tell(olivia, `role ${mention(cleo)} client`);
    await tell(mo, 'return 1 too slow');
    expect(await card()).toContain('Returned by Mo for Cleo: too slow');
  });

  it('is over after the last day in the person’s zone, and when it is ended', async () => {
    const { cleo, mo, olivia, tell, say, card } = await submitted('any');
    const today = runner.now().toZonedDateTimeISO('Europe/London').toPlainDate();
    await tell(cleo, `deputy ${mention(mo)} until:${today.toString()}`);
    expect(await card()).toContain('Mo can decide for Cleo');
    runner.pass(24 * 60);
    expect(await card()).not.toContain('Mo can decide for Cleo');
    expect(await refusal(say(mo, 'approve 1'))).toBe(
      'Your time as the deputy of Cleo is over.\nCleo can name you again with “deputy”.',
    );
    await tell(cleo, `deputy ${mention(mo)} until:"5 jan 2028"`);
    expect(await tell(cleo, 'deputy none')).toContain('You have no deputy any more.');
    expect(await refusal(say(mo, 'approve 1'))).toContain('Only a customer can approve this.');
    expect(await tell(olivia, 'history')).toContain('Cleo changed a deputy, none');
  });

  it('is named by those who decide, for a time, and is somebody of the project', async () => {
    const { cleo, mo, tell, say, join } = await submitted('any');
    const none = await join('Nora', 'none');
    expect(await refusal(say(mo, `deputy ${mention(cleo)} until:"5 jan 2028"`))).toContain(
      'Only a customer can',
    );
    expect(await refusal(say(cleo, `deputy ${mention(none)} until:"5 jan 2028"`))).toContain(
      'Nora has no role in Apollo.',
    );
    expect(await refusal(say(cleo, `deputy ${mention(mo)} until:"1 dec 2020"`))).toContain('is over.');
    expect(await refusal(say(cleo, 'deputy me until:"5 jan 2028"'))).toContain('in your own name already');
    expect(await refusal(say(cleo, 'deputy none'))).toBe('You have no deputy in this project.');
    expect(await tell(cleo, 'deputy')).toContain('Nobody decides in your name.');
  });
});

describe('an approval and a deputy of somebody with two accounts (LIVE-4)', () => {
  it('follow them to the person that the two become', async () => {
    const at = await twoPlatforms(runner);
    const [mo, tess] = [at.mo, at.tess.who];
    await at.tell(at.olivia, `role ${mention(mo)} client`, `role ${mention(tess)} client`);
    await at.tell(at.olivia, 'policy approver:customer approvers:3', 'new "Beta"', 'submit 1');
    await at.tell(mo, 'approve 1', `deputy ${mention(at.olivia)} until:"5 jan 2028"`);
    await becomeOne(runner, at.mo2, at.tess);
    const card = words(await at.press(at.olivia, 'show', { milestone: '1' }));
    expect(card).toContain('1 of 3 approved: Mo');
    expect(card).toContain('Olivia can decide for Mo until Wed 5 Jan 2028.');
  });
});
