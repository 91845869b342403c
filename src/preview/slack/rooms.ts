import type { SlackChannel, SlackPost, SlackTeam, SlackWorld } from './world.ts';

/** A call that Slack answers with `ok: false` and this code. */
export class SlackRefusal extends Error {
  override readonly name = 'SlackRefusal';
}

/** What a message says. */
export type Words = Pick<SlackPost, 'text' | 'blocks'> & Partial<Pick<SlackPost, 'threadTs' | 'metadata'>>;

/** Refuses with a code; passes where there is none. */
export function refuse(code: string): never;
export function refuse(code: string | undefined): void;
export function refuse(code: string | undefined): void {
  if (code !== undefined) throw new SlackRefusal(code);
}

/** The conversation that a bot may write to now. A user's id stands for their direct chat. */
export function room(world: SlackWorld, team: SlackTeam, id: string): SlackChannel {
  const person = world.people.find((one) => one.id === id && one.team === team.id);
  const channel = person
    ? world.direct(person.id, team.id)
    : world.channels.find((one) => one.id === id && one.team === team.id);
  if (!channel) return refuse('channel_not_found');
  if (channel.archived) return refuse('is_archived');
  if (channel.members.has(team.botUserId)) return channel;
  // Slack does not say that a private channel exists to who is not in it.
  return refuse(channel.kind === 'public' ? 'not_in_channel' : 'channel_not_found');
}

/** Writes a message into a conversation. */
export function postFrom(world: SlackWorld, channel: SlackChannel, user: string, words: Words): SlackPost {
  const post = { ts: world.nextTs(), channel: channel.id, user, edits: 0, ...words };
  world.posts.push(post);
  return post;
}
