import {
  day,
  type Field,
  type Fields,
  flag,
  type GivenFields,
  nullable,
  number,
  type StoredFields,
  text,
} from './event-fields.ts';
import type { Milestone } from './plan/milestone.ts';
import type { ChangeKind } from './rhythm/change-kinds.ts';

/**
 * Which live cards an event changes. `project`: the project's own card, decisions and contingencies;
 * `buttons`: the same, of which only the versions in their buttons change; `milestone`: these and the milestone's
 * card and its ancestors'; `all`: every card of the project.
 */
export type Redraws = 'none' | 'buttons' | 'project' | 'milestone' | 'all';

/**
 * Whether `undo` takes an event back (MODEL-8). Every undoable event is reversed by the rows that its command
 * wrote. `passed`: it changes nothing in the project, so `undo` looks past it to the change before. Otherwise it
 * is final: `instead` is the command to use.
 */
export type UndoRule = 'yes' | 'passed' | FinalEvent;

/** Why an event is final: others rely on it, a message was sent, or a link has a command of its own. */
export type FinalEvent = {
  why: 'decided' | 'sent' | 'linked' | 'founded' | 'shared';
  instead: InsteadCommand | null;
};

/** The commands that correct a final event. `cards/views/project/undo.ts` words each. */
export type InsteadCommand =
  | 'reopen'
  | 'return'
  | 'submit'
  | 'decision'
  | 'link'
  | 'unlink'
  | 'cadence'
  | 'credit'
  | 'dispute'
  | 'dispute-end'
  | 'change'
  | 'decline'
  | 'withdraw'
  | 'proposal-withdraw'
  | 'csat'
  | 'blueprint-save'
  | 'blueprint-remove'
  | 'invite-customer'
  | 'revoke'
  | 'achieve'
  | 'unachieve';

/**
 * A line of the customer's feed: `words` follow the name of the subject. `with_status`: only if the milestone's status
 * changed. Never an edit, a deletion, an assignment or a comment.
 */
export type FeedNews = { when: 'always' | 'with_status'; words: string };

/** What is declared of an event type. Each capability declares its own events. */
export type EventDeclaration = {
  /**
   * The subject. `either`: a milestone or the project. `person`: a person or the workspace, so it is in no
   * project's history.
   */
  on: 'milestone' | 'either' | 'project' | 'person';
  redraws: Redraws;
  /** What the history says that somebody did: "reported progress". */
  verb: string;
  /** Whether a customer may see it (CUS-3). `with_status`: only if the milestone's status changed. */
  customer: 'always' | 'with_status' | 'never';
  /** The news that a customer reads of it (CUS-3): a status that was reached, or something created; absent: none. */
  feed?: FeedNews;
  /** The kind of change that a digest reports (RMD-3); null: none. */
  digest: ChangeKind | null;
  /** Whether `undo` takes it back. */
  undo: UndoRule;
  /** Whether a retrospective reads it. It also reads every event that moved a milestone's date. */
  lookback: boolean;
  /** Fields it carries besides those of its milestone. */
  before?: Fields;
  after?: Fields;
};

/** Declares the events of a capability, by type. */
export const declareEvents = <const D extends Readonly<Record<string, EventDeclaration>>>(events: D): D =>
  events;

/** The milestone fields that every event of a milestone carries for readers of the history. */
export const milestoneFields = {
  parentId: nullable(text),
  number,
  name: text,
  description: nullable(text),
  type: text,
  share: nullable(number),
  status: text,
  ownerParty: text,
  outcome: nullable(text),
  blocksGoLive: flag,
  startDate: nullable(day),
  dueDate: nullable(day),
  priority: text,
  riskAfter: nullable(number),
  percent: nullable(number),
} satisfies { [F in keyof Milestone]?: Field<unknown> };

/** The changed fields of a milestone, before and after. */
type MilestoneChange = { was?: Partial<Milestone>; is?: Partial<Milestone> };

type MilestoneFields = {
  fields?: MilestoneChange;
  /** Further milestones whose cards show the change; not stored. */
  linkedIds?: readonly string[];
};
type SubjectOf<On> = On extends 'milestone'
  ? MilestoneFields & { milestoneId: string }
  : On extends 'either'
    ? MilestoneFields & { milestoneId?: string }
    : { milestoneId?: undefined; fields?: undefined; linkedIds?: undefined };

type Side<Name extends 'before' | 'after', D> = D extends { [N in Name]: infer F }
  ? object extends GivenFields<F>
    ? { [N in Name]?: GivenFields<F> }
    : { [N in Name]: GivenFields<F> }
  : { [N in Name]?: undefined };

type EventOf<Type, D extends EventDeclaration> = {
  type: Type;
  /** Absent: the project of the command. */
  projectId?: string | undefined;
  /** The reason or note that a person gave. */
  note?: string | undefined;
} & SubjectOf<D['on']> &
  Side<'before', D> &
  Side<'after', D>;

/** The events of a table of declarations, as a union by `type`. */
export type EventsOf<D extends Readonly<Record<string, EventDeclaration>>> = {
  [T in keyof D]: EventOf<T, D[T]>;
}[keyof D];

type StoredOf<Name extends 'before' | 'after', D extends EventDeclaration> = (D['on'] extends
  | 'milestone'
  | 'either'
  ? StoredFields<typeof milestoneFields>
  : object) &
  (D extends { [N in Name]: infer F } ? StoredFields<F> : object);

/** The same events as stored records, as a union by `type`. */
export type RecordsOf<D extends Readonly<Record<string, EventDeclaration>>> = {
  [T in keyof D]: { type: T; before: StoredOf<'before', D[T]>; after: StoredOf<'after', D[T]> };
}[keyof D];
