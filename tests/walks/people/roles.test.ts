import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackTeam } from '../../../src/preview/ends.ts';
import { type Apollo, channel, mo, olivia, peopleOf, startProject, tess } from '../../support/apollo.ts';
import { type Stage, said, shownIn, startStage } from '../../support/milepost.ts';

/** Whoever gets a role is told in their own chat, and the first coach can be made the approver (ADM-2, APR-1). */
describe('a role given to somebody', () => {
  let stage: Stage;
  let apollo: Apollo;
  const inSlackChat = (user: string) => stage.ends.slack.world.postsIn(`D${user}`);
  const inTeamsChat = () => {
    const { rooms, tenant } = stage.ends.teams;
    const { id } = rooms.personal(tess, tenant);
    return rooms.messages.filter((message) => message.room === id);
  };

  beforeAll(async () => {
    stage = await startStage('postgresql');
    apollo = peopleOf(stage);
    for (const user of [olivia, mo]) stage.ends.slack.world.direct(user, slackTeam);
    await startProject(stage, apollo);
    await apollo.slack(mo, 'new "Beta launch"');
    await apollo.teams(tess, 'start 1');
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('posts the project’s card in both rooms when they are linked, and says so once in each', () => {
    expect(apollo.heard('Linked with #apollo in Slack')).toEqual({ slack: 0, teams: 1 });
    expect(apollo.heard('Linked with #apollo in Teams')).toEqual({ slack: 1, teams: 0 });
    expect(shownIn(apollo.teamsPost('Approved by the owner'))).toContain('Apollo');
    expect(apollo.slackPost('Approved by the owner').text).toContain('Apollo');
  });

  it('is told in Slack, once', async () => {
    const answer = said(await apollo.slack(olivia, 'role Mo coach'));
    expect(answer).toContain('Make Mo the approver');
    await stage.settle();
    expect(inSlackChat(mo).map(({ text }) => text)).toEqual([
      expect.stringContaining('Olivia made you a coach of Apollo'),
    ]);
    expect(inSlackChat(olivia)).toEqual([]);
  });

  it('opens the project from there', async () => {
    const [message] = inSlackChat(mo);
    await stage.desk.press(mo, `D${mo}`, message?.ts ?? '', 'Show the project');
    await stage.settle();
    expect(JSON.stringify(inSlackChat(mo).map(({ text }) => text))).toContain('Apollo');
  });

  it('makes the first coach the approver with one press of whoever gave it', async () => {
    const shown = stage.ends.slack.world.shownTo(olivia).at(-1);
    expect(shown?.text).toContain('Mo');
    await stage.desk.press(olivia, channel, shown?.ts ?? '', 'Make Mo the approver');
    await stage.settle();
    expect(JSON.stringify(apollo.slackPost('Approved by').blocks)).toContain('Approved by the coach (Mo)');
    expect(shownIn(apollo.teamsPost('Approved by'))).toContain('Approved by the coach (Mo)');
  });

  it('is told in Teams, once', async () => {
    await apollo.slack(olivia, 'role Tess viewer');
    await stage.settle();
    expect(inTeamsChat().map(shownIn)).toEqual([
      expect.stringContaining('Olivia made you a viewer of Apollo'),
    ]);
    expect(shownIn(inTeamsChat()[0])).toContain('Show the project');
  });
});
