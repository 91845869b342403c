import type { Milestone } from '../plan/milestone.ts';
import { isOverdue, isWaiting } from './digest.ts';
import { decides, type Own, type OwnRisk, type OwnVote } from './personal.ts';

/** Everything that waits for a person, in all their projects. */
export type MyWork = {
  /** Their open milestones and the submitted ones that they decide on, the most urgent first. */
  milestones: Own[];
  votes: OwnVote[];
  risks: OwnRisk[];
};

/**
 * Returns the milestones that wait for a person. Overdue ones come first, then decisions, then the rest by due date.
 * `today` is YYYY-MM-DD.
 */
export const waitingMilestones = (rows: readonly Own[], today: string): Own[] =>
  rows
    .filter((own) => (isWaiting(own.milestone) ? decides(own) : own.mine && own.milestone.status !== 'done'))
    .sort(
      (a, b) =>
        urgencyOf(a.milestone, today) - urgencyOf(b.milestone, today) ||
        (a.milestone.dueDate ?? '9').localeCompare(b.milestone.dueDate ?? '9') ||
        a.project.name.localeCompare(b.project.name) ||
        a.milestone.number - b.milestone.number,
    );

/** Returns the rank of what waits: overdue, then a decision, then other work. */
export function urgencyOf(
  milestone: Pick<Milestone, 'dueDate' | 'status' | 'submittedAt'>,
  today: string,
): 0 | 1 | 2 {
  if (isOverdue(milestone, today)) return 0;
  return isWaiting(milestone) ? 1 : 2;
}
