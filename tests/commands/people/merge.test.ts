import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerMerge,
  askToBecomeOne,
  becomeOne,
  lettersIn,
  type Seat,
  twoPlatforms,
} from '../../support/accounts.ts';
import { refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, codeIn, mention, refusal, slackPerson, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const yes = (seat: Seat, request: string) => answerMerge(runner, seat, request, 'yes').then(words);

describe('two accounts become one person', () => {
  it('only after a yes on both sides; both and the owners are told', async () => {
    const at = await twoPlatforms(runner);
    const request = await askToBecomeOne(runner, at.mo2, at.tess);
    expect(await lettersIn(runner, at)).toEqual([
      { to: at.mo.user, text: expect.stringContaining('Are both of these accounts yours?') },
    ]);
    expect((await lettersIn(runner, at))[0]?.text).toContain('Mo (Slack): contributor of Apollo');
    expect(await yes(at.tess, request)).toContain('Waiting for Mo (Slack).');
    // Tess would get a role that an owner has not given
    expect(await yes(at.mo2, request)).toContain('Waiting for Olivia (Apollo).');
    expect((await lettersIn(runner, at)).at(-1)).toEqual({
      to: at.olivia.user,
      text: expect.stringContaining('Tess would become contributor of Apollo'),
    });
    expect(await at.tell(at.olivia, 'people')).toContain('Mo, contributor, on Slack\n');
    expect(await yes(at.olivia2, request)).toContain('Tess (Teams) and Mo (Slack) are one person now.');
    expect(await at.tell(at.olivia, 'people')).toContain('Mo, contributor, on Slack and Teams');
    const told = (await lettersIn(runner, at)).filter(({ text }) => text.includes('are one person now'));
    expect(told.map(({ to }) => to).sort()).toEqual([at.mo.user, at.tess.who.user].sort());
    expect(await at.tell(at.olivia, 'history')).toContain('linked two accounts');
  });

  it('without waiting for an owner who left', async () => {
    const at = await twoPlatforms(runner);
    const ana = slackPerson('Ana', at.tenant);
    await at.tell(at.olivia, `role ${mention(ana)} owner`);
    const { platform, tenant, user } = ana;
    await runner.hearPerson({
      is: 'told',
      who: { platform, tenant, user },
      profile: { standing: 'member', name: 'Ana', gone: true },
    });
    const request = await askToBecomeOne(runner, at.mo2, at.tess);
    await yes(at.tess, request);
    expect(await yes(at.mo2, request)).toContain('Waiting for Olivia (Apollo).');
    expect((await lettersIn(runner, at)).filter(({ to }) => to === ana.user)).toEqual([]);
  });

  it('by an owner’s own yes, where the owner is one of the two, and the other owners are told', async () => {
    const at = await twoPlatforms(runner);
    const carol = await at.join('Carol', 'owner');
    const request = await askToBecomeOne(runner, at.olivia2, at.tess);
    await yes(at.olivia2, request);
    expect(await yes(at.tess, request)).toContain('are one person now');
    expect((await lettersIn(runner, at)).filter(({ to }) => to === carol.user)).toEqual([
      {
        to: carol.user,
        text: expect.stringContaining('Tess (Teams) and Olivia (Slack) are one person now.'),
      },
    ]);
  });

  it.each(['maker', 'typist', 'owner'] as const)('is declined by the %s', async (who) => {
    const at = await twoPlatforms(runner);
    const request = await askToBecomeOne(runner, at.mo2, at.tess);
    for (const seat of [at.mo2, at.tess]) if (who === 'owner') await yes(seat, request);
    const seat = { maker: at.mo2, typist: at.tess, owner: at.olivia2 }[who];
    expect(words(await answerMerge(runner, seat, request, 'no'))).toContain('Nothing changed.');
    for (const one of [at.mo2, at.tess, at.olivia2])
      expect(await refusal(answerMerge(runner, one, request, 'yes'))).toContain('That request was declined.');
    expect(await at.tell(at.olivia, 'people')).not.toContain('on Slack and Teams');
  });

  it('expires after seven days', async () => {
    const at = await twoPlatforms(runner);
    const request = await askToBecomeOne(runner, at.olivia2, at.tess);
    await yes(at.olivia2, request);
    runner.pass(7 * 24 * 60 + 1);
    expect(await refusal(answerMerge(runner, at.tess, request, 'yes'))).toContain(
      'That request has expired.',
    );
    expect(await at.tell(at.olivia, 'people')).not.toContain('on Slack and Teams');
  });

  it('is answered by nobody else', async () => {
    const at = await twoPlatforms(runner);
    const request = await askToBecomeOne(runner, at.olivia2, at.tess);
    for (const answer of ['yes', 'no'] as const)
      expect(await refusal(answerMerge(runner, at.mo2, request, answer))).toContain(
        'You cannot answer this request.',
      );
    const stranger = await startTeam(runner);
    expect(
      await refusal(answerMerge(runner, { who: stranger.olivia, room: stranger.room }, request, 'yes')),
    ).toContain('You cannot answer this request.');
    for (const wrong of ['ABCDEFGHJKMNPQRSTVWXYZ0123', 'nonsense'])
      expect(await refusal(answerMerge(runner, at.olivia2, wrong, 'yes'))).toContain(
        'Milepost does not know that request.',
      );
  });

  it('is refused for two accounts of one organisation', async () => {
    const at = await twoPlatforms(runner);
    const code = codeIn(await at.say(at.olivia, 'link me'));
    expect(await refusal(at.say(at.mo, `link me ${code}`))).toBe(
      'Both accounts belong to the same organisation in Slack, where each person has one account.\nOlivia and you stay two people. Nothing changed.',
    );
  });

  it('not by somebody who was talked into typing a code', async () => {
    const at = await twoPlatforms(runner);
    const mallory: Seat = { who: slackPerson('Mallory', at.tenant), room: at.room };
    await runner.say(mallory.who, mallory.room, 'list');
    await at.tell(at.olivia, `role ${mention(mallory.who)} viewer`);
    // the victim owns the project on the other platform
    await becomeOne(runner, at.olivia2, at.tess);
    const code = codeIn(await runner.say(mallory.who, mallory.room, 'link me'));
    expect(await refusal(runner.say(at.tess.who, at.tess.room, `link me ${code}`))).toContain(
      'Both accounts belong to the same organisation in Slack',
    );
    const other = await twoPlatforms(runner);
    await runner.say(other.tess.who, other.there, 'list');
    await other.tell(other.olivia, `role "Tess" owner`);
    const trapped = await askToBecomeOne(runner, other.mo2, other.tess);
    expect(await yes(other.mo2, trapped)).toContain('Waiting for Tess (Teams).');
    expect(words(await refused(other.say(other.mo, 'drop 1 not needed')))).not.toContain('is dropped');
    expect(words(await answerMerge(runner, other.tess, trapped, 'no'))).toContain('stay two people');
  });

  it('tells an owner of no role outside of their own projects', async () => {
    const at = await twoPlatforms(runner);
    const secret = channelOf(at.mo, 'CSECRET');
    await runner.say(at.mo, secret, 'project "Secret merger"');
    await runner.db.execute(sql`update person set admin = false where name = 'Olivia'`);
    expect(await becomeOne(runner, at.mo2, at.tess, at.olivia2)).not.toContain('Secret merger');
    const owners = (await lettersIn(runner, at)).filter(({ to }) => to === at.olivia.user);
    expect(owners[0]?.text).toContain('Mo (Slack): contributor of Apollo');
    expect(JSON.stringify(owners)).not.toContain('Secret merger');
    // the two are told all of it
    expect(JSON.stringify(await lettersIn(runner, at))).toContain('owner of Secret merger');
  });

  it('carries the administration over with the yes of an administrator', async () => {
    const at = await twoPlatforms(runner);
    await runner.db.execute(sql`update person set admin = false where name = 'Olivia'`);
    await runner.db.execute(sql`update person set admin = true where name = 'Mo' and id in
      (select person_id from identity where tenant = ${at.tenant})`);
    await becomeOne(runner, at.mo2, at.tess);
    expect(words(await runner.say(at.tess.who, at.there, 'bind'))).toContain(
      'No organisation trusts its mail domains yet.',
    );
  });
});
