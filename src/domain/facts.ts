import type { Change, Decision } from './change.ts';
import type { OpenAction } from './customer/action-item.ts';
import type { Event } from './events.ts';
import type { Blocker } from './health/blocker.ts';
import type { Risk } from './health/risk.ts';
import type { NoGo, OpenDecision } from './launch/decision-point.ts';
import type { SentInvoice } from './money/sent.ts';
import type { LinkedMilestone } from './plan/dependencies.ts';
import type { Evidence, Item, Milestone, Review, Update } from './plan/milestone.ts';
import type { ProgressNode } from './plan/progress.ts';
import type { Platform } from './platform.ts';
import type { Project } from './project/project.ts';
import type { KnownApproval } from './review/approval.ts';
import type { KnownQuestion } from './review/question.ts';

/** A person as a card names them; `addresses` let a platform mention them. */
export type NamedPerson = {
  name: string;
  addresses: { platform: Platform; tenant: string; user: string }[];
};

/** Somebody who can decide on a review; `zone` null: the project's applies. */
export type Approver = NamedPerson & {
  id: string;
  zone: string | null;
  /** They belong to the company that they coach (STG-2). */
  ofCompany?: boolean;
  /** `until` is the last day, YYYY-MM-DD in their zone. */
  deputies: { id: string; name: string; zone: string | null; until: string }[];
};

/** A review with the names of those who took part. */
export type KnownReview = Review & {
  decidedBy: string | null;
  /** In whose name it was decided, if not in the decider's own. */
  decidedFor: string | null;
  /** Oldest first. */
  questions: KnownQuestion[];
  /** Oldest first. */
  approvals: KnownApproval[];
};

/** A progress update with the names of its author and of who decided on it. */
export type KnownUpdate = Update & { author: string; decidedBy?: string | null };

/** A sub-milestone, as its parent's card shows it. */
export type SubMilestone = ProgressNode & Pick<Milestone, 'number' | 'name' | 'outcome' | 'submittedAt'>;

/** What is known of one milestone: commands decide on it and its card shows it. */
export type MilestoneFacts = {
  project: Project;
  milestone: Milestone;
  /** By number. */
  items: Item[];
  evidence: Evidence[];
  /** The latest one that counts. */
  lastUpdate: KnownUpdate | null;
  /** A later one that waits for a coach, or that a coach rejected (APR-7); null without one. */
  report: KnownUpdate | null;
  /** The latest review; its outcome says whether it is open. */
  review: KnownReview | null;
  /** Open blockers, by number. */
  blockers: Blocker[];
  assignee: string | null;
  submittedBy: string | null;
  doneBy: string | null;
  /** All descendants. */
  children: SubMilestone[];
  /** What must be done before it starts, and what must wait for it, by number (MODEL-3). */
  requires: LinkedMilestone[];
  enables: LinkedMilestone[];
  /** Its open risks, by number. */
  risks: Risk[];
  /** The shares of the project's top-level milestones, by number: amounts are parts of one price (PAY-1). */
  shares: { id: string; share: number }[];
  /** The milestone at the top above it, which is invoiced for it; null at the top, and without a price. */
  payer: Pick<Milestone, 'id' | 'number' | 'name' | 'outcome' | 'share' | 'extra'> | null;
  /** The sent invoices of its project, by age; none where it has no price. */
  invoices: SentInvoice[];
  /** Milestones of its project that stop the work, because nobody decided on them in time (APR-5), by number. */
  undecided: Pick<Milestone, 'number' | 'name' | 'outcome'>[];
  /** The people who can decide on a review. */
  approvers: Approver[];
};

/** A submission: the facts of its milestone, with this review in place of the latest one. */
export type ReviewFacts = MilestoneFacts & { review: KnownReview };

/** A milestone in a list of the plan. */
export type PlanLine = SubMilestone &
  Pick<
    Milestone,
    'order' | 'outcome' | 'dueDate' | 'ownerParty' | 'assigneeId' | 'blocksGoLive' | 'priority'
  >;

/** A project with its plan. */
export type PlanFacts = {
  project: Project;
  /** Without dropped ones; parents before children, siblings in order. */
  milestones: PlanLine[];
};

