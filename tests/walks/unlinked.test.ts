import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SlackPost } from '../../src/preview/slack/world.ts';
import type { PostedMessage } from '../../src/preview/teams/rooms.ts';
import { type Apollo, channel, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { serverEngine } from '../support/database/database.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../support/milepost.ts';
import { refused } from '../support/refused.ts';

/** Cards from before the room was unlinked. */
type Old = { slack: SlackPost; teams: PostedMessage };

describe.each(serverEngine)('a room that is unlinked and given another project, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  let old: Old;

  const list = async (project: string) =>
    said(await apollo.slack(olivia, `list ${project ? `project:${project}` : ''}`));
  /** Presses a control of a card as it was before the redraw. */
  const pressOld = async (control: string) => {
    const post = stage.ends.slack.world.posts.find(({ ts }) => ts === old.slack.ts);
    const now = post?.blocks;
    Object.assign(post ?? {}, { blocks: old.slack.blocks });
    await refused(stage.desk.press(olivia, channel, old.slack.ts, control));
    Object.assign(post ?? {}, { blocks: now });
    await expect.poll(() => apollo.toldInSlack(olivia)).toContain('no longer linked to this channel');
    return JSON.stringify(stage.ends.slack.world.shownTo(olivia).at(-1));
  };

  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.slack(olivia, 'role Tess owner');
    await apollo.slack(olivia, 'new "Beta launch"');
    await apollo.slack(olivia, 'show 1');
    await apollo.teams(tess, 'show 1');
    await stage.settle();
    old = structuredClone({
      slack: apollo.slackPost('1 · Beta launch'),
      teams: apollo.teamsPost('1 · Beta launch'),
    });
    await stage.desk.press(olivia, channel, old.slack.ts, 'Progress');
    await vi.waitFor(() => expect(stage.ends.slack.world.views.length).toBe(1), { timeout: 5_000 });
    await apollo.slack(olivia, 'unlink');
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('shows the last state of its cards, without buttons', () => {
    for (const words of ['1 · Beta launch', 'Apollo']) {
      const shown = JSON.stringify(apollo.slackPost(words));
      expect(shown).toContain('This channel is no longer linked');
      expect(shown).not.toContain('"button"');
    }
    expect(shownIn(apollo.teamsPost('1 · Beta launch'))).toContain('Start');
  });

  it('stops updating those cards, and keeps the others current', async () => {
    const { cards, wrong } = await checkCards(stage.milepost.connection.db, stage.ends);
    expect(wrong).toEqual([]);
    expect(cards).toBe(2);
  });

  it('changes neither project by Start on the old card, and shows the current project', async () => {
    await apollo.slack(olivia, 'project "Zeus"');
    await apollo.slack(olivia, 'new "Other work"');
    await stage.settle();
    const answer = await pressOld('Start');
    expect(answer).toContain('This card belongs to Apollo');
    expect(answer).toContain('Zeus');
    expect(await list('')).toContain('upcoming');
    expect(await list('')).not.toContain('in progress');
    expect(await list('Apollo')).not.toContain('in progress');
  });

  it('opens no form by Progress on the old card', async () => {
    const before = stage.ends.slack.world.views.length;
    await pressOld('Progress');
    expect(stage.ends.slack.world.views.length).toBe(before);
  });

  it('rejects a form that was open then, and keeps the typed values', async () => {
    const open = apollo.modalOf(olivia);
    const { body } = await refused(stage.desk.submit(open.id, { percent: '60' }));
    expect(body).toMatchObject({ response_action: 'update' });
    expect(JSON.stringify(body)).toContain('This card belongs to Apollo');
    const inputs = (blocks: unknown) => JSON.stringify(blocks).match(/"block_id":"(percent|note)"/g);
    expect(inputs(body)).toEqual(inputs(open.view.blocks));
    expect(await list('Apollo')).not.toContain('60 %');
    expect(await list('')).not.toContain('60 %');
  });

  it('does the same in Teams', async () => {
    await apollo.teams(tess, 'unlink');
    await apollo.teams(tess, 'project "Hera"');
    await apollo.teams(tess, 'new "Her work"');
    await stage.settle();
    expect(shownIn(apollo.teamsPost('1 · Beta launch'))).toContain('This channel is no longer linked');
    const answer = await refused(stage.ends.teams.execute(tess, apollo.room, old.teams, 'Start'));
    // The Teams tenant alone is another workspace, which has no project Apollo.
    expect(JSON.stringify(answer)).toContain('not linked to this channel, so nothing changed');
    expect(JSON.stringify(answer)).toContain('Hera');
    expect(await apollo.teams(tess, 'list')).not.toContain('in progress');
    expect(await list('Apollo')).not.toContain('in progress');
  });
});
