import { workingDaysBetween, workingDaysLater } from '../time/calendar.ts';
import type { Changed } from './change-order.ts';
import type { ScopedMilestone, ScopedPlan } from './scoped-plan.ts';

/** A milestone whose dates move. */
export type Move = {
  milestone: ScopedMilestone;
  start: Changed<string> | null;
  due: Changed<string> | null;
};

/**
 * Returns the milestones whose dates move, by number, when one ends some working days later or earlier: those that
 * come after it, what is below them, and each milestone above that would end before what is below it, with those that
 * come after that one. Done milestones stay (SCP-3).
 */
export function cascade(into: ScopedMilestone, days: number, plan: ScopedPlan): Move[] {
  const ends = new Map<string, number>();
  const starts = new Map<string, number>();
  if (days === 0) return [];
  const shift = (milestones: readonly ScopedMilestone[], by: number) => {
    for (const { id } of milestones) {
      ends.set(id, Math.max(ends.get(id) ?? by, by));
      starts.set(id, Math.max(starts.get(id) ?? by, by));
    }
  };
  ends.set(into.id, days);
  shift(followers(into, plan), days);
  const endOf = ({ id, dueDate }: ScopedMilestone) => movedDate(dueDate, ends.get(id) ?? 0, plan);
  // each pass may push another milestone out of the one above it; a plan whose milestones wait for each other ends too
  for (let pass = 0, isMoving = true; isMoving && pass < plan.milestones.length; pass += 1) {
    isMoving = false;
    for (const above of plan.milestones) {
      const below = plan.milestones.filter(({ id, parentId }) => parentId === above.id && isLater(ends, id));
      const last = below
        .flatMap((one) => endOf(one) ?? [])
        .sort()
        .at(-1);
      const end = endOf(above);
      if (above.status === 'done' || above.dueDate === null || !end || !last || last <= end) continue;
      const by = workingDaysBetween(above.dueDate, last, plan);
      ends.set(above.id, by);
      shift(followers(above, plan), by);
      isMoving = true;
    }
  }
  return plan.milestones
    .flatMap((milestone): Move[] => {
      const { id, startDate, dueDate, status } = milestone;
      const start = status === 'upcoming' ? changed(startDate, starts.get(id) ?? 0, plan) : null;
      const due = changed(dueDate, ends.get(id) ?? 0, plan);
      return start || due ? [{ milestone, start, due }] : [];
    })
    .sort((a, b) => a.milestone.number - b.milestone.number);
}

const isLater = (ends: ReadonlyMap<string, number>, id: string) => (ends.get(id) ?? 0) > 0;

/** The milestones above one, the nearest first. */
function ancestors({ parentId }: ScopedMilestone, plan: ScopedPlan): ScopedMilestone[] {
  const above = plan.milestones.find(({ id }) => id === parentId);
  return above ? [above, ...ancestors(above, plan)] : [];
}

/**
 * Returns the unfinished milestones that come after one: those that require it, directly or not; in a plan
 * without any requirements its later siblings. What is below them moves with them.
 */
function followers(of: ScopedMilestone, plan: ScopedPlan): ScopedMilestone[] {
  const { milestones } = plan;
  const hasRequirements = milestones.some(({ requires }) => requires.length > 0);
  // what is above it ends later only where it has to
  const fixed = new Set([of.id, ...ancestors(of, plan).map(({ id }) => id)]);
  const reached = new Set<string>();
  const reach = (id: string) => {
    for (const one of milestones) {
      if (fixed.has(one.id) || reached.has(one.id)) continue;
      if (one.requires.includes(id) || (reached.has(id) && one.parentId === id)) {
        reached.add(one.id);
        reach(one.id);
      }
    }
  };
  if (hasRequirements) reach(of.id);
  else
    for (const one of milestones)
      if (one.parentId === of.parentId && one.order > of.order && !reached.has(one.id)) {
        reached.add(one.id);
        reach(one.id);
      }
  return milestones.filter(({ id, status }) => reached.has(id) && status !== 'done');
}

const movedDate = (date: string | null, days: number, { holidays }: ScopedPlan): string | null =>
  date === null || days === 0 ? date : workingDaysLater(date, days, { holidays });

/** A date some working days later or earlier; null where nothing moves. */
function changed(date: string | null, days: number, plan: ScopedPlan): Changed<string> | null {
  const is = movedDate(date, days, plan);
  return date === null || is === null || is === date ? null : { was: date, is };
}
