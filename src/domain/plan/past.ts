import type { EventRecord } from '../events.ts';
import type { DecisionPoint } from '../launch/decision-point.ts';
import type { Project } from '../project/project.ts';
import { todayIn } from '../time/dates.ts';
import type { Item, Milestone } from './milestone.ts';

/** A record of the history that tells of work, of dates, or of a milestone's place in the plan. */
export type LookbackEvent = EventRecord & {
  milestoneId: string | null;
  /** An ISO instant. */
  at: string;
  by: string;
  note: string | null;
};

/** A project as it was and as it came to be: all that looking back needs. */
export type LookbackFacts = {
  project: Project;
  /** Dropped ones too, by number. */
  milestones: (Pick<
    Milestone,
    | 'id'
    | 'parentId'
    | 'number'
    | 'name'
    | 'status'
    | 'share'
    | 'dueDate'
    | 'doneAt'
    | 'droppedAt'
    | 'dropReason'
  > & { items: Pick<Item, 'number' | 'done'>[] })[];
  /** Those that were made, by number. */
  decisions: (Pick<
    DecisionPoint,
    'number' | 'question' | 'outcome' | 'outcomeNote' | 'decidedAt' | 'fellBackAt'
  > & {
    decidedBy: string | null;
  })[];
  /** The oldest first. */
  events: LookbackEvent[];
  /** The first thing that the history knows, an ISO instant. */
  began: string;
};

/** What is still in the plan. */
export const plannedMilestones = ({ milestones }: LookbackFacts): LookbackFacts['milestones'] =>
  milestones.filter(({ droppedAt }) => droppedAt === null);

/** The day of a moment in the project's zone, YYYY-MM-DD. */
export const projectDay = ({ project }: LookbackFacts, at: string): string => todayIn(at, project.zone);
