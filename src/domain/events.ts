import { type DocumentEvent, documentEvents } from './documents/events.ts';
import { type EventDeclaration, milestoneFields, type RecordsOf } from './event-declaration.ts';
import { type Fields, readFields } from './event-fields.ts';
import { type HealthEvent, healthEvents } from './health/events.ts';
import { type LaunchEvent, launchEvents } from './launch/events.ts';
import { type PeopleEvent, peopleEvents } from './people/events.ts';
import { type PlanEvent, planEvents } from './plan/events.ts';
import { type ProjectEvent, projectEvents } from './project/events.ts';
import { type ReviewEvent, reviewEvents } from './review/events.ts';
import { type RhythmEvent, rhythmEvents } from './rhythm/events.ts';

/** Everything that can happen, in the past tense; one activity record each (MODEL-8). */
export const events = {
  ...projectEvents,
  ...peopleEvents,
  ...planEvents,
  ...reviewEvents,
  ...healthEvents,
  ...rhythmEvents,
  ...launchEvents,
  ...documentEvents,
};

/** A kind of event. */
export type EventType = keyof typeof events;

/** What happened, as a command decides it: a union by `type`, each with what it carries. */
export type Event =
  | ProjectEvent
  | PeopleEvent
  | PlanEvent
  | ReviewEvent
  | HealthEvent
  | RhythmEvent
  | LaunchEvent
  | DocumentEvent;

/** Every kind of event. */
export const eventTypes = Object.keys(events) as EventType[];

/** What is declared of a kind of event. */
export const declarationOf = (type: EventType): EventDeclaration => events[type];

const isEventType = (type: string): type is EventType => Object.hasOwn(events, type);

/** A stored record of a kind that this version declares, as a union by `type`. Fields that are missing or malformed are absent. */
export type KnownRecord = RecordsOf<typeof events>;

/** A stored record; `unknown` is of a kind that another version of Milepost wrote. */
export type EventRecord = KnownRecord | { type: 'unknown'; before: object; after: object };

type DeclaredWith<Name extends 'digest' | 'lookback', Value> = {
  [T in EventType]: (typeof events)[T][Name] extends Value ? T : never;
}[EventType];
/** Events that a digest tells of. */
export type DigestType = Exclude<EventType, DeclaredWith<'digest', null>>;
/** Events that looking back on a project reads. */
export type LookbackType = DeclaredWith<'lookback', true>;

/** The events that a digest tells of. */
export const digestTypes = eventTypes.filter((type) => declarationOf(type).digest !== null) as DigestType[];
/** The events that looking back on a project reads. */
export const lookbackTypes = eventTypes.filter((type) => declarationOf(type).lookback) as LookbackType[];

/** Whether a digest tells of a record. */
export const isForDigest = <R extends EventRecord>(record: R): record is Extract<R, { type: DigestType }> =>
  record.type !== 'unknown' && declarationOf(record.type).digest !== null;

/** Whether looking back on a project reads a record for what it is. */
export const isForLookback = <R extends EventRecord>(
  record: R,
): record is Extract<R, { type: LookbackType }> =>
  record.type !== 'unknown' && declarationOf(record.type).lookback;

/** The due date of the milestone before and after a record; null where it had none or did not change. */
export const dueDatesOf = ({ before, after }: EventRecord): { was: string | null; is: string | null } => ({
  was: ('dueDate' in before ? before.dueDate : undefined) ?? null,
  is: ('dueDate' in after ? after.dueDate : undefined) ?? null,
});

/** Reads a record of the history as it is stored. */
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

/** An event as it is stored: the changed fields of its milestone beside what it carries itself. */
export const storedSides = ({ fields, before, after }: Event): { before?: object; after?: object } => ({
  ...(fields?.was || before ? { before: { ...fields?.was, ...before } } : {}),
  ...(fields?.is || after ? { after: { ...fields?.is, ...after } } : {}),
});

/** Whether a customer may see that it happened; its note is never theirs (CUS-3). */
export function customerMaySee(record: EventRecord): boolean {
  if (record.type === 'unknown') return false;
  const { customer } = declarationOf(record.type);
  return customer === 'always' || (customer === 'with_status' && 'status' in record.after);
}

/** Which live cards some events change: those of these milestones and of all above them, or all. */
export type RedrawScope = { isSeen: boolean; everything: boolean; milestoneIds: string[] };

/** The live cards that must be redrawn after some events; the project's own are among them if any is (LIVE-1). */
export function redrawScope(happened: readonly Event[]): RedrawScope {
  const scopes = happened.map(({ type }) => declarationOf(type).redraws);
  return {
    isSeen: scopes.some((scope) => scope !== 'none'),
    everything: scopes.includes('all'),
    milestoneIds: [...new Set(happened.flatMap(touched))],
  };
}

/** The milestone, and the parents that it had and has. */
const touched = ({ type, milestoneId, fields }: Event): string[] =>
  declarationOf(type).redraws === 'milestone'
    ? [milestoneId, fields?.was?.parentId, fields?.is?.parentId].flatMap((id) => id ?? [])
    : [];
