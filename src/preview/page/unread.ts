import type { Snapshot } from '../snapshot.ts';
import type { Person, Side } from './view.ts';

/** A message as far as reading goes: when it came, in which room, and from whom. */
type Came = { at: number; room: string; from: string; to?: string | undefined };

/** What people have read while the page is open. */
export type Reads = {
  /** Takes up a state; all that is in the first one counts as read. */
  take(snapshot: Snapshot): void;
  /** Marks everything in a room as read by a person. */
  read(side: Side, person: Person, room: string): void;
  /** How many messages of others in a room a person has not read. */
  unread(side: Side, person: Person, room: string): number;
};

/** Starts to count what people have not read. */
export function createReads(): Reads {
  let came: Record<Side, Came[]> = { slack: [], teams: [] };
  let first: Record<Side, number> | undefined;
  const lastRead = new Map<string, number>();
  const newest = (all: Came[]) => Math.max(0, ...all.map(({ at }) => at));
  const shownIn = (side: Side, person: Person, room: string) =>
    came[side].filter((one) => one.room === room && (one.to === undefined || one.to === person[side]));
  const keyOf = (side: Side, person: Person, room: string) => `${side} ${person.key} ${room}`;
  return {
    take(snapshot) {
      came = { slack: slackCame(snapshot), teams: teamsCame(snapshot) };
      first ??= { slack: newest(came.slack), teams: newest(came.teams) };
    },
    read(side, person, room) {
      lastRead.set(keyOf(side, person, room), newest(shownIn(side, person, room)));
    },
    unread(side, person, room) {
      const since = Math.max(first?.[side] ?? 0, lastRead.get(keyOf(side, person, room)) ?? 0);
      return shownIn(side, person, room).filter(({ at, from }) => at > since && from !== person[side]).length;
    },
  };
}

const slackCame = ({ slack }: Snapshot): Came[] => [
  ...slack.posts.map(({ ts, channel, user }) => ({ at: Number(ts), room: channel, from: user })),
  ...slack.ephemerals.map(({ ts, channel, user, to }) => ({ at: Number(ts), room: channel, from: user, to })),
];

const teamsCame = ({ teams }: Snapshot): Came[] =>
  teams.messages.map(({ id, room, from, targetedTo }) => ({ at: Number(id), room, from, to: targetedTo }));

/** The chats of a person with Milepost, one in each client. */
export const ownRooms = ({ slack, teams }: Snapshot, person: Person): [side: Side, room: string][] => [
  ...slack.channels
    .filter(({ kind, user }) => kind === 'im' && user === person.slack)
    .map(({ id }): [Side, string] => ['slack', id]),
  ...teams.rooms
    .filter(({ kind, members }) => kind === 'personal' && members.includes(person.teams))
    .map(({ id }): [Side, string] => ['teams', id]),
];
