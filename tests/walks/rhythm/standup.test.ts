import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackPost } from '../../../src/preview/slack/world.ts';
import type { PostedMessage, TeamsRoom } from '../../../src/preview/teams/rooms.ts';
import { type Apollo, channel, mo, olivia, peopleOf, startProject, tess } from '../../support/apollo.ts';
import { serverEngine } from '../../support/database/database.ts';
import { type Stage, said, shownIn, startStage } from '../../support/milepost.ts';
import { refused } from '../../support/refused.ts';

/** A Monday, in London. */
const day = '2026-12-07';

describe.each(serverEngine)('the cadences of a project, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  let chat: TeamsRoom;

  /** Moves the clock and waits for everything due by then. */
  async function clock(now: string): Promise<void> {
    const moved = await stage.milepost.app.inject({ method: 'POST', url: '/test/clock', payload: { now } });
    expect(moved.statusCode).toBe(200);
  }
  const inSlack = (user: string): SlackPost[] =>
    stage.ends.slack.world.postsIn(`D${user}`).filter(({ user: by }) => by.startsWith('UBOT'));
  const inTeams = (): PostedMessage[] =>
    stage.ends.teams.rooms.messages.filter(({ room }) => room === chat.id);

  /** Waits for a user's modal. */
  const opened = (user: string) =>
    expect.poll(() => stage.ends.slack.world.views.some((view) => view.user === user)).toBe(true);

  beforeAll(async () => {
    stage = await startStage(engine, { movedNow: `${day}T08:00:00Z` });
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    chat = stage.ends.teams.rooms.personal(tess, stage.ends.teams.tenant);
    await apollo.slack(mo, 'list');
    await apollo.slack(olivia, 'cadence "Daily standup" every:day at:10:00');
    await apollo.slack(
      olivia,
      'cadence "We are live" on:"9 dec 2026" at:11:00 draft:"The new shop is open."',
    );
    await apollo.slack(mo, 'expect 25% on:"8 dec 2026" at:15:00');
    await apollo.slack(mo, 'metric "page load" target:"<2s" checkpoint:"8 dec 2026"');
    await stage.settle();
    await clock(`${day}T08:30:00Z`);
  });
  afterAll(() => stage.close());

  it('ask everybody at ten, in direct chats on both platforms', async () => {
    expect([inSlack(mo), inTeams()]).toEqual([[], []]);
    await clock(`${day}T10:00:00Z`);
    expect([inSlack(mo).length, inSlack(olivia).length, inTeams().length]).toEqual([1, 1, 1]);
    expect(inSlack(mo)[0]?.text).toContain('Apollo, Daily standup');
    expect(shownIn(inTeams()[0])).toContain('What did you do, what is next, and what is blocking you?');
    expect(shownIn(inTeams()[0])).toContain('Answer by 12:00');
  });

  it('collect the answers by a form there', async () => {
    const [asked] = inSlack(mo) as [SlackPost];
    await stage.desk.press(mo, asked.channel, asked.ts, 'Answer');
    await opened(mo);
    await stage.desk.submit(apollo.modalOf(mo).id, {
      did: 'The login',
      next: 'Load test',
      blocks: 'No key yet',
    });
    const [question] = inTeams() as [PostedMessage];
    await stage.ends.teams.execute(tess, chat, question, 'Answer');
    await stage.ends.teams.execute(tess, chat, question, 'Answer', { did: 'The runbook' });
    await stage.settle();
  });

  it('post one summary in both rooms, with those who did not answer named last', async () => {
    await clock(`${day}T11:59:00Z`);
    expect(apollo.heard('Mon 7 Dec')).toEqual({ slack: 0, teams: 0 });
    await clock(`${day}T12:00:00Z`);
    await clock(`${day}T12:01:00Z`);
    expect(apollo.heard('Daily standup, Mon 7 Dec')).toEqual({ slack: 1, teams: 1 });
    const summary = JSON.stringify(apollo.slackPost('Daily standup, Mon 7 Dec'));
    expect(summary).toContain('Did: The login; Next: Load test; Blocked by: No key yet');
    expect(shownIn(apollo.teamsPost('Daily standup'))).toContain('The runbook');
    expect(summary).toContain('No answer from Olivia.');
  });

  it('turn an obstacle into a blocker with one press', async () => {
    await apollo.pressSlack(olivia, 'Daily standup, Mon 7 Dec', 'Open a blocker');
    await stage.settle();
    expect(said(await apollo.slack(olivia, 'health'))).toContain('Open blocker: No key yet (B1)');
  });

  it('post the metrics of the day, and that less is done than expected', async () => {
    await clock('2026-12-08T09:00:00Z');
    expect(apollo.heard('checkpoint Tue 8 Dec: 0 of 1 met')).toEqual({ slack: 1, teams: 1 });
    await clock('2026-12-08T15:00:00Z');
    expect(apollo.heard('0 % of the project is done, but the plan was 25 % by now')).toEqual({
      slack: 1,
      teams: 1,
    });
  });

  it('send an announcement once its author confirms it', async () => {
    await clock('2026-12-09T11:00:00Z');
    const draft = inSlack(olivia).at(-1) as SlackPost;
    expect(draft.text).toContain('announcement for today: We are live');
    expect(apollo.heard('The new shop is open.')).toEqual({ slack: 0, teams: 0 });
    await stage.desk.press(olivia, draft.channel, draft.ts, 'Edit');
    await opened(olivia);
    await stage.desk.submit(apollo.modalOf(olivia).id, { text: 'The new shop is open to all.' });
    await stage.desk.press(olivia, draft.channel, draft.ts, 'Send');
    await refused(stage.desk.press(olivia, draft.channel, draft.ts, 'Send'));
    await stage.settle();
    const posts = stage.ends.slack.world
      .postsIn(channel)
      .filter((one) => JSON.stringify(one).includes('open to all'));
    expect(posts).toHaveLength(1);
    expect(shownIn(apollo.teamsPost('We are live'))).toContain('The new shop is open to all.');
  });

  it('ask nobody once turned off', async () => {
    await apollo.slack(olivia, 'cadence C1 off');
    const before = [inSlack(mo).length, inTeams().length];
    await clock('2026-12-10T10:00:00Z');
    await clock('2026-12-10T13:00:00Z');
    expect([inSlack(mo).length, inTeams().length]).toEqual(before);
  });
});
