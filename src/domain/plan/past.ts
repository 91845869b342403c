import type { Rating } from '../endings/survey.ts';
import type { EventRecord } from '../events.ts';
import type { DecisionPoint } from '../launch/decision-point.ts';
import type { Project } from '../project/project.ts';
import { todayIn } from '../time/dates.ts';
import type { Item, Milestone } from './milestone.ts';

/** A record of the history about work, dates or a milestone's place in the plan. */
export type LookbackEvent = EventRecord & {
  milestoneId: string | null;
  /** An ISO instant. */
  at: string;
  by: string;
  note: string | null;
};

/** A project and its history, for burn-ups and retrospectives. */
export type LookbackFacts = {
  project: Project;
  /** Includes dropped ones, by number. */
  milestones: (Pick<
    Milestone,
    | 'id'
    | 'parentId'
    | 'number'
    | 'name'
    | 'outcome'
    | 'status'
    | 'share'
    | 'dueDate'
    | 'doneAt'
    | 'droppedAt'
    | 'dropReason'
  > & { items: Pick<Item, 'number' | 'done'>[] })[];
  /** Closed decisions, by number. */
  decisions: (Pick<
    DecisionPoint,
    'number' | 'question' | 'outcome' | 'outcomeNote' | 'decidedAt' | 'fellBackAt'
  > & {
    decidedBy: string | null;
  })[];
  /** What the customer said, of the project first, then by milestone. */
  ratings: Rating[];
  /** Oldest first. */
  events: LookbackEvent[];
  /** The first event of the history, an ISO instant. */
  began: string;
};

/** Returns the milestones that were not dropped. */
export const plannedMilestones = ({ milestones }: LookbackFacts): LookbackFacts['milestones'] =>
  milestones.filter(({ droppedAt }) => droppedAt === null);

/** Returns the date of an instant in the project's zone, YYYY-MM-DD. */
export const projectDay = ({ project }: LookbackFacts, at: string): string => todayIn(at, project.zone);
