import type { Project } from '../project/project.ts';
import { dateOf, dayNumber } from '../time/dates.ts';
import { type Milestone, named, type Priority } from './milestone.ts';

/** A date before and after, YYYY-MM-DD. */
export type DateChange = { was: string; is: string };

/** A milestone with its dates. */
export type DatedMilestone = Pick<
  Milestone,
  | 'id'
  | 'parentId'
  | 'number'
  | 'name'
  | 'outcome'
  | 'status'
  | 'priority'
  | 'startDate'
  | 'dueDate'
  | 'version'
>;

/** The date changes of a shift. */
export type Shift = {
  target: DateChange | null;
  /** By first new date. */
  milestones: (Pick<DatedMilestone, 'id' | 'number' | 'name' | 'outcome' | 'version'> & {
    start: DateChange | null;
    due: DateChange | null;
  })[];
};

/** A plan with its dates. */
type DatedPlan = { project: Pick<Project, 'target'>; milestones: readonly DatedMilestone[] };

/**
 * Computes a shift of the plan by whole days (LCH-5): the go-live, and of unfinished milestones every date on
 * or after `from` (YYYY-MM-DD). Past dates stay: starts of running work and overdue dates.
 */
export function shiftPlan({ project: { target }, milestones }: DatedPlan, days: number, from: string): Shift {
  const by = (date: string): DateChange => ({ was: date, is: dateOf(dayNumber(date) + days) });
  const moved = (date: string | null) => (date !== null && date >= from ? by(date) : null);
  return {
    target: target === null ? null : by(target),
    milestones: milestones
      .filter(({ status }) => status !== 'done')
      .map(({ id, version, startDate, dueDate, ...one }) => {
        return { id, ...named(one), version, start: moved(startDate), due: moved(dueDate) };
      })
      .filter(({ start, due }) => start !== null || due !== null)
      .sort((a, b) => first(a).localeCompare(first(b)) || a.number - b.number),
  };
}

const first = ({ start, due }: Shift['milestones'][number]) => (due ?? start)?.is ?? '';

/** Whether a shift moves anything. */
export const isEmptyShift = ({ target, milestones }: Shift): boolean =>
  target === null && milestones.length === 0;

/** Returns the unfinished milestones of these priorities, except ancestors of milestones that stay. */
export function droppableMilestones<
  T extends Pick<DatedMilestone, 'id' | 'parentId' | 'status' | 'priority'>,
>(milestones: readonly T[], priorities: readonly Priority[]): T[] {
  const stays = new Set<string>();
  const byId = new Map(milestones.map((row) => [row.id, row]));
  for (const row of milestones) {
    if (row.status !== 'done' && priorities.includes(row.priority)) continue;
    for (let above = byId.get(row.id); above && !stays.has(above.id); above = byId.get(above.parentId ?? ''))
      stays.add(above.id);
  }
  return milestones.filter(({ id }) => !stays.has(id));
}
