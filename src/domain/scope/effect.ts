import type { Item, Status } from '../plan/milestone.ts';
import { hashText } from '../text/hash.ts';
import { isWorkingDay, nextWorkingDay } from '../time/calendar.ts';
import { addDays } from '../time/dates.ts';
import type { Changed, ChangeOrder, Effect } from './change-order.ts';
import { canChange, canLeave } from './swap.ts';

/** A milestone as a change order sees it. Dates are YYYY-MM-DD, amounts minor units. */
export type ScopedMilestone = {
  id: string;
  parentId: string | null;
  number: number;
  order: number;
  status: Status;
  startDate: string | null;
  dueDate: string | null;
  blocksGoLive: boolean;
  /** Its items, of which one leaves in a swap. */
  items: readonly Pick<Item, 'id' | 'number' | 'kind' | 'text' | 'done'>[];
  /** The ids of the milestones that it requires. */
  requires: readonly string[];
  /** Its share of the price; null without one. */
  base: number | null;
  /** What change orders have added to its amount. */
  extra: number;
};

/** A plan as a change order sees it. */
export type ScopedPlan = {
  milestones: readonly ScopedMilestone[];
  /** The go-live. */
  target: string | null;
  /** The price with all applied change orders; null without money. */
  total: number | null;
  holidays: readonly string[];
};

/** Why a change order cannot be applied. */
export type NoEffect = 'no_next' | 'done' | 'below_zero' | 'nothing_to_swap' | 'cannot_leave' | 'no_price';

/**
 * Computes what a change order does: the milestone that gets the work ends later by the order's working days,
 * and so do those that come after it (SCP-3). Done milestones never move. Amounts are added to the milestone,
 * so that shares of the price still sum to 100 and what was invoiced stays.
 */
export function effectOf(
  order: Pick<ChangeOrder, 'milestoneId' | 'route' | 'days' | 'cost' | 'swapItem'>,
  plan: ScopedPlan,
): { ok: true; effect: Effect } | { ok: false; why: NoEffect } {
  const from = plan.milestones.find(({ id }) => id === order.milestoneId);
  if (!from || !canChange(from)) return { ok: false, why: 'done' };
  if (order.cost !== 0 && plan.total === null) return { ok: false, why: 'no_price' };
  if (order.route === 'project') return { ok: true, effect: untouched };
  const leaves =
    order.route === 'swap' ? (from.items.find(({ number }) => number === order.swapItem) ?? null) : null;
  if (order.route === 'swap' && leaves === null) return { ok: false, why: 'nothing_to_swap' };
  if (leaves !== null && !canLeave(leaves)) return { ok: false, why: 'cannot_leave' };
  if (order.route === 'phase') return phaseEffect(order, from, plan);
  const into = order.route === 'next' ? nextOf(from, plan) : from;
  if (into === undefined) return { ok: false, why: 'no_next' };
  const after = followers(into, plan);
  const [is, total] = [into.extra + order.cost, plan.total];
  const isBelowZero = (total ?? 0) + order.cost < 0 || (into.base !== null && into.base + is < 0);
  if (total !== null && isBelowZero) return { ok: false, why: 'below_zero' };
  const move = (date: string | null) => moved(date, order.days, plan.holidays);
  const dates = [
    { id: into.id, number: into.number, start: null, due: move(into.dueDate) },
    ...after.map(({ id, number, startDate, dueDate, status }) => ({
      id,
      number,
      start: status === 'upcoming' ? move(startDate) : null,
      due: move(dueDate),
    })),
  ];
  return {
    ok: true,
    effect: {
      into: into.id,
      dates: dates
        .filter(({ start, due }) => start !== null || due !== null)
        .sort((a, b) => a.number - b.number)
        .map(({ id, start, due }) => ({ id, start, due })),
      extra: order.cost === 0 ? null : { id: into.id, was: into.extra, is },
      target: [into, ...after].some(({ blocksGoLive }) => blocksGoLive) ? move(plan.target) : null,
      total: totalAfter(plan, order.cost),
      leaves: leaves && { id: leaves.id, text: leaves.text },
      phase: null,
    },
  };
}

const untouched: Effect = {
  into: null,
  dates: [],
  extra: null,
  target: null,
  total: null,
  leaves: null,
  phase: null,
};

/** A new phase comes after everything; it moves the go-live only where that would be before its end. */
function phaseEffect(
  { days, cost }: Pick<ChangeOrder, 'days' | 'cost'>,
  from: ScopedMilestone,
  plan: ScopedPlan,
): ReturnType<typeof effectOf> {
  if (cost < 0) return { ok: false, why: 'below_zero' };
  const last = plan.milestones
    .filter(({ parentId }) => parentId === from.parentId)
    .flatMap(({ dueDate }) => dueDate ?? [])
    .sort()
    .at(-1);
  const startDate = last === undefined ? null : nextWorkingDay(last, plan);
  const dueDate =
    startDate === null ? null : workingDaysLater(startDate, Math.max(0, days - 1), plan.holidays);
  return {
    ok: true,
    effect: {
      ...untouched,
      extra: cost === 0 ? null : { id: null, was: 0, is: cost },
      total: totalAfter(plan, cost),
      target:
        plan.target !== null && dueDate !== null && dueDate > plan.target
          ? { was: plan.target, is: dueDate }
          : null,
      phase: { startDate, dueDate },
    },
  };
}

const totalAfter = ({ total }: ScopedPlan, cost: number): Changed<number> | null =>
  total === null || cost === 0 ? null : { was: total, is: total + cost };

/** The next sibling that has not started. */
const nextOf = ({ parentId, order }: ScopedMilestone, { milestones }: ScopedPlan) =>
  milestones
    .filter((one) => one.parentId === parentId && one.order > order && one.status === 'upcoming')
    .sort((a, b) => a.order - b.order)[0];

/**
 * Returns the unfinished milestones that come after one: those that require it, directly or not; in a plan
 * without any requirements its later siblings. What is below them moves with them.
 */
function followers(of: ScopedMilestone, { milestones }: ScopedPlan): ScopedMilestone[] {
  const hasRequirements = milestones.some(({ requires }) => requires.length > 0);
  const reached = new Set<string>();
  const reach = (id: string) => {
    for (const one of milestones) {
      if (one.id === of.id || reached.has(one.id)) continue;
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

/** A date some working days later or earlier; null where nothing moves. */
function moved(date: string | null, days: number, holidays: readonly string[]): Changed<string> | null {
  if (date === null || days === 0) return null;
  return { was: date, is: workingDaysLater(date, days, holidays) };
}

/** Returns the date a number of working days after another; before it if negative. */
export function workingDaysLater(date: string, days: number, holidays: readonly string[]): string {
  const step = days < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(days); left > 0; ) {
    day = addDays(day, step);
    if (isWorkingDay(day, { holidays })) left -= 1;
  }
  return day;
}

/** Returns a fingerprint of an effect: a signature counts only for the figures that were shown. */
export const fingerprintOf = (effect: Effect): number => hashText(JSON.stringify(effect));
