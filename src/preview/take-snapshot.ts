import { type Ends, slackTeam } from './ends.ts';
import { withIds } from './slack/controls.ts';
import type { SlackWorld } from './slack/world.ts';
import type { Snapshot } from './snapshot.ts';
import type { TeamsEnd } from './teams/end.ts';
import type { TeamsRoom } from './teams/rooms.ts';

/** The part of a snapshot that is not in the stand-ins. */
export type Surroundings = Pick<Snapshot, 'now' | 'zone' | 'people' | 'commands' | 'mails'>;

/** Returns the current state of the stand-ins for the page. */
export const takeSnapshot = ({ slack, teams }: Ends, around: Surroundings): Snapshot => ({
  ...around,
  slow: slack.slow,
  slack: slackOf(slack.world),
  teams: teamsOf(teams),
});

function slackOf(world: SlackWorld): Snapshot['slack'] {
  const { name, botUserId } = world.team(slackTeam);
  return {
    team: name,
    bot: botUserId,
    channels: world.channels.map(({ id, name, kind, members }) => {
      const user = kind === 'im' ? [...members].find((member) => member !== botUserId) : undefined;
      return { id, name, kind, ...(user === undefined ? {} : { user }) };
    }),
    posts: world.posts.map(({ metadata: _, blocks, ...post }) => ({ ...post, blocks: withIds(blocks) })),
    ephemerals: world.latestEphemerals().map((shown) => ({ ...shown, blocks: withIds(shown.blocks) })),
    views: world.views.map(({ id, user, view, errors }) => ({ id, user, view, errors })),
  };
}

function teamsOf({ rooms, bot }: TeamsEnd): Snapshot['teams'] {
  const posted = rooms.messages.map((message) => ({
    ...message,
    from: bot.id,
    seenBy: rooms.viewsOf(message),
  }));
  const said = rooms.said.map(({ text, ...message }) => ({
    ...message,
    text: asTyped(text, message.targetedTo ? 'slash' : rooms.rooms.get(message.room)?.kind),
    edits: 0,
    seenBy: {},
  }));
  return {
    bot: bot.id,
    rooms: [...rooms.rooms.values()].map(({ id, kind, name, members }) => ({
      id,
      kind,
      ...(name === undefined ? {} : { name }),
      members: members.map((member) => member.id),
    })),
    messages: [...posted, ...said].sort((a, b) => Number(a.id) - Number(b.id)),
  };
}

/** Shows mentions as typed; outside a personal chat the bot is mentioned first, or written to privately by a slash. */
function asTyped(text: string, where: 'slash' | TeamsRoom['kind'] | undefined): string {
  const words = text.replaceAll(/<at>(.*?)<\/at>/g, '@$1');
  if (where === 'slash') return `/${words}`;
  return where === 'personal' ? words : `@Milepost ${words}`;
}
