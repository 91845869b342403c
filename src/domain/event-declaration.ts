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
 * Which live cards show an event: none; those of the project itself (its own, its decisions and
 * contingencies); these and those of the milestone and of every milestone above it; all of the project.
 */
export type Redraws = 'none' | 'project' | 'milestone' | 'all';

/** What an event is, beyond its name. Each capability declares its own beside its rules. */
export type EventDeclaration = {
  /**
   * What it happens to. `either`: to a milestone or to the project as a whole. `person`: to a person
   * or to the workspace; it is in no project's history.
   */
  on: 'milestone' | 'either' | 'project' | 'person';
  redraws: Redraws;
  /** What the history says that somebody did: "reported progress". */
  verb: string;
  /** Whether a customer may see it (CUS-3). `with_status`: only where it changed the milestone's status. */
  customer: 'always' | 'with_status' | 'never';
  /** What a digest tells of it (RMD-3); null: nothing. */
  digest: ChangeKind | null;
  /** Looking back on a project reads it. Whatever moved a milestone's date is read besides. */
  lookback: boolean;
  /** What it carries of the time before and after it, besides the fields of its milestone. */
  before?: Fields;
  after?: Fields;
};

/** Declares the events of a capability, by type. */
export const declareEvents = <const D extends Readonly<Record<string, EventDeclaration>>>(events: D): D =>
  events;

/** The fields of a milestone that readers of the history look at, in every event of a milestone. */
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

/** What became of the fields of a milestone: only those that changed. */
export type MilestoneChange = { was?: Partial<Milestone>; is?: Partial<Milestone> };

type OfMilestone = { fields?: MilestoneChange };
type Place<On> = On extends 'milestone'
  ? OfMilestone & { milestoneId: string }
  : On extends 'either'
    ? OfMilestone & { milestoneId?: string }
    : { milestoneId?: undefined; fields?: undefined };

type Side<Name extends 'before' | 'after', D> = D extends { [N in Name]: infer F }
  ? object extends GivenFields<F>
    ? { [N in Name]?: GivenFields<F> }
    : { [N in Name]: GivenFields<F> }
  : { [N in Name]?: undefined };

type EventOf<Type, D extends EventDeclaration> = {
  type: Type;
  /** Absent: the project in which the command was given. */
  projectId?: string | undefined;
  /** The reason or note that a person gave. */
  note?: string | undefined;
} & Place<D['on']> &
  Side<'before', D> &
  Side<'after', D>;

/** The events of a table of declarations, as a union by `type`. */
export type EventsOf<D extends Readonly<Record<string, EventDeclaration>>> = {
  [T in keyof D]: EventOf<T, D[T]>;
}[keyof D];

type KeptOf<Name extends 'before' | 'after', D extends EventDeclaration> = (D['on'] extends
  | 'milestone'
  | 'either'
  ? StoredFields<typeof milestoneFields>
  : object) &
  (D extends { [N in Name]: infer F } ? StoredFields<F> : object);

/** The same events as stored records, as a union by `type`. */
export type RecordsOf<D extends Readonly<Record<string, EventDeclaration>>> = {
  [T in keyof D]: { type: T; before: KeptOf<'before', D[T]>; after: KeptOf<'after', D[T]> };
}[keyof D];
