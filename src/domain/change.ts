import type { SavedBlueprint } from './blueprints/find.ts';
import type { ActionItem } from './customer/action-item.ts';
import type { LoggedChange } from './customer/logged-change.ts';
import type { PlanDocument } from './documents/document.ts';
import type { Survey } from './endings/survey.ts';
import type { Event } from './events.ts';
import type { Blocker } from './health/blocker.ts';
import type { Risk } from './health/risk.ts';
import type { Contingency } from './launch/contingency.ts';
import type { DecisionPoint, Vote } from './launch/decision-point.ts';
import type { Metric, MetricValue } from './launch/metric.ts';
import type { Cost, StoredInvoice, StoredSettlement } from './money/invoice.ts';
import type { AddedIdentity, CustomerPage } from './page/customer-page.ts';
import type { MergeAgreement } from './people/merge.ts';
import type { Organisation } from './people/organisation.ts';
import type { Person, Preferences } from './people/person.ts';
import type { Dependency } from './plan/dependencies.ts';
import type { Evidence, Item, Milestone, Review, Update } from './plan/milestone.ts';
import type { Project } from './project/project.ts';
import type { LinkCode, Member, Room, RoomDigest } from './project/room.ts';
import type { Proposal } from './proposals/proposal.ts';
import type { Approval, Deputy } from './review/approval.ts';
import type { Question } from './review/question.ts';
import type { Reaction } from './review/reaction.ts';
import type { ProjectCadence, StandupAnswer } from './rhythm/project-cadence.ts';
import type { Snooze } from './rhythm/snooze.ts';
import type { ChangeOrder } from './scope/change-order.ts';
import type { Achievement } from './stages/achievement.ts';
import type { Programme, ProgrammeCompany } from './stages/programmes/programme.ts';
import type { ProgrammeAnswer, ProgrammeQuestion } from './stages/programmes/programme-question.ts';
import type { Message } from './thread/message.ts';

/** A document that was read and waits to be imported (LCH-1). `expiresAt` is an ISO instant. */
export type PendingImport = {
  id: string;
  projectId: string;
  personId: string;
  document: PlanDocument;
  expiresAt: string;
};

/** A request to merge two people, and its outcome (LIVE-4). Instants are ISO. */
export type Merge = {
  id: string;
  /** The person who typed the code; their account is merged into the other. */
  fromId: string;
  intoId: string;
  by: 'code' | 'address';
  state: 'asked' | 'done' | 'declined' | 'undone';
  askedAt: string;
  expiresAt: string | null;
  fromAgreedAt: string | null;
  intoAgreedAt: string | null;
  agreements: MergeAgreement[];
  settledById: string | null;
  settledAt: string | null;
};

/** The types of rows that a command may write, by kind. */
export type Entities = {
  /** `asksAt` null: the schedule computes the next request for updates again. */
  project: Project & { asksAt?: string | null };
  milestone: Milestone;
  item: Item;
  dependency: Dependency;
  evidence: Evidence;
  reaction: Reaction;
  update: Update;
  /** `clockAt` null: the schedule computes the next instant of its clock again. */
  review: Review & { clockAt?: string | null };
  question: Question;
  approval: Approval;
  deputy: Deputy;
  member: Member;
  room: Room & Partial<RoomDigest>;
  linkCode: LinkCode;
  person: Person & Partial<Preferences>;
  identity: AddedIdentity;
  page: CustomerPage;
  blocker: Blocker;
  snooze: Snooze;
  metric: Metric;
  metricValue: MetricValue;
  risk: Risk;
  cadence: ProjectCadence;
  standupAnswer: StandupAnswer;
  decision: DecisionPoint;
  vote: Vote;
  contingency: Contingency;
  invoice: StoredInvoice;
  settlement: StoredSettlement;
  cost: Cost;
  import: PendingImport;
  blueprint: SavedBlueprint;
  organisation: Organisation;
  merge: Merge;
  changeOrder: ChangeOrder;
  proposal: Proposal;
  survey: Survey;
  message: Message;
  actionItem: ActionItem;
  loggedChange: LoggedChange;
  achievement: Achievement;
  programme: Programme;
  programmeCompany: ProgrammeCompany;
  programmeQuestion: ProgrammeQuestion;
  programmeAnswer: ProgrammeAnswer;
};

/**
 * A write that a command decided: one row (`alter` names only changed fields), many rows of a kind, a merge
 * of people, or `replan`, which schedules the digests of a project's rooms and members again after its zone
 * or days off changed (RMD-2).
 */
export type Change = RowChange | ManyChange | PeopleChange | { replan: 'project'; id: string };

/** Merges two people or undoes a merge. `agreements` is JSON text. The projects of both must be locked. */
export type PeopleChange =
  | {
      merge: 'person';
      id: string;
      from: string;
      into: string;
      agreements: string;
      settledById: string;
      settledAt: string;
    }
  /**
   * Expires what a platform said of members with these mail domains: it counts as read at `before` or
   * earlier. `domains` is JSON text.
   */
  | { recheck: 'identity'; platform: string; tenant: string; domains: string; before: string }
  | { part: 'person'; id: string; from: string; into: string; byId: string; at: string };

/** One row to write. */
type RowChange =
  | {
      [E in keyof Entities]:
        | { add: E; row: Entities[E] }
        // `was`: the fields as the command read them, for `undo`; without it the save reads them
        | { alter: E; id: string; set: Partial<Entities[E]>; was?: Partial<Entities[E]> };
    }[keyof Entities]
  // no union over the kinds: TypeScript compares at most 25 members
  | { remove: keyof Entities; id: string };

/** Rows of one kind with the same fields, in one statement. `alterMany` finds them by id. */
export type ManyChange = {
  [E in keyof Entities]:
    | { addMany: E; rows: Entities[E][] }
    | { alterMany: E; rows: (Partial<Entities[E]> & { id: string })[] };
}[keyof Entities];

/** What a command decided: the rows to write, the events to record, and the facts afterwards. */
export type Decision<Facts = unknown> = {
  changes: Change[];
  events: Event[];
  next: Facts;
  /** The first event is of a milestone that was and stays at the top level without links: no other card shows it. */
  isFlat?: boolean;
  /** Both sides have signed these changes, so that a locked scope takes them (SCP-3). */
  isAgreed?: true;
};
