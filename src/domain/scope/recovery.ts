import { digitsOf } from '../money/money.ts';
import type { Item, Milestone } from '../plan/milestone.ts';
import type { Project } from '../project/project.ts';
import { workingDaysLater } from '../time/calendar.ts';
import { addDays, workingDays } from '../time/dates.ts';
import type { Effect } from './change-order.ts';
import { effectOf, type Ordered } from './effect.ts';
import type { ScopedPlan } from './scoped-plan.ts';
import { canLeave } from './swap.ts';

/** Why a milestone fell behind (HLT-6). */
export const causes = ['scope', 'complexity', 'resources'] as const;
/** Why a milestone fell behind (HLT-6). */
export type Cause = (typeof causes)[number];

/** How fast the work goes. Days are working days, dates YYYY-MM-DD. */
export type Pace = {
  /** Whole percent, 0 to 100. */
  percent: number;
  /** Since the start, both days included; 0 before it, and without a start date. */
  worked: number;
  /** The last day at this rate; null: not known. */
  endsOn: string | null;
  /** Days that the end is after the due date, 0 in time; null: not known. */
  late: number | null;
};

type Planned = Pick<Milestone, 'startDate' | 'dueDate'>;

/** A forecast further ahead is no forecast. */
const maxDaysLeft = 2500;

/**
 * Returns the pace of a milestone that `began` on a day, null before it. Work that has begun goes on at its rate;
 * without progress all of it is still to do, in the planned time.
 */
export function paceOf(
  { startDate, dueDate }: Planned,
  { percent, began }: { percent: number; began: string | null },
  { today, holidays }: { today: string; holidays: readonly string[] },
): Pace {
  const worked = began === null ? 0 : countDays(began, today, holidays);
  const left = daysLeft({ startDate, dueDate }, { percent, worked }, holidays);
  const isAhead = began === null && startDate !== null && startDate > today;
  const from = isAhead ? addDays(startDate, -1) : today;
  const endsOn = left === null || left > maxDaysLeft ? null : workingDaysLater(from, left, { holidays });
  // what is overdue is late by that at least, whatever its rate
  const ends = endsOn ?? (dueDate !== null && dueDate < today ? today : null);
  const late = dueDate === null || ends === null ? null : Math.max(0, workingDays(dueDate, ends, holidays));
  return { percent, worked, endsOn, late };
}

function daysLeft(
  { startDate, dueDate }: Planned,
  { percent, worked }: Pick<Pace, 'percent' | 'worked'>,
  holidays: readonly string[],
): number | null {
  if (percent >= 100) return 0;
  if (percent > 0) return worked > 0 ? Math.ceil((worked * (100 - percent)) / percent) : null;
  if (startDate === null || dueDate === null) return null;
  const planned = countDays(startDate, dueDate, holidays);
  // what began after its due date has no planned time
  return planned > 0 ? planned : null;
}

/** Counts working days with the first and the last. */
const countDays = (from: string, to: string, holidays: readonly string[]) =>
  workingDays(addDays(from, -1), to, holidays);

/** A way to recover, as the change order that both sides would sign, and what that does. */
export type Option = {
  way: 'extend' | 'leave_out' | 'add_people';
  order: Ordered;
  /** The deliverable that leaves. */
  item: Pick<Item, 'number' | 'text'> | null;
  /** Working days that it adds, or wins back; null: not known. */
  days: number | null;
  effect: Effect;
};

/** The way that mends a cause comes first. */
const waysFor: Record<Cause, readonly Option['way'][]> = {
  scope: ['leave_out', 'extend', 'add_people'],
  complexity: ['extend', 'leave_out', 'add_people'],
  resources: ['add_people', 'extend', 'leave_out'],
};

/** What the options are computed from. */
type Behind = {
  milestone: Pick<Milestone, 'id'> & Planned;
  items: readonly Pick<Item, 'number' | 'text' | 'kind' | 'done'>[];
  /** Minor units; null without money. */
  amount: number | null;
};

/** Deliverables that are offered to leave. */
const maxItems = 3;

/**
 * Returns the ways to recover a number of working days, the best for the cause first (HLT-6): more time, one
 * deliverable less, or more people at the milestone's own rate per day. Each has the effect that its change order
 * would have; those that cannot be ordered are left out.
 */
export function recoveryOptions(
  behind: Behind,
  plan: ScopedPlan,
  asked: { cause: Cause; days: number; pace: Pace },
): Option[] {
  const { cause, days, pace } = asked;
  if (days <= 0) return [];
  const order = {
    milestoneId: behind.milestone.id,
    route: 'here' as const,
    days: 0,
    cost: 0,
    currency: null,
    swapItem: null,
  };
  const open = behind.items.filter(canLeave);
  const saved = daysPerItem(behind, pace, open.length, plan.holidays);
  const cost = costOf(behind, days, plan);
  const all: Record<Option['way'], Omit<Option, 'effect'>[]> = {
    extend: [{ way: 'extend', order: { ...order, days }, item: null, days }],
    leave_out: open.slice(0, maxItems).map((item) => ({
      way: 'leave_out',
      order: { ...order, swapItem: item.number },
      item,
      days: saved,
    })),
    add_people:
      cost === null
        ? []
        : [{ way: 'add_people', order: { ...order, cost, currency: plan.currency }, item: null, days }],
  };
  return waysFor[cause]
    .flatMap((way) => all[way])
    .flatMap((option) => {
      const found = effectOf(option.order, plan);
      return found.ok ? [{ ...option, effect: found.effect }] : [];
    });
}

/** Assumes that the open deliverables are of equal size; null where the pace is not known. */
function daysPerItem(
  { milestone }: Behind,
  pace: Pace,
  open: number,
  holidays: readonly string[],
): number | null {
  const left = daysLeft(milestone, pace, holidays);
  return left === null || open === 0 ? null : Math.max(1, Math.round(left / open));
}

/** The price of a number of days of the milestone, in whole units of the currency; null without dates or an amount. */
function costOf(
  { milestone, amount }: Behind,
  days: number,
  { currency, holidays }: Pick<ScopedPlan, 'currency' | 'holidays'>,
): number | null {
  const { startDate, dueDate } = milestone;
  if (!amount || currency === null || startDate === null || dueDate === null) return null;
  const unit = 10 ** digitsOf(currency);
  const planned = Math.max(1, countDays(startDate, dueDate, holidays));
  return Math.ceil((amount * days) / planned / unit) * unit;
}

/** How late a milestone is, and what could be agreed to recover (HLT-6). */
export type RecoveryFacts = {
  project: Project;
  milestone: Pick<Milestone, 'number' | 'name' | 'outcome' | 'dueDate'>;
  pace: Pace;
  /** Null until somebody has named it. */
  cause: Cause | null;
  /** The working days that were asked for; null: those that it is late. */
  days: number | null;
  /** The working days to win back; null: not known. */
  wanted: number | null;
  options: Option[];
};
