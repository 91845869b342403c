import { v7 } from 'uuid';
import { bindActions, type Card, note } from '../../cards/model.ts';
import { undoAction } from '../../cards/views/project/undo.ts';
import type { Tx } from '../../db/database.ts';
import type { FanOut } from '../../db/queries/delivery/plan.ts';
import { save } from '../../db/queries/save/save.ts';
import type { Save } from '../../db/queries/save/written.ts';
import type { Decision } from '../domain/change.ts';
import { withheld } from '../domain/customer/withhold.ts';
import { declarationOf, type RedrawScope, redrawScope, storedSides } from '../domain/events.ts';
import type { Refusal } from '../domain/outcome.ts';
import type { Who } from '../domain/project/access.ts';
import type { Room } from '../domain/project/room.ts';
import type { Permitted } from '../domain/project/undoing.ts';
import { isShownTo, type Subject } from '../live-cards/registry.ts';
import type { PictureAddress } from '../pictures/token.ts';
import type { Enqueue } from '../ports/enqueue.ts';
import type { Intent, Reply } from '../ports/intent.ts';
import type { Resource } from '../presenters/resource.ts';
import type { Command, Commands, Moment } from './define.ts';
import { aboutOf, bind } from './drawn/drawn.ts';
import { usableCard } from './drawn/for-customers.ts';
import { lookUpLiveCard, soughtCardsOf, withLiveCard } from './drawn/live-card.ts';
import { type InputTexts, withEcho, withMissingEcho } from './input/echo.ts';
import type { Read } from './read.ts';
import { redrawNaming } from './redraw-naming.ts';
import { refused } from './refused.ts';

/** How a request ended: what to answer, and whether the answer was kept with the rows. */
export type Handled = { reply: Reply; saved: boolean };

/** A decision, with all that is needed to write it down. */
export type Decided = {
  command: Command;
  commands: Commands;
  given: unknown;
  /** What a typed line said, as text by field; the answer says all of it. */
  typed: InputTexts;
  decision: Decision;
  /** What the answer is made of: the decision as those may know it who read it. */
  answer: Pick<Decision, 'next' | 'events'>;
  permitted: Permitted;
  who: Who;
  moment: Moment;
  intent: Intent;
  read: Pick<Read, 'typed'>;
  delivery: string | undefined;
  pictures: PictureAddress | undefined;
};

/** Writes a decision: rows, history, the kept answer and what must be told, in one statement; then wakes the rooms. */
export async function store(enqueue: Enqueue, tx: Tx, decided: Decided): Promise<Handled> {
  const { command, decision, who, moment, intent, delivery } = decided;
  const asked = { intent, who, now: moment.now, pictures: decided.pictures };
  const card = command.view(decided.answer.next, who, moment);
  const presented = presentedBy(decided);
  const posts = postsOf(decided);
  const request = command.requests?.(decision.next);
  const happens = decision.events.length > 0 || posts.length > 0 || request !== undefined;
  const projectId = projectOf(decided);
  const about = projectId && aboutOf(projectId, { here: who.here, room: roomAfter(decided) });
  if (!happens && decision.changes.length === 0) {
    const shown = bind({ is: 'shown', card, ...presented }, about || undefined);
    return { reply: await lookUpLiveCard(tx, shown, asked), saved: false };
  }

  const ids = decision.events.map(() => v7());
  const secret = decision.events.some(({ type }) => type === 'code_made');
  // what is only kept for the next press has changed nothing yet
  const reply = bind(
    {
      ...(secret || !happens
        ? { is: 'shown', card }
        : doneBy(
            decided,
            posts.length > 0 || isAnnouncedHere(decided) ? undefined : withUndo(command, card, ids[0]),
          )),
      ...presented,
    },
    about || undefined,
  );
  const scope = redrawScope(decision.events);
  const sought = soughtCardsOf(reply, asked);
  const what: Save = {
    workspaceId: who.workspaceId,
    changes: decision.changes,
    activity: decision.events.map((event, nth) => ({
      ...storedSides(event),
      type: event.type,
      milestoneId: event.milestoneId,
      note: event.note,
      id: ids[nth] ?? v7(),
      projectId: declarationOf(event.type).on === 'person' ? null : (event.projectId ?? projectId ?? null),
      personId: who.person.id,
      platform: intent.actor.platform,
      roomId: who.room?.id ?? null,
      at: moment.now,
    })),
    ...(projectId && isOfProject(decision) && !isPassed(decision) ? { permitted: decided.permitted } : {}),
    // a one-time code is never kept in the clear, not even to answer a second arrival
    ...(delivery
      ? { arrival: { delivery, answer: secret ? refused(decided.commands, shownOnce) : reply } }
      : {}),
    ...(projectId && (posts.length > 0 || scope.isSeen)
      ? { fanOut: tell(decided, { projectId, scope, posts, eventId: ids[0] }) }
      : {}),
    ...(request ? { request: request.is === 'direct' ? { ...request, eventId: ids[0] } : request } : {}),
    ...(sought ? { sought } : {}),
  };
  const { rooms, cards } = await save(tx, what);
  if (rooms.length > 0) await enqueue(tx, who.workspaceId, rooms);
  for (const change of decision.changes) {
    if ('merge' in change) await redrawNaming(enqueue, tx, who.workspaceId, change.into);
    if ('part' in change) await redrawNaming(enqueue, tx, who.workspaceId, change.from, change.into);
  }
  return { reply: await withLiveCard(tx, reply, cards, asked), saved: true };
}

