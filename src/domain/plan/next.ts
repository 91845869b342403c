import type { PlanFacts, PlanLine } from '../facts.ts';
import { deciders, needs, type Who } from '../project/access.ts';
import { urgencyOf } from '../rhythm/my-work.ts';
import { milestoneState } from './transitions.ts';

/**
 * Returns what waits for a person in a plan, in the order of their work: what is overdue, submissions that they decide
 * on, then their open milestones by due date. `today` is YYYY-MM-DD.
 */
export function nextFor({ project, milestones }: PlanFacts, who: Who, today: string): PlanLine[] {
  const decides = needs(who, deciders(project.policies)) === undefined;
  const waiting = milestones.filter((line) => decides && milestoneState(line) === 'submitted');
  const own = milestones.filter(
    (line) =>
      line.assigneeId === who.person.id &&
      ['upcoming', 'in_progress', 'blocked'].includes(milestoneState(line)),
  );
  return [...waiting, ...own.toSorted(byDueDate)].sort((a, b) => urgencyOf(a, today) - urgencyOf(b, today));
}

/** Those without a date come last, in the order of the plan. */
const byDueDate = (a: PlanLine, b: PlanLine) => (a.dueDate ?? '9').localeCompare(b.dueDate ?? '9');
