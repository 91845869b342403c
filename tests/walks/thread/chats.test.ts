import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackTeam } from '../../../src/preview/ends.ts';
import { type Apollo, cleo, gus, linkLineIn, mo, olivia, peopleOf } from '../../support/apollo.ts';
import { checkCards } from '../../support/live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../../support/milepost.ts';

describe('customers without a channel, who read the thread in their own chats', () => {
  let stage: Stage;
  let apollo: Apollo;

  beforeAll(async () => {
    stage = await startStage('postgresql');
    apollo = peopleOf(stage);
    await apollo.slack(olivia, 'project "Apollo" kind:client');
    await apollo.slack(mo, 'list');
    await apollo.teams(cleo, linkLineIn(said(await apollo.slack(olivia, 'link'))));
    await apollo.teams(cleo, 'list');
    await apollo.slack(gus, 'list');
    for (const who of ['Cleo', '@gus']) await apollo.slack(olivia, `role ${who} client`);
    await stage.settle();
  });
  afterAll(() => stage.close());

  /** The notices in the chats, as each platform shows them: text, and the buttons among it. */
  const notices = async () => {
    await stage.settle();
    const { slack, teams } = stage.ends;
    const chat = slack.world.direct(gus, slackTeam).id;
    const { id } = teams.rooms.personal(cleo, teams.tenant);
    return [
      ...slack.world.postsIn(chat).map((post) => JSON.stringify([post.text, post.blocks])),
      ...teams.rooms.messages.filter(({ room }) => room === id).map(shownIn),
    ].filter((shown) => shown.includes(' wrote in Apollo'));
  };

  it('get each message once, with the project that it is of and a way to answer', async () => {
    await apollo.slack(olivia, 'say The *price* is 100');
    const shown = await notices();
    expect(shown).toHaveLength(2);
    for (const one of shown) {
      expect(one).toContain('Olivia (team) wrote in Apollo');
      expect(one).toContain('is 100');
      expect(one).toContain('Reply');
      expect(one).toContain('All messages');
    }
  });

  it('see the edit and the deletion of a message in that notice, and nothing more', async () => {
    await apollo.slack(olivia, 'reword last The price is 120');
    const edited = await notices();
    expect(edited).toHaveLength(2);
    for (const one of edited) {
      expect(one).toContain('The price is 120');
      expect(one).toContain('Edited');
      expect(one).not.toContain('is 100');
    }
    await apollo.slack(olivia, 'progress 1 10').catch(() => undefined);
    expect(await notices()).toEqual(edited);
    await apollo.slack(olivia, 'unsay last');
    const deleted = await notices();
    expect(deleted).toHaveLength(2);
    for (const one of deleted) {
      expect(one).toContain('Deleted this message');
      expect(one).not.toMatch(/price|"Reply"/);
    }
    expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
  });

  it('answer by the button of the notice', async () => {
    await apollo.slack(olivia, 'say Which day?');
    await stage.settle();
    const { teams } = stage.ends;
    const chat = teams.rooms.personal(cleo, teams.tenant);
    const notice = teams.rooms.messages.findLast(({ room }) => room === chat.id);
    if (!notice) throw new Error('there is no notice');
    const opened = await teams.execute(cleo, chat, notice, 'Reply');
    expect(JSON.stringify(opened)).toContain('Write a message');
  });
});