/** The resource of a decision, for a program that asks. */
function presentedBy({ command, answer, who, moment, intent }: Decided): { resource?: Resource } {
  const resource = intent.asResource && command.resource?.(answer.next, who, moment);
  return resource ? { resource } : {};
}

/** The live card comes into the room by itself, and what shows on no card needs none. */
function doneBy(
  { command, decision, answer, given, typed: said, moment }: Decided,
  card: Card | undefined,
): Reply {
  const done = command.done?.(answer.next, given, answer.events) ?? '';
  // a card in the answer says it all; one that goes to the room is not in it
  const better = command.says?.(answer.next) ?? {};
  const all = { said, better, today: moment.today };
  const line = card ? withMissingEcho(done, command, { ...all, card }) : withEcho(done, command, all);
  if (!card || command.bare?.(answer.next)) return { is: 'done', line };
  const alone = withMissingEcho(withEcho(done, command, all), command, { ...all, card: note('') });
  return {
    is: 'done',
    line,
    card,
    ...(alone === line ? {} : { alone }),
    ...(redrawScope(decision.events).isShown ? {} : { unseen: true }),
  };
}

/** Whether the history of a project has what was done, so that it can be undone there. */
const isOfProject = ({ events }: Decision) =>
  events.length > 0 && events.every(({ type }) => declarationOf(type).on !== 'person');

/** Whether `undo` looks past all that was done, so that the rows as they were need no record. */
const isPassed = ({ events }: Decision) => events.every(({ type }) => declarationOf(type).undo === 'passed');

/** Offers to take the change back. */
function withUndo({ offersUndo }: Command, card: Card, eventId: string | undefined): Card {
  if (!offersUndo || eventId === undefined) return card;
  const action = undoAction(eventId);
  return card.actions.length < maxActions
    ? { ...card, actions: [...card.actions, action] }
    : { ...card, more: [action, ...card.more] };
}

const maxActions = 3;

const shownOnce: Refusal = {
  is: 'rule',
  sentence: 'Milepost shows a code once and does not save it.',
  next: 'Look for it above, or type “link” for a new one.',
};

function projectOf({ decision, who }: Decided): string | undefined {
  for (const change of decision.changes) {
    if ('add' in change && change.add === 'project') return change.row.id;
    const room = linked(change);
    if (room) return room.projectId ?? undefined;
  }
  return who.project?.id;
}

/** The room that a change links to a project. */
function linked(
  change: Decision['changes'][number],
): (Pick<Room, 'id' | 'projectId'> & Partial<Pick<Room, 'audience'>>) | undefined {
  if ('add' in change && change.add === 'room') return change.row;
  if (!('alter' in change) || change.alter !== 'room' || !change.set.projectId) return undefined;
  const { projectId, audience } = change.set;
  return { id: change.id, projectId, ...(audience && { audience }) };
}

const linkedBy = ({ changes }: Decision) => changes.map(linked).find((one) => one !== undefined);

/** The room of the request, where it shows the project once the decision is written. */
function roomAfter({
  decision,
  who,
}: Pick<Decided, 'decision' | 'who'>): Pick<Room, 'id' | 'projectId' | 'audience'> | undefined {
  const room = linkedBy(decision) ?? (who.room?.projectId === who.project?.id ? who.room : undefined);
  return room && { ...room, audience: room.audience ?? who.room?.audience ?? 'team' };
}

