import type { PlanLine } from '../facts.ts';
import { isOverdue, isSoon, isWaiting } from '../rhythm/digest.ts';
import { fold } from '../text/fold.ts';
import type { Party, Priority, Status } from './milestone.ts';

/** What a list of milestones is narrowed to; an absent part leaves nothing out. */
export type PlanFilter = {
  status?: Status | 'waiting' | undefined;
  /** A person by id, or the side whose work it is. */
  owner?: { id: string } | Party | undefined;
  priority?: Priority | undefined;
  due?: 'soon' | 'overdue' | undefined;
  /** Words of the name, or the number. */
  text?: string | undefined;
};

/** Returns the milestones that pass all parts of a filter. `today` is YYYY-MM-DD in the project's zone. */
export const filterPlan = (
  milestones: readonly PlanLine[],
  { status, owner, priority, due, text }: PlanFilter,
  today: string,
): PlanLine[] =>
  milestones.filter(
    (milestone) =>
      (!status || isIn(milestone, status)) &&
      (!owner || isOf(milestone, owner)) &&
      (!priority || milestone.priority === priority) &&
      (!due || isDue[due](milestone, today)) &&
      (!text || isNamed(milestone, text)),
  );

const isDue = { soon: isSoon, overdue: isOverdue };

const isIn = (milestone: PlanLine, status: Status | 'waiting') =>
  status === 'waiting' ? isWaiting(milestone) : milestone.status === status;

const isOf = (milestone: PlanLine, owner: { id: string } | Party) =>
  typeof owner === 'string' ? milestone.ownerParty === owner : milestone.assigneeId === owner.id;

/** Whether the name contains every word of the text, in any order; a number may be that of the milestone. */
function isNamed({ number, name }: PlanLine, text: string): boolean {
  const folded = fold(name);
  return fold(text)
    .split(' ')
    .every((word) => folded.includes(word) || word.replace(/^#/, '') === String(number));
}
