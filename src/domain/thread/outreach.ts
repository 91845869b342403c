import type { Blocker } from '../health/blocker.ts';
import type { Project } from '../project/project.ts';
import { type NamedMessage, otherSide, type Side, sides } from './message.ts';

/** A blocker with what the two sides wrote about it (CUS-5). */
export type Outreach = {
  blocker: Blocker;
  /** The latest message about it that was not deleted. */
  latest: NamedMessage | null;
  /** When the team last wrote to the customer about it, an ISO instant. */
  askedAt: string | null;
  /** When the customer first wrote after that: about the blocker, or about none. */
  answeredAt: string | null;
};

/** What the card of a blocker shows. */
export type OutreachFacts = Outreach & { project: Project };

/** Whether the customer has answered what the team last wrote about a blocker. */
export const responseTo = ({ askedAt, answeredAt }: Outreach): 'none' | 'pending' | 'responded' =>
  askedAt === null ? 'none' : answeredAt === null ? 'pending' : 'responded';

/** Returns when either side last wrote about a blocker; null if nobody has. */
export const lastContact = ({ latest, askedAt, answeredAt }: Outreach): string | null =>
  [latest?.at, askedAt, answeredAt].reduce<string | null>(
    (last, at) => (at && (last === null || at > last) ? at : last),
    null,
  );

/** Returns the side that a blocker waits for: the customer until they answer, then the team; else the named party. */
export function blockerWaitsOn(one: Outreach): Side {
  const response = responseTo(one);
  if (response !== 'none') return response === 'pending' ? 'customer' : 'team';
  return one.blocker.by === 'customer' ? 'customer' : 'team';
}

/** Something that waits for a side: a blocker, or an answer in the thread. `since` is the last contact. */
export type Waiting = { project: { id: string; name: string }; on: Side; since: string } & (
  | { is: 'thread' }
  | { is: 'blocker'; outreach: Outreach }
);

/** Returns what waits in several projects: by the side that it waits for, the oldest silence first. */
export function byWhoItWaitsFor(all: readonly Waiting[]): { on: Side; waiting: Waiting[] }[] {
  return sides.toReversed().map((on) => ({
    on,
    waiting: all
      .filter((one) => one.on === on)
      .toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0)),
  }));
}

/** Returns what waits of a project: its open blockers, and its thread if somebody wrote last. */
export function waitingOf(
  project: { id: string; name: string },
  outreach: readonly Outreach[],
  last: Pick<NamedMessage, 'side' | 'at'> | null,
): Waiting[] {
  return [
    ...outreach.map(
      (one): Waiting => ({
        is: 'blocker',
        project,
        outreach: one,
        on: blockerWaitsOn(one),
        since: lastContact(one) ?? one.blocker.openedAt,
      }),
    ),
    ...(last ? [{ is: 'thread' as const, project, on: otherSide(last.side), since: last.at }] : []),
  ];
}
