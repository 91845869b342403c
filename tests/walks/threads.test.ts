import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Apollo, botPosts, channel, mo, peopleOf, startProject, tess } from '../support/apollo.ts';
import { type Stage, shownIn, startStage, teamsPosts } from '../support/milepost.ts';

describe('a line in a thread', () => {
  let stage: Stage;
  let apollo: Apollo;
  beforeAll(async () => {
    stage = await startStage('embedded');
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.slack(mo, 'new "Beta launch"');
    await stage.settle();
  });
  afterAll(() => stage.close());

  /** Returns the milestone's newest card in Slack, and in Teams. */
  const inSlack = () => botPosts(stage).findLast(({ text }) => text.includes('Beta launch'));
  const inTeams = () =>
    teamsPosts(stage, apollo.room).findLast((one) => shownIn(one).includes('Beta launch'));

  it('of Slack posts its card there and keeps it current', async () => {
    const { world } = stage.ends.slack;
    const root = apollo.slackPost('Apollo').ts;
    await stage.desk.mention(mo, channel, 'show 1', root);
    await expect.poll(() => inSlack()?.threadTs).toBe(root);
    await apollo.slack(mo, 'start 1');
    await stage.settle();
    expect(inSlack()).toMatchObject({ threadTs: root, text: expect.stringContaining('in progress') });
    await stage.desk.mention(mo, channel, 'show 1');
    await stage.settle();
    expect(inSlack()?.threadTs).toBeUndefined();
    expect(world.postsIn(channel).filter(({ text }) => text.includes('in progress')).length).toBeGreaterThan(
      1,
    );
  });

  it('of Slack posts its card in the channel when the thread is locked', async () => {
    stage.ends.slack.fail('chat.postMessage', { is: 'error', code: 'restricted_action_thread_locked' });
    const before = botPosts(stage).length;
    await stage.desk.mention(mo, channel, 'show 1', apollo.slackPost('Apollo').ts);
    await stage.settle();
    expect(botPosts(stage)).toHaveLength(before + 1);
    expect(inSlack()?.threadTs).toBeUndefined();
  });

  it('of Teams posts its card there, and a line that starts a thread gets its card beside it', async () => {
    const root = apollo.teamsPost('Apollo').id;
    await stage.ends.teams.message(tess, apollo.room, 'show 1', { thread: root });
    await stage.settle();
    await expect.poll(() => inTeams()?.thread).toBe(root);
    await stage.ends.teams.message(tess, apollo.room, 'show 1');
    await stage.settle();
    expect(inTeams()?.thread).toBeUndefined();
  });
});
