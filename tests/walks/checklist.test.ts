import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackTeam } from '../../src/preview/ends.ts';
import { withIds } from '../../src/preview/slack/controls.ts';
import {
  type Apollo,
  channel,
  cleo,
  gus,
  mo,
  olivia,
  peopleOf,
  startProject,
  tess,
} from '../support/apollo.ts';
import { serverEngine } from '../support/database/database.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../support/milepost.ts';
import { refused } from '../support/refused.ts';

const card = 'Train the team';

describe.each(serverEngine)('the checklist of a card, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  const cardsAreCurrent = async () => {
    await stage.settle();
    expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
  };
  const ticked = () =>
    [apollo.slackPost(card).text, shownIn(apollo.teamsPost(card))].map((text) =>
      [1, 2, 3].filter((nth) => text.includes(`☑ 1.${nth} `)),
    );

  /** The press that Slack sends for a checkbox drawn in `post`: all options that are selected afterwards. */
  const press = (user: string, post: ReturnType<Apollo['slackPost']>, nth: number, isSelected: boolean) => {
    const block = withIds(post.blocks).find((one) => JSON.stringify(one).includes(`"1.${nth} `));
    const [box] = (block?.elements ?? []) as { action_id: string; options: object[] }[];
    return stage.desk.interact(slackTeam, user, {
      type: 'block_actions',
      actions: [
        {
          type: 'checkboxes',
          action_id: box?.action_id,
          block_id: block?.block_id,
          selected_options: isSelected ? box?.options : [],
        },
      ],
      container: { type: 'message', message_ts: post.ts, channel_id: channel, is_ephemeral: false },
      channel: { id: channel, name: 'apollo' },
      message: { type: 'message', ts: post.ts, text: post.text, blocks: post.blocks },
      trigger_id: stage.ends.slack.world.trigger(slackTeam, user),
    });
  };

  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    for (const person of [tess, cleo]) await apollo.teams(person, 'list');
    await apollo.slack(mo, 'list');
    await apollo.slack(olivia, 'new "Beta launch"');
    for (const task of ['Call them', 'Write the guide', 'Train the team'])
      await apollo.slack(olivia, `add 1 task "${task}"`);
    await stage.settle();
    await apollo.teams(cleo, 'show 1');
    await cardsAreCurrent();
  });
  afterAll(() => stage.close());

  it('is ticked and opened again by a press in either room, and shown so in both', async () => {
    await apollo.pressSlack(mo, card, '1.1 Call them');
    await cardsAreCurrent();
    expect(ticked()).toEqual([[1], [1]]);
    await apollo.pressTeams(cleo, card, 'Uncheck 1.1 Call them');
    await cardsAreCurrent();
    expect(ticked()).toEqual([[], []]);
  });

  it('loses nothing of people who tick at once, on cards as they saw them', async () => {
    const seen = apollo.slackPost(card);
    await Promise.all([
      press(mo, { ...seen }, 1, true),
      press(olivia, { ...seen }, 2, true),
      apollo.pressTeams(cleo, card, 'Check 1.3 Train the team'),
    ]);
    await cardsAreCurrent();
    expect(ticked()).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  it('follows somebody who changes their mind before the card is drawn anew', async () => {
    const seen = structuredClone(apollo.slackPost(card));
    await press(mo, seen, 2, false);
    await press(mo, seen, 2, true);
    await press(mo, seen, 2, false);
    await cardsAreCurrent();
    expect(ticked()).toEqual([
      [1, 3],
      [1, 3],
    ]);
  });

  it('tells whoever ticks what somebody else ticked already, and changes nothing', async () => {
    const seen = structuredClone(apollo.slackPost(card));
    await apollo.pressTeams(cleo, card, 'Check 1.2 Write the guide');
    await stage.settle();
    await press(mo, seen, 2, true);
    await expect.poll(() => apollo.toldInSlack(mo)).toContain('1.2 Write the guide');
    await cardsAreCurrent();
    expect(ticked()[0]).toEqual([1, 2, 3]);
    // added once, then changed five times
    const { text } = JSON.parse(said(await apollo.slack(mo, 'history 1')));
    expect(text.match(/1\.2 Write the guide/g)).toHaveLength(6);
  });

  it('is not for somebody without a role', async () => {
    await refused(apollo.pressSlack(gus, card, '1.1 Call them'));
    await expect.poll(() => apollo.toldInSlack(gus)).not.toBe('');
    await cardsAreCurrent();
    expect(ticked()[0]).toEqual([1, 2, 3]);
  });
});
