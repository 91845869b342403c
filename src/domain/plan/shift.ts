import type { Project } from '../project/project.ts';
import { dateOf, dayNumber } from '../time/dates.ts';
import type { Milestone, Priority } from './milestone.ts';

/** A date before and after, YYYY-MM-DD. */
export type DateChange = { was: string; is: string };

/** A milestone, as far as its dates go. */
export type DatedMilestone = Pick<
  Milestone,
  'id' | 'parentId' | 'number' | 'name' | 'status' | 'priority' | 'startDate' | 'dueDate' | 'version'
>;

/** What a shift moves. */
export type Shift = {
  target: DateChange | null;
  /** By their first new date. */
  milestones: (Pick<DatedMilestone, 'id' | 'number' | 'name' | 'version'> & {
    start: DateChange | null;
    due: DateChange | null;
  })[];
};

/** A plan, as far as its dates go. */
export type DatedPlan = { project: Pick<Project, 'target'>; milestones: readonly DatedMilestone[] };

/**
 * What moves when the plan is shifted by whole days (LCH-5): the go-live, and of each milestone that is
 * not done every date on or after the day `from` (YYYY-MM-DD). What has passed stays: the start of work
 * that has begun, and what is overdue.
 */
export function shiftPlan({ project: { target }, milestones }: DatedPlan, days: number, from: string): Shift {
  const by = (date: string): DateChange => ({ was: date, is: dateOf(dayNumber(date) + days) });
  const moved = (date: string | null) => (date !== null && date >= from ? by(date) : null);
  return {
    target: target === null ? null : by(target),
    milestones: milestones
      .filter(({ status }) => status !== 'done')
      .map(({ id, number, name, version, startDate, dueDate }) => {
        return { id, number, name, version, start: moved(startDate), due: moved(dueDate) };
      })
      .filter(({ start, due }) => start !== null || due !== null)
      .sort((a, b) => first(a).localeCompare(first(b)) || a.number - b.number),
  };
}

const first = ({ start, due }: Shift['milestones'][number]) => (due ?? start)?.is ?? '';

/** Whether a shift moves anything. */
export const isEmptyShift = ({ target, milestones }: Shift): boolean =>
  target === null && milestones.length === 0;

/**
 * What leaves the plan when priorities are dropped: their milestones that are not done, but for those
 * above something that stays.
 */
export function droppableMilestones(
  milestones: readonly DatedMilestone[],
  priorities: readonly Priority[],
): DatedMilestone[] {
  const stays = new Set<string>();
  const byId = new Map(milestones.map((one) => [one.id, one]));
  for (const one of milestones) {
    if (one.status !== 'done' && priorities.includes(one.priority)) continue;
    for (let above = byId.get(one.id); above && !stays.has(above.id); above = byId.get(above.parentId ?? ''))
      stays.add(above.id);
  }
  return milestones.filter(({ id }) => !stays.has(id));
}
