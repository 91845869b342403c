import { hashText } from '../text/hash.ts';
import { nextWorkingDay, workingDaysLater } from '../time/calendar.ts';
import { cascade, type Move } from './cascade.ts';
import type { Changed, ChangeOrder, Effect } from './change-order.ts';
import { laterGoLive } from './go-live.ts';
import { nextToStart } from './next-milestone.ts';
import type { ScopedMilestone, ScopedPlan } from './scoped-plan.ts';
import { canChange, canLeave } from './swap.ts';

/** Why a change order cannot be applied. */
export type NoEffect =
  | 'no_next'
  | 'dropped'
  | 'done'
  | 'below_zero'
  | 'nothing_to_swap'
  | 'cannot_leave'
  | 'no_price'
  | 'other_currency'
  | 'ends_before_start'
  | 'part_ends_later';

/** What the effect of an order is computed from. */
export type Ordered = Pick<ChangeOrder, 'milestoneId' | 'route' | 'days' | 'cost' | 'currency' | 'swapItem'>;

/**
 * Computes what a change order does: the milestone that gets the work ends later by the order's working days,
 * and so do those that come after it (SCP-3). Done milestones never move. Amounts are added to the milestone,
 * so that shares of the price still sum to 100 and what was invoiced stays.
 */
export function effectOf(
  order: Ordered,
  plan: ScopedPlan,
): { ok: true; effect: Effect } | { ok: false; why: NoEffect } {
  const from = plan.milestones.find(({ id }) => id === order.milestoneId);
  if (!from) return { ok: false, why: 'dropped' };
  if (!canChange(from)) return { ok: false, why: 'done' };
  if (order.cost !== 0 && plan.total === null) return { ok: false, why: 'no_price' };
  if (order.cost !== 0 && order.currency !== plan.currency) return { ok: false, why: 'other_currency' };
  if (order.route === 'project') return { ok: true, effect: untouched };
  const leaves = from.items.find(({ number }) => number === order.swapItem) ?? null;
  if (leaves === null && (order.route === 'swap' || order.swapItem !== null))
    return { ok: false, why: 'nothing_to_swap' };
  if (leaves !== null && !canLeave(leaves)) return { ok: false, why: 'cannot_leave' };
  if (order.route === 'phase') return phaseEffect(order, plan);
  const into = order.route === 'next' ? nextToStart(from, plan.milestones) : from;
  if (into === undefined) return { ok: false, why: 'no_next' };
  const is = into.extra + order.cost;
  const isBelowZero = (plan.total ?? 0) + order.cost < 0 || (into.base ?? 0) + is < 0;
  if (order.cost < 0 && isBelowZero) return { ok: false, why: 'below_zero' };
  const moves = cascade(into, order.days, plan);
  if (moves.some(endsBeforeStart)) return { ok: false, why: 'ends_before_start' };
  if (moves.some((move) => leavesPartBehind(move, moves, plan))) return { ok: false, why: 'part_ends_later' };
  const ends = moves.flatMap(({ milestone, due }) => (milestone.blocksGoLive && due ? [due.is] : []));
  return {
    ok: true,
    effect: {
      into: into.id,
      dates: moves.map(({ milestone, start, due }) => ({ id: milestone.id, start, due })),
      extra: order.cost === 0 ? null : { id: into.id, was: into.extra, is },
      target: laterGoLive(plan.target, ends),
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

function endsBeforeStart({ milestone: { startDate, dueDate }, start, due }: Move): boolean {
  const [first, last] = [start?.is ?? startDate, due?.is ?? dueDate];
  return first !== null && last !== null && first > last;
}

/** Whether a milestone that ends earlier would end before a part of it that stays. */
function leavesPartBehind({ milestone, due }: Move, moves: readonly Move[], plan: ScopedPlan): boolean {
  if (due === null || due.is > due.was) return false;
  const endOf = ({ id, dueDate }: ScopedMilestone) =>
    moves.find((move) => move.milestone.id === id)?.due?.is ?? dueDate;
  return plan.milestones.some((part) => part.parentId === milestone.id && (endOf(part) ?? '') > due.is);
}

/** A new phase comes after everything at the top: it has an invoice of its own, and a part has none. */
function phaseEffect(
  { days, cost }: Pick<ChangeOrder, 'days' | 'cost'>,
  plan: ScopedPlan,
): ReturnType<typeof effectOf> {
  if (cost < 0) return { ok: false, why: 'below_zero' };
  const last = plan.milestones
    .filter(({ parentId }) => parentId === null)
    .flatMap(({ dueDate }) => dueDate ?? [])
    .sort()
    .at(-1);
  const startDate = last === undefined ? null : nextWorkingDay(last, plan);
  const dueDate = startDate === null ? null : workingDaysLater(startDate, Math.max(0, days - 1), plan);
  return {
    ok: true,
    effect: {
      ...untouched,
      extra: cost === 0 ? null : { id: null, was: 0, is: cost },
      total: totalAfter(plan, cost),
      target: laterGoLive(plan.target, dueDate === null ? [] : [dueDate]),
      phase: { startDate, dueDate },
    },
  };
}

const totalAfter = ({ total }: ScopedPlan, cost: number): Changed<number> | null =>
  total === null || cost === 0 ? null : { was: total, is: total + cost };

/** Returns a fingerprint of an effect: a signature counts only for the figures that were shown. */
export const fingerprintOf = (effect: Effect): number => hashText(JSON.stringify(effect));
