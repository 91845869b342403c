import type { Change, Decision } from './change.ts';
import type { Event } from './events.ts';
import type { Risk } from './health/risk.ts';
import type { OpenDecision } from './launch/decision-point.ts';
import type { Evidence, Item, Milestone, Review, Update } from './plan/milestone.ts';
import type { ProgressNode } from './plan/progress.ts';
import type { Platform } from './platform.ts';
import type { Project } from './project/project.ts';
import type { Blocker } from './time/schedule.ts';

/** Somebody as a card names them; `addresses` let a platform ping them. */
export type NamedPerson = {
  name: string;
  addresses: { platform: Platform; tenant: string; user: string }[];
};

/** A sub-milestone, as its parent's card needs it. */
export type SubMilestone = ProgressNode & Pick<Milestone, 'number' | 'name'>;

/** Everything that is known of one milestone: what commands decide on and its card shows. */
export type MilestoneFacts = {
  project: Project;
  milestone: Milestone;
  /** By number. */
  items: Item[];
  evidence: Evidence[];
  lastUpdate: (Update & { author: string }) | null;
  /** The latest; its outcome says whether it is open. */
  review: (Review & { decidedBy: string | null }) | null;
  /** The open ones, by number. */
  blockers: Blocker[];
  assignee: string | null;
  submittedBy: string | null;
  doneBy: string | null;
  /** Every milestone below it. */
  children: SubMilestone[];
  /** Of the project's top-level milestones that have one, by number: amounts are parts of one price (PAY-1). */
  shares: { id: string; share: number }[];
  /** Who holds the role that decides on reviews. */
  approvers: NamedPerson[];
};

/** A milestone, as a list of the plan shows it. */
export type PlanLine = SubMilestone &
  Pick<Milestone, 'order' | 'dueDate' | 'submittedAt' | 'ownerParty' | 'assigneeId' | 'blocksGoLive'>;

/** A project with its plan. */
export type PlanFacts = {
  project: Project;
  /** Not dropped, parents before children, each in its order. */
  milestones: PlanLine[];
};

/** Everything that a project's card shows. */
export type ProjectFacts = PlanFacts & {
  /** The open ones, by number. */
  blockers: Blocker[];
  /** Those that are not resolved, by number. */
  risks: Risk[];
  /** Those that are open, by day. */
  decisions: OpenDecision[];
};

/** Everything that the health of a project is told from, beyond its badges (HLT-4, HLT-5). */
export type HealthFacts = Omit<ProjectFacts, 'milestones' | 'decisions'> & {
  milestones: (Omit<PlanLine, 'items'> &
    Pick<Milestone, 'startDate' | 'riskAfter' | 'doneAt'> & {
      items: Pick<Item, 'id' | 'number' | 'kind' | 'text' | 'done'>[];
      /** Figures only; the newest last. */
      evidence: Pick<Evidence, 'itemId' | 'value' | 'target'>[];
      /** How its last submission ended; null where there was none. */
      lastReview: Review['outcome'] | null;
    })[];
  /** The first thing that the history knows, an ISO instant. */
  began: string;
};

type Each<E> = E extends { milestoneId?: string } ? Omit<E, 'milestoneId' | 'fields' | 'projectId'> : never;
/** An event of a milestone, without what is known from its facts. */
export type MilestoneEvent = Each<Event>;

/**
 * Decides that a milestone changes: writes what differs, remembers it as one event, and says how
 * it stands then. `more` are changes to its parts.
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
    changes: [{ alter: 'milestone', id: milestone.id, set: { ...changed, version } }, ...more],
    events: [
      {
        ...event,
        milestoneId: milestone.id,
        fields: { was, is: changed },
        note: event.note || undefined,
      },
    ],
    next: { ...facts, ...next, milestone: { ...milestone, ...changed, version } },
    atTop: milestone.parentId === null && !changed.parentId,
  };
}