/** What is open in a project. */
export type ProjectFacts = PlanFacts & {
  /** Open blockers, by number. */
  blockers: Blocker[];
  /** Unresolved risks, by number. */
  risks: Risk[];
  /** Open decisions, by day. */
  decisions: OpenDecision[];
  /** No-gos whose fallback was not carried out, by number. */
  noGos: NoGo[];
  /** Open actions of the customer that block the go-live, by number. */
  actions: OpenAction[];
  /** Sent invoices, by age. */
  invoices: SentInvoice[];
  /** The first event of the history, an ISO instant. */
  began: string;
};

/** The same with who approves, which only the project's card says. */
export type ProjectCardFacts = ProjectFacts & {
  /** Names of the active people who hold the role that approves, sorted. */
  approvers: string[];
  /** Milestones that stop the work, because nobody decided on them in time (APR-5), by number. */
  undecided: MilestoneFacts['undecided'];
};

/** What the health of a project is computed from, beyond its badges (HLT-4, HLT-5). */
export type HealthFacts = Omit<ProjectFacts, 'milestones' | 'decisions'> & {
  /** Change orders that were proposed and not taken back (HLT-4). */
  changeRequests: number;
  milestones: (Omit<PlanLine, 'items'> &
    Pick<Milestone, 'startDate' | 'riskAfter' | 'doneAt' | 'extra'> & {
      items: Pick<Item, 'id' | 'number' | 'kind' | 'text' | 'done'>[];
      /** Metrics only, oldest first. */
      evidence: Pick<Evidence, 'itemId' | 'value' | 'target'>[];
      /** The outcome of its last submission; null if never submitted. */
      lastReview: Review['outcome'] | null;
    })[];
};

/** Returns the facts of a milestone that was just made: nothing but itself is known of it. */
export const newFacts = (
  made: Pick<MilestoneFacts, 'project' | 'milestone' | 'assignee'>,
): MilestoneFacts => ({
  items: [],
  evidence: [],
  lastUpdate: null,
  report: null,
  review: null,
  blockers: [],
  submittedBy: null,
  doneBy: null,
  children: [],
  invoices: [],
  risks: [],
  requires: [],
  enables: [],
  shares: [],
  payer: null,
  undecided: [],
  approvers: [],
  ...made,
});

type WithoutMilestone<E> = E extends { milestoneId?: string }
  ? Omit<E, 'milestoneId' | 'fields' | 'projectId'>
  : never;
/** An event of a milestone, without the fields that `alterMilestone` adds. */
export type MilestoneEvent = WithoutMilestone<Event>;

/**
 * Returns a decision that changes a milestone: the changed fields, one event, and the facts afterwards.
 * `more` are changes to other rows.
 */
export function alterMilestone(
  facts: MilestoneFacts,
  event: MilestoneEvent,
  set: Partial<Milestone>,
  next: Partial<MilestoneFacts> = {},
  more: Change[] = [],
): Decision<MilestoneFacts> {
  const { milestone } = facts;
  const fields = (Object.keys(set) as (keyof Milestone)[]).filter((field) => set[field] !== milestone[field]);
  const changed = Object.fromEntries(fields.map((field) => [field, set[field]])) as Partial<Milestone>;
  const was = Object.fromEntries(fields.map((field) => [field, milestone[field]])) as Partial<Milestone>;
  const version = milestone.version + 1;
  return {
    changes: [{ alter: 'milestone', id: milestone.id, set: { ...changed, version }, was }, ...more],
    events: [
      {
        ...event,
        milestoneId: milestone.id,
        fields: { was, is: changed },
        note: event.note || undefined,
      },
    ],
    next: { ...facts, ...next, milestone: { ...milestone, ...changed, version } },
    isFlat:
      milestone.parentId === null &&
      !changed.parentId &&
      [facts.requires, facts.enables, next.requires ?? [], next.enables ?? []].every(
        (linked) => linked.length === 0,
      ),
  };
}

/** Returns a decision that changes a project: the fields, one event, and the facts afterwards. `more` are other changes. */
export function alterProject<Facts extends { project: Project }>(
  facts: Facts,
  event: Event,
  fields: Partial<Project> & { asksAt?: null },
  more: Change[] = [],
): Decision<Facts> {
  const { project } = facts;
  const set = { ...fields, version: project.version + 1 };
  const changes: Change[] = [{ alter: 'project', id: project.id, set }, ...more];
  return { changes, events: [event], next: { ...facts, project: { ...project, ...set } } };
}
