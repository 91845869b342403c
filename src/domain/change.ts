import type { PlanDocument } from './documents/document.ts';
import type { Event } from './events.ts';
import type { Risk } from './health/risk.ts';
import type { Contingency } from './launch/contingency.ts';
import type { DecisionPoint, Vote } from './launch/decision-point.ts';
import type { Metric, MetricValue } from './launch/metric.ts';
import type { MergeAgreement } from './people/merge.ts';
import type { Organisation } from './people/organisation.ts';
import type { Person, Preferences } from './people/person.ts';
import type { Evidence, Item, Milestone, Review, Update } from './plan/milestone.ts';
import type { Project } from './project/project.ts';
import type { LinkCode, Member, Room, RoomDigest } from './project/room.ts';
import type { ProjectCadence, StandupAnswer } from './rhythm/project-cadence.ts';
import type { Blocker, Snooze } from './time/schedule.ts';

/** A document that was read and waits to be imported (LCH-1). `expiresAt` is an ISO instant. */
export type PendingImport = {
  id: string;
  projectId: string;
  personId: string;
  document: PlanDocument;
  expiresAt: string;
};

/** A request of two people to become one, and what came of it (LIVE-4). Instants are ISO. */
export type Merge = {
  id: string;
  /** Whoever typed the code; they move to the other. */
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

/** Everything that a command may write, by the word for it. */
export type Entities = {
  /** `asksAt` null: the schedule plans the next request for updates anew. */
  project: Project & { asksAt?: string | null };
  milestone: Milestone;
  item: Item;
  evidence: Evidence;
  update: Update;
  review: Review;
  member: Member;
  room: Room & Partial<RoomDigest>;
  linkCode: LinkCode;
  person: Person & Partial<Preferences>;
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
  import: PendingImport;
  organisation: Organisation;
  merge: Merge;
};

/**
 * One row to write (`alter` names only what differs), many rows of a kind with the same fields, two people who turn out to be one, or a project
 * whose zone or days off have changed: the digests of its rooms and of its people are planned anew (RMD-2).
 */
export type Change = RowChange | ManyChange | PeopleChange | { replan: 'project'; id: string };

/**
 * Two people become one, by a merge that was asked for; or one is two again. `agreements` is JSON
 * text. Both need the projects of both to be locked.
 */
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
  /** What a platform said of members with such addresses counts as of `before` at the latest. `domains` is JSON text. */
  | { recheck: 'identity'; platform: string; tenant: string; domains: string; before: string }
  | { part: 'person'; id: string; from: string; into: string; byId: string; at: string };

/** One row to write. */
export type RowChange = {
  [E in keyof Entities]:
    | { add: E; row: Entities[E] }
    | { alter: E; id: string; set: Partial<Entities[E]> }
    | { remove: E; id: string };
}[keyof Entities];

/** Rows of one kind with the same fields: one write however many. `alterMany` finds them by their ids. */
export type ManyChange = {
  [E in keyof Entities]:
    | { addMany: E; rows: Entities[E][] }
    | { alterMany: E; rows: (Partial<Entities[E]> & { id: string })[] };
}[keyof Entities];

/** What a command decided: the rows to write, what to remember of it, and how things stand then. */
export type Decision<Facts = unknown> = {
  changes: Change[];
  events: Event[];
  next: Facts;
  /** The first event is of a milestone that stands and stood at the top: nothing above it shows the change. */
  atTop?: boolean;
};
