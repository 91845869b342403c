import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackPost } from '../../src/preview/slack/world.ts';
import { buttonsOf } from '../../src/preview/teams/cards.ts';
import type { Json, PostedMessage, TeamsRoom } from '../../src/preview/teams/rooms.ts';
import { type Apollo, botPosts, mo, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { serverEngine } from '../support/database/database.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, said, shownIn, startStage, teamsPosts } from '../support/milepost.ts';
import { refused } from '../support/refused.ts';

/** A Monday, in London. */
const day = '2026-12-07';
const title = 'D1 · Go for 18 Dec?';

describe.each(serverEngine)('a go or no-go across both platforms, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  let chat: TeamsRoom;
  let now = `${day}T08:00:00Z`;

  async function clock(moment: string): Promise<void> {
    now = moment;
    const moved = await stage.milepost.app.inject({
      method: 'POST',
      url: '/test/clock',
      payload: { now: moment },
    });
    expect(moved.statusCode).toBe(200);
  }
  const cardsAreCurrent = async () => {
    await stage.settle();
    const today = () => Temporal.Instant.from(now);
    expect((await checkCards(stage.milepost.connection.db, stage.ends, today)).wrong).toEqual([]);
  };
  const slackCard = (words: string) => JSON.stringify(apollo.slackPost(words));
  const teamsCard = (words: string) => shownIn(apollo.teamsPost(words));
  const toMo = (): SlackPost[] =>
    stage.ends.slack.world.postsIn(`D${mo}`).filter(({ user }) => user.startsWith('UBOT'));
  const toTess = (): PostedMessage[] =>
    stage.ends.teams.rooms.messages.filter(({ room }) => room === chat.id);

  beforeAll(async () => {
    stage = await startStage(engine, { movedNow: now });
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    chat = stage.ends.teams.rooms.personal(tess, stage.ends.teams.tenant);
    await apollo.slack(mo, 'list');
    await apollo.teams(tess, 'list');
    for (const line of [
      'policy approver:nobody',
      'new "Core API" priority:p0 due:"10 dec 2026"',
      'new "Docs" priority:p3 due:"14 dec 2026"',
      'decision "Go for 18 Dec?" on:"9 dec" criteria:"80% of p0 done; stable for 4h" fallback:"shift 7d" voters:@mo,@Tess',
    ])
      expect(said(await apollo.slack(olivia, line))).not.toMatch(/There is no|not read|must|missing/);
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('is created in one room, with a live card there', async () => {
    expect(slackCard('criteria met')).toContain('0 of 2 criteria met');
    expect(slackCard('criteria met')).toContain('decide on Wed 9 Dec, 2 working days left');
    await apollo.slack(mo, 'criterion D1.2 met');
    await cardsAreCurrent();
    expect(slackCard('criteria met')).toContain('1 of 2 criteria met');
    expect(slackCard('milestones done')).toContain(`To decide: `);
  });

  it('is posted once in every room of the team on its day', async () => {
    await clock('2026-12-09T08:59:00Z');
    const before = botPosts(stage).length;
    expect(() => apollo.teamsPost('criteria met')).toThrow();
    for (const moment of ['09:00:00', '09:00:30', '09:01:00']) await clock(`2026-12-09T${moment}Z`);
    expect(botPosts(stage)).toHaveLength(before + 1);
    expect(
      teamsPosts(stage, apollo.room).filter((post) => shownIn(post).includes('criteria met')),
    ).toHaveLength(1);
    expect(teamsCard('criteria met')).toContain('decide today');
    await cardsAreCurrent();
  });

  it('asks its voters, also in their direct chats', async () => {
    expect(JSON.stringify(toMo().at(-1))).toContain('Waiting for your vote');
    expect(JSON.stringify(toMo().at(-1))).toContain(title);
    expect(shownIn(toTess().at(-1))).toContain(title);
  });

  it('counts a vote pressed in a direct chat, and shows it in every room', async () => {
    const message = toTess().at(-1) as PostedMessage;
    const go = buttonsOf(message.card as Json).find((button) => button.title === 'Go');
    const pressed = await stage.ends.teams.executeWith(tess, chat, message, {
      verb: String(go?.verb),
      data: go?.data as Json,
    });
    expect(pressed.toast ?? JSON.stringify(pressed.card)).toContain('go');
    await cardsAreCurrent();
    for (const card of [slackCard('criteria met'), teamsCard('criteria met')]) {
      expect(card).toContain('Tess');
      expect(card).toContain('Waiting for ');
    }
  });

  it('asks for the reason of a no-go, and announces the outcome once in each room after the last vote', async () => {
    await apollo.pressSlack(mo, 'criteria met', 'No-go');
    await expect.poll(() => apollo.modalOf(mo)).toBeTruthy();
    const { id } = apollo.modalOf(mo);
    await refused(stage.desk.submit(id, { choice: 'no_go' }));
    expect(apollo.modalOf(mo).errors).toEqual({ reason: expect.stringMatching(/missing/i) });
    await stage.desk.submit(id, { choice: 'no_go', reason: 'the load test fails' });
    await cardsAreCurrent();
    for (const card of [slackCard('criteria met'), teamsCard('criteria met')])
      expect(card).toContain('Mo: the load test fails');
    expect(apollo.heard(`No-go: ${title}`)).toEqual({ slack: 1, teams: 1 });
  });

  it('offers the fallback as one button, which only whoever runs the project may press', async () => {
    const button = 'Shift the launch by 7 days';
    await apollo.pressTeams(tess, 'criteria met', button);
    const answer = await refused(apollo.pressTeams(tess, 'criteria met', 'Shift'));
    expect(answer.toast ?? JSON.stringify(answer.card)).toContain('Only an owner can');
    await apollo.pressSlack(olivia, 'criteria met', button);
    await cardsAreCurrent();
    expect(teamsCard('criteria met')).toContain('Fallback carried out');
    const list = said(await apollo.slack(mo, 'list'));
    expect(list).toContain('due Thu 17 Dec');
    expect(list).toContain('due Mon 21 Dec');
    expect(said(await apollo.slack(olivia, 'status'))).toBeTruthy();
    await stage.settle();
    expect(slackCard('milestones done')).toContain('go-live Sat 25 Dec 2027');
    const { text } = JSON.parse(said(await apollo.slack(mo, 'history')));
    expect(text.match(/shifted the plan/g)).toHaveLength(1);
  });

  describe('and a contingency', () => {
    it('is proposed on its day if its condition holds; otherwise its receipt says why not', async () => {
      await apollo.slack(olivia, 'if "30% of p0 incomplete" on:"10 dec" then:"shift launch 2d"');
      await apollo.slack(olivia, 'if "2 open p0 blockers" on:"10 dec" then:"drop p3"');
      await clock('2026-12-10T09:00:00Z');
      for (const card of [slackCard('P1 · If'), teamsCard('P1 · If')]) {
        expect(card).toContain('at least 30 % of p0 items incomplete');
        expect(card).toContain('Thu 17 Dec → Sat 19 Dec');
      }
      expect(() => apollo.teamsPost('P2 · If')).toThrow();
      const receipts = said(await apollo.slack(olivia, 'receipts'));
      expect(receipts).toContain('“exactly 2 open p0 blockers” is not true: 0 open');
      expect(receipts).toContain('proposal of a contingency in apollo, sent');
      await cardsAreCurrent();
    });

    it('is applied by whoever runs the project, and shown as applied in every room', async () => {
      await refused(apollo.pressSlack(mo, 'P1 · If', 'Apply'));
      await expect.poll(() => apollo.toldInSlack(mo)).toContain('Only an owner can');
      await apollo.pressSlack(olivia, 'P1 · If', 'Apply');
      await cardsAreCurrent();
      expect(teamsCard('P1 · If')).toContain('Applied by Olivia');
      expect(said(await apollo.slack(mo, 'list'))).toContain('due Sat 19 Dec');
    });
  });

  it('is not posted again when it was decided before its day', async () => {
    await apollo.slack(olivia, 'decision "Go for the press?" on:"11 dec"');
    await apollo.slack(olivia, 'decide D2 go everybody is ready');
    await stage.settle();
    const before = [botPosts(stage).length, teamsPosts(stage, apollo.room).length];
    await clock('2026-12-11T09:00:00Z');
    expect([botPosts(stage).length, teamsPosts(stage, apollo.room).length]).toEqual(before);
  });
});
