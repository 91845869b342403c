import { slackTeam } from '../../../src/preview/ends.ts';
import type { SlackAnswer } from '../../../src/preview/slack/desk.ts';
import type { SlackPost } from '../../../src/preview/slack/world.ts';
import type { PostedMessage, TeamsPerson } from '../../../src/preview/teams/rooms.ts';
import {
  type Apollo,
  botPosts,
  channel,
  cleo,
  linkLineIn,
  mo,
  olivia,
  peopleOf,
} from '../../support/apollo.ts';
import { type Stage, said, shownIn, startStage, teamsPosts } from '../../support/milepost.ts';

/** A message event of Slack, as its documentation shows it; `fields` replace or add to a plain reply. */
export type SlackReply = { user?: string; ts?: string; text?: string } & Record<string, unknown>;

/** A project whose team is in Slack and whose customer is in Teams, with the thread's card in both channels. */
export type TwoSides = {
  stage: Stage;
  apollo: Apollo;
  /** The messages of the thread's card. */
  cards: { slack: string; teams: string };
  /** Sends a reply in the thread of the card in Slack; returns its id. */
  reply(fields: SlackReply, delivery?: { id?: string; retry?: number }): Promise<string>;
  /** Sends the event of an edit or of a deletion in Slack. */
  edit(ts: string, text: string, fields?: SlackReply & { editedTs?: string }): Promise<SlackAnswer>;
  remove(ts: string, fields?: SlackReply): Promise<SlackAnswer>;
  /** Replies in the thread of the card in Teams; returns the id of the message. */
  answer(who: TeamsPerson, text: string, more?: Record<string, unknown>): Promise<string>;
  /** The bot's messages in the thread of the card that contain `words`. */
  inSlack(words: string): SlackPost[];
  inTeams(words: string): PostedMessage[];
};

let count = 0;
/** An id of a Slack message, later than those before it. */
const nextTs = () => {
  count += 1;
  return `1893456${String(count).padStart(3, '0')}.000100`;
};

/** Starts a project with a team in Slack and a customer in Teams. */
export async function twoSides(): Promise<TwoSides> {
  const stage = await startStage('postgresql');
  const apollo = peopleOf(stage);
  await apollo.slack(olivia, 'project "Apollo" kind:client');
  await apollo.slack(mo, 'list');
  await apollo.teams(cleo, linkLineIn(said(await apollo.slack(olivia, 'link as:customer'))));
  await apollo.teams(cleo, 'status');
  await apollo.slack(olivia, 'thread');
  await stage.settle();
  const cards = {
    slack: apollo.slackPost('No messages yet').ts,
    teams: apollo.teamsPost('Talk to your team').id,
  };
  const { teams } = stage.ends;
  const event = (fields: object, delivery?: { id?: string; retry?: number }) =>
    stage.desk.event(slackTeam, { type: 'message', channel, channel_type: 'channel', ...fields }, delivery);
  const replyOf = ({ user = mo, ts = nextTs(), text = '', ...more }: SlackReply) => ({
    type: 'message',
    user,
    ts,
    text,
    thread_ts: cards.slack,
    team: slackTeam,
    ...more,
  });
  return {
    stage,
    apollo,
    cards,
    async reply(fields, delivery) {
      const one = replyOf(fields);
      await event({ ...one, event_ts: one.ts }, delivery);
      return one.ts;
    },
    edit(ts, text, { editedTs = nextTs(), ...fields } = {}) {
      const before = replyOf({ ...fields, ts, text: 'before' });
      const message = { ...before, text, edited: { user: before.user, ts: editedTs } };
      return event({
        subtype: 'message_changed',
        hidden: true,
        ts: nextTs(),
        message,
        previous_message: before,
      });
    },
    remove: (ts, fields = {}) =>
      event({
        subtype: 'message_deleted',
        hidden: true,
        ts: nextTs(),
        deleted_ts: ts,
        previous_message: replyOf({ ...fields, ts }),
      }),
    async answer(who, text, more = {}) {
      const id = String(more.id ?? teams.rooms.nextId());
      const bot = { id: stage.ends.teams.bot.id, name: stage.ends.teams.bot.name };
      await teams.event(apollo.room, who, {
        type: 'message',
        id,
        conversation: {
          id: `${apollo.room.id};messageid=${cards.teams}`,
          conversationType: 'channel',
          tenantId: apollo.room.tenant,
          isGroup: true,
        },
        text: `<at>${bot.name}</at> ${text}`,
        entities: [{ type: 'mention', text: `<at>${bot.name}</at>`, mentioned: bot }],
        ...more,
      });
      return id;
    },
    inSlack: (words) =>
      botPosts(stage).filter((post) => post.threadTs === cards.slack && JSON.stringify(post).includes(words)),
    inTeams: (words) =>
      teamsPosts(stage, apollo.room).filter(
        (post) => post.thread === cards.teams && shownIn(post).includes(words),
      ),
  };
}
