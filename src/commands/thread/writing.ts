import type { Card } from '../../../cards/model.ts';
import { messageNews } from '../../../cards/views/thread/message.ts';
import type { Tx } from '../../../db/database.ts';
import type { Request } from '../../../db/queries/delivery/request.ts';
import { loadBlockers } from '../../../db/queries/health/blockers.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import {
  correspondentsOf,
  findMessage,
  mirrorRooms,
  nextMessageNumber,
} from '../../../db/queries/thread/thread.ts';
import type { Decision } from '../../domain/change.ts';
import { blockerKey } from '../../domain/health/blocker.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import type { InProject } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { withoutFormatting } from '../../domain/thread/formatting.ts';
import { messageKey, type NamedMessage, otherSide, sideOf, splitTag } from '../../domain/thread/message.ts';
import type { MessageFacts, MirrorRoom } from '../../domain/thread/thread-facts.ts';

/** What writing in a thread needs to know. */
export type WritingFacts = Pick<MessageFacts, 'project'> & {
  rooms: MirrorRoom[];
  people: { personId: string; side: NamedMessage['side']; hasPage: boolean }[];
  number: number;
  /** The message that this request is, if it was taken before. */
  known: NamedMessage | undefined;
  /** The numbers of the project's blockers that may be named. */
  blockers: number[];
  roomId: string | null;
};

/** What was decided on a message; without one where it was taken before. */
export type Written = WritingFacts & { message?: NamedMessage; isNew?: boolean; at?: string };

/** Loads what writing in the thread of the project needs, and locks it: messages are numbered in order. */
export async function loadWriting(
  tx: Tx,
  who: InProject,
  blocker: number | undefined,
): Promise<WritingFacts> {
  const { project, room, written } = who;
  await lockProject(tx, project.id);
  const roomId = room?.id ?? null;
  const people = await correspondentsOf(tx, project.id);
  return {
    project,
    rooms: await mirrorRooms(tx, project.id),
    people: people.map(({ role, ...one }) => ({ ...one, side: sideOf({ role }) })),
    number: await nextMessageNumber(tx, project.id),
    known:
      written && roomId
        ? await findMessage(tx, project.id, { roomId, messageId: written.messageId })
        : undefined,
    blockers:
      blocker === undefined ? [] : (await loadBlockers(tx, project.id, blocker)).map(({ number }) => number),
    roomId: room?.projectId === project.id ? roomId : null,
  };
}

/** What somebody wrote. `editedAt`: the platform reports an edit before the message itself. */
type Text = { text: string; blocker: number | undefined; editedAt?: string | undefined };

/** Decides on a new message; one that was taken before changes nothing. */
export function writeMessage(
  facts: WritingFacts,
  given: Text,
  who: InProject,
  at: { now: string; newId(): string },
): Outcome<Decision<Written>> {
  if (facts.known) return ok({ changes: [], events: [], next: facts });
  const side = sideOf(who);
  if (!isRead(facts, side)) return nobodyReads(side);
  const tagged = given.blocker === undefined ? splitTag(given.text) : undefined;
  const tag = given.blocker ?? tagged?.blocker;
  const blocker = tag !== undefined && facts.blockers.includes(tag) ? tag : null;
  const isTyped = who.written === undefined;
  const row = {
    id: at.newId(),
    projectId: facts.project.id,
    number: facts.number,
    authorId: who.person.id,
    side,
    text: isTyped && blocker !== null && tagged?.rest ? tagged.rest : given.text,
    files: [...(who.written?.files ?? [])],
    blocker,
    roomId: facts.roomId,
    messageId: who.written?.messageId ?? null,
    at: at.now,
    editedAt: given.editedAt ?? null,
    deletedAt: null,
  };
  const message = { ...row, author: who.person.name };
  return ok({
    changes: [{ add: 'message', row }],
    events: [{ type: 'message_sent', after: { what: messageKey(message) } }],
    next: { ...facts, message, isNew: true, at: at.now },
  });
}

/** Whether anybody of the other side has a channel or is a member. */
const isRead = ({ rooms, people }: WritingFacts, side: NamedMessage['side']) =>
  rooms.some(({ audience }) => audience === otherSide(side)) ||
  people.some((one) => one.side === otherSide(side));

const nobodyReads = (side: NamedMessage['side']) =>
  side === 'team'
    ? rule(
        'This project has no customer yet, so nobody would read it.',
        'Type “link as:customer” and give them the code for their channel.',
        { label: 'Link their channel', command: 'link', input: { as: 'customer' } },
      )
    : rule('Nobody of the team is here yet, so nobody would read it.', 'Ask the team to link their channel.');

/**
 * The cards that a new message posts: the thread's own card wherever it is missing, and a copy of the message in every
 * channel but the one where it was written.
 */
export function copiesOf({ project, rooms, roomId, message, isNew }: Written): {
  roomId: string;
  audience: MirrorRoom['audience'];
  shows: { kind: 'thread' | 'message'; id: string };
}[] {
  if (!message || !isNew) return [];
  return rooms.flatMap(({ id, audience, hasCard }) => [
    ...(hasCard ? [] : [{ roomId: id, audience, shows: { kind: 'thread', id: project.id } as const }]),
    ...(id === roomId ? [] : [{ roomId: id, audience, shows: { kind: 'message', id: message.id } as const }]),
  ]);
}

/** Tells the other side's people in their own chats where they have neither a channel nor a page. */
export function toldOf({ project, rooms, people, message, isNew, at }: Written): Request<Card> | undefined {
  if (!message || !isNew || at === undefined) return undefined;
  const side = otherSide(message.side);
  if (rooms.some(({ audience, isPage }) => audience === side && !isPage)) return undefined;
  const readers = people.filter((one) => one.side === side && !one.hasPage);
  if (readers.length === 0) return undefined;
  const card = messageNews(project, message);
  const live = {
    projectId: project.id,
    shows: { kind: 'message', id: message.id },
    audience: side,
  };
  return { is: 'direct', at, messages: readers.map(({ personId }) => ({ personId, card, live })) };
}

/** "Sent to the customer, about B4: “When can we have the key?”". */
export function sentLine({ message }: Written): string {
  if (!message) return 'You wrote this already.';
  const about = message.blocker === null ? '' : `, about ${blockerKey({ number: message.blocker })}`;
  return `Sent to the ${otherSide(message.side)}${about}: “${shortOf(message)}”`;
}

/** What a message says, as short as an answer repeats it. */
export const shortOf = ({ text }: Pick<NamedMessage, 'text'>): string =>
  excerpt(withoutFormatting(text), 200);
