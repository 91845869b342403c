import { type BlueprintEvent, blueprintEvents } from './blueprints/events.ts';
import { type CustomerEvent, customerEvents } from './customer/events.ts';
import { type DocumentEvent, documentEvents } from './documents/events.ts';
import { type EndingEvent, endingEvents } from './endings/events.ts';
import { type EventDeclaration, milestoneFields, type RecordsOf } from './event-declaration.ts';
import { type Fields, readFields } from './event-fields.ts';
import { type HealthEvent, healthEvents } from './health/events.ts';
import { type LaunchEvent, launchEvents } from './launch/events.ts';
import { type MoneyEvent, moneyEvents } from './money/events.ts';
import { type PageEvent, pageEvents } from './page/events.ts';
import { type PeopleEvent, peopleEvents } from './people/events.ts';
import { type PlanEvent, planEvents } from './plan/events.ts';
import { type ProjectEvent, projectEvents } from './project/events.ts';
import { type ProposalEvent, proposalEvents } from './proposals/events.ts';
import { type ReviewEvent, reviewEvents } from './review/events.ts';
import { type RhythmEvent, rhythmEvents } from './rhythm/events.ts';
import { type ScopeEvent, scopeEvents } from './scope/events.ts';
import { type StageEvent, stageEvents } from './stages/events.ts';
import { type ThreadEvent, threadEvents } from './thread/events.ts';

/** Every event type, named in the past tense; each event is one activity record (MODEL-8). */
export const events = {
  ...projectEvents,
  ...peopleEvents,
  ...planEvents,
  ...reviewEvents,
  ...healthEvents,
  ...rhythmEvents,
  ...launchEvents,
  ...moneyEvents,
  ...documentEvents,
  ...blueprintEvents,
  ...scopeEvents,
  ...customerEvents,
  ...pageEvents,
  ...proposalEvents,
  ...threadEvents,
  ...endingEvents,
  ...stageEvents,
};

/** An event type. */
export type EventType = keyof typeof events;

/** An event that a command decided, as a union by `type`. */
export type Event =
  | ProjectEvent
  | PeopleEvent
  | PlanEvent
  | ReviewEvent
  | HealthEvent
  | RhythmEvent
  | LaunchEvent
  | MoneyEvent
  | DocumentEvent
  | BlueprintEvent
  | ScopeEvent
  | CustomerEvent
  | PageEvent
  | ProposalEvent
  | ThreadEvent
  | EndingEvent
  | StageEvent;

/** All event types. */
export const eventTypes = Object.keys(events) as EventType[];

/** Returns the declaration of an event type. */
export const declarationOf = (type: EventType): EventDeclaration => events[type];

const isEventType = (type: string): type is EventType => Object.hasOwn(events, type);

/** A stored record of a known type, as a union by `type`. Missing and malformed fields are absent. */
type KnownRecord = RecordsOf<typeof events>;

/** A stored record; `unknown` has a type that another version of Milepost wrote. */
export type EventRecord = KnownRecord | { type: 'unknown'; before: object; after: object };

type DeclaredWith<Name extends 'digest' | 'lookback', Value> = {
  [T in EventType]: (typeof events)[T][Name] extends Value ? T : never;
}[EventType];
/** Event types that a digest reports. */
export type DigestType = Exclude<EventType, DeclaredWith<'digest', null>>;
/** Event types that a retrospective reads. */
export type LookbackType = DeclaredWith<'lookback', true>;

/** The event types that a digest reports. */
export const digestTypes = eventTypes.filter((type) => declarationOf(type).digest !== null) as DigestType[];
/** The event types that a retrospective reads. */
export const lookbackTypes = eventTypes.filter((type) => declarationOf(type).lookback) as LookbackType[];

/** Whether a digest reports a record. */
export const isForDigest = <R extends EventRecord>(record: R): record is Extract<R, { type: DigestType }> =>
  record.type !== 'unknown' && declarationOf(record.type).digest !== null;

/** Whether a retrospective reads a record for its type. */
export const isForLookback = <R extends EventRecord>(
  record: R,
): record is Extract<R, { type: LookbackType }> =>
  record.type !== 'unknown' && declarationOf(record.type).lookback;