type Post = FanOut['posts'][number];

/** A line, a form and a press that links the room post the live card there; another press only answers the presser. */
function postsOf({ command, decision, who, intent, read }: Decided): Post[] {
  const answers = intent.surface === 'press' && !read.typed && !linkedBy(decision);
  const room = roomAfter({ decision, who });
  if (answers || !room) return [];
  const subjects: readonly Subject[] = [command.posts?.(decision.next) ?? []].flat();
  const { id: roomId, audience } = room;
  // a room that is only linked now was not the one that the thread is in
  const here = intent.thread !== undefined && roomId === who.room?.id ? { thread: intent.thread } : {};
  return subjects
    .filter(({ kind }) => isShownTo(kind, audience))
    .map((shows) => ({ cardId: v7(), roomId, audience, shows, ...here }));
}

/** Whether a line or form has its message announced in this very room, which then needs no card in the answer. */
function isAnnouncedHere({ command, decision, who, intent, read }: Decided): boolean {
  const { room } = who;
  if (decision.events.length === 0 || (intent.surface === 'press' && !read.typed)) return false;
  if (room?.kind !== 'channel' || room.projectId !== who.project?.id) return false;
  const audience = command.audience?.(decision.next) ?? room.audience;
  return command.announces?.(decision.next) !== undefined && audience === room.audience;
}

function tell(
  { command, decision, who, moment }: Decided,
  {
    projectId,
    scope,
    posts,
    eventId = v7(),
  }: { projectId: string; scope: RedrawScope; posts: Post[]; eventId: string | undefined },
): FanOut {
  const happened = decision.events.length > 0;
  const announced = happened ? command.announces?.(decision.next) : undefined;
  const sent = (happened && command.sends?.(decision.next)) || [];
  const audience = command.audience?.(decision.next);
  const joined = linkedBy(decision);
  const welcome = joined && command.welcome?.(decision.next, who);
  const bound = (card: Card) => bindActions(card, { project: projectId });
  return {
    projectId,
    at: moment.now,
    milestoneIds: scope.milestoneIds,
    isFlat: decision.isFlat === true && isOfOneMilestone(decision),
    everything: scope.everything || reshares(decision, who),
    posts: [...posts, ...sent.map((one) => ({ ...one, cardId: v7() }))],
    edited: happened ? command.rewrites?.(decision.next) : [],
    ...(announced ? { announced: [{ id: v7(), shows: announced, audience }] } : {}),
    // the rooms that get it show the project
    news: [
      ...(happened ? newsOf({ command, decision, who }, audience) : []).map(
        ({ card, audience: readers }) => ({
          id: eventId,
          card: bound(card),
          audience: readers,
        }),
      ),
      ...(welcome ? [{ id: v7(), card: bound(welcome), roomId: joined.id }] : []),
    ],
  };
}

/** The news of a decision for each side that gets it: customers read what they may know (CUS-1). */
function newsOf(
  { command, decision, who }: Pick<Decided, 'command' | 'decision' | 'who'>,
  audience: Room['audience'] | undefined,
): { card: Card; audience: Room['audience'] }[] {
  const forTeam = audience === 'customer' ? undefined : command.news?.(decision.next, who);
  const forCustomer = audience === 'team' ? undefined : command.news?.(withheld(decision.next), who);
  return [
    ...(forTeam ? [{ card: forTeam, audience: 'team' as const }] : []),
    ...(forCustomer ? [{ card: usableCard(forCustomer, who), audience: 'customer' as const }] : []),
  ];
}

const isOfOneMilestone = ({ events }: Decision) =>
  events.every(({ milestoneId }) => milestoneId === events[0]?.milestoneId);

/** Amounts are parts of one price, so one share is seen on every card (PAY-1). */
function reshares({ changes }: Decision, { project }: Who): boolean {
  if (project?.price == null || !project.policies.moneyOn) return false;
  return changes.some((change) => {
    if ('add' in change) return change.add === 'milestone' && change.row.share !== null;
    if (!('alter' in change) || change.alter !== 'milestone') return false;
    return sharing.some((field) => change.set[field] !== undefined);
  });
}

const sharing = ['share', 'parentId', 'droppedAt'] as const;
