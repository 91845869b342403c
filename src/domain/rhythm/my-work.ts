import { isOverdue, isWaiting } from './digest.ts';
import { decides, type Own } from './personal.ts';

/**
 * Returns what waits for a person: their open milestones and the submitted ones that they decide on. Overdue
 * ones come first, then decisions, then the rest by due date. `projectId` narrows it to one project; `today` is
 * YYYY-MM-DD.
 */
export const myWork = (rows: readonly Own[], projectId: string | undefined, today: string): Own[] =>
  rows
    .filter((own) => projectId === undefined || own.project.id === projectId)
    .filter((own) => (isWaiting(own.milestone) ? decides(own) : own.mine && own.milestone.status !== 'done'))
    .sort(
      (a, b) =>
        urgency(a, today) - urgency(b, today) ||
        (a.milestone.dueDate ?? '9').localeCompare(b.milestone.dueDate ?? '9') ||
        a.project.name.localeCompare(b.project.name) ||
        a.milestone.number - b.milestone.number,
    );

function urgency({ milestone }: Own, today: string): number {
  if (isOverdue(milestone, today)) return 0;
  return isWaiting(milestone) ? 1 : 2;
}