/** Returns the due date before and after a record; null if it had none or did not change. */
export const dueDatesOf = ({ before, after }: EventRecord): { was: string | null; is: string | null } => ({
  was: ('dueDate' in before ? before.dueDate : undefined) ?? null,
  is: ('dueDate' in after ? after.dueDate : undefined) ?? null,
});

/** Reads a stored record of the history. */
export function readRecord(type: string, before: unknown, after: unknown): EventRecord {
  if (!isEventType(type)) return { type: 'unknown', before: {}, after: {} };
  const { on, ...sides } = declarationOf(type);
  const shared: Fields = on === 'milestone' || on === 'either' ? milestoneFields : {};
  return {
    type,
    before: readFields({ ...shared, ...sides.before }, before),
    after: readFields({ ...shared, ...sides.after }, after),
  } as KnownRecord;
}

/** Returns the stored sides of an event: the changed milestone fields and its own. */
export const storedSides = ({ fields, before, after }: Event): { before?: object; after?: object } => ({
  ...(fields?.was || before ? { before: { ...fields?.was, ...before } } : {}),
  ...(fields?.is || after ? { after: { ...fields?.is, ...after } } : {}),
});

/** The event types that customers see, always or with a status. */
export const typesForCustomers = (when: 'always' | 'with_status'): EventType[] =>
  eventTypes.filter((type) => declarationOf(type).customer === when);

/** The event types of the customer's feed, always or with a status (CUS-3). */
export const feedTypes = (when: 'always' | 'with_status'): EventType[] =>
  eventTypes.filter((type) => declarationOf(type).feed?.when === when);

/** Event types that only those see who work on a project. */
export const teamTypes: EventType[] = ['cost_logged'];

/** Event types whose notes the supplier and the customer write to each other, so that both may read them. */
export const exchangedTypes: EventType[] = [
  'submitted',
  'approved',
  'approval_given',
  'returned',
  'asked_for_more',
  'question_answered',
  'reopened',
  'change_proposed',
  'change_signed',
  'change_declined',
  'change_withdrawn',
  'dispute_opened',
  'dispute_ended',
  'customer_messaged',
  'csat_given',
  'milestone_rated',
  'proposal_declined',
  'proposal_withdrawn',
];

/** Whose history it is, by what they may see. Their order is part of published addresses. */
export const historyReaders = ['team', 'viewer', 'customer'] as const;
/** Whose history it is, by what they may see. */
export type HistoryReader = (typeof historyReaders)[number];

/** Whether a customer may see a record; they never see its note (CUS-3). */
export function customerMaySee(record: EventRecord): boolean {
  if (record.type === 'unknown') return false;
  const { customer } = declarationOf(record.type);
  return customer === 'always' || (customer === 'with_status' && 'status' in record.after);
}

/** Whether a reader of the history sees a record. */
export const maySee = (reader: HistoryReader, record: EventRecord): boolean =>
  reader === 'customer'
    ? customerMaySee(record)
    : reader === 'team' || record.type === 'unknown' || !teamTypes.includes(record.type);

/**
 * The live cards that events change: those of these milestones and their ancestors, or all. `isSeen`: whether any is
 * redrawn; `isShown`: whether people can see a difference on one.
 */
export type RedrawScope = { isSeen: boolean; isShown: boolean; everything: boolean; milestoneIds: string[] };

/** Returns which live cards to redraw after events; the project's own are included if any are (LIVE-1). */
export function redrawScope(emitted: readonly Event[]): RedrawScope {
  const scopes = emitted.map(({ type }) => declarationOf(type).redraws);
  return {
    isSeen: scopes.some((scope) => scope !== 'none'),
    isShown: scopes.some((scope) => scope !== 'none' && scope !== 'buttons'),
    everything: scopes.includes('all'),
    milestoneIds: [...new Set(emitted.flatMap(touchedMilestones))],
  };
}

/** The milestone, its parents before and after, and those that it was or is linked to. */
const touchedMilestones = ({ type, milestoneId, fields, linkedIds = [] }: Event): string[] =>
  declarationOf(type).redraws === 'milestone'
    ? [milestoneId, fields?.was?.parentId, fields?.is?.parentId, ...linkedIds].flatMap((id) => id ?? [])
    : [];
