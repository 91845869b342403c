import { calendarDays, dateOf, dayNumber, weekdayOf } from '../time/dates.ts';
import type { InvoiceState } from './invoice.ts';
import { sumOf } from './money.ts';

/** An invoice in a budget; `state` is of today. */
export type BudgetInvoice = { net: number; state: InvoiceState };

/** What a project has earned, asked for and received, in minor units with tax except `total` and `used`. */
export type Budget = {
  /** The price with all applied change orders, without tax. */
  total: number;
  /** The amounts of done milestones, without tax. */
  used: number;
  invoiced: number;
  paid: number;
  /** Approved and open. */
  due: number;
  overdue: number;
  /** Late fees that are not settled. */
  lateFees: number;
  /** Late fees that were paid. */
  paidFees: number;
  /** Percent of the time from the start to the go-live that has passed; null without dates. */
  timeUsed: number | null;
  /** Percent of the price that is used. */
  moneyUsed: number;
  /** The time used is at most this many points ahead of the money used (HLT-4). */
  isOnTrack: boolean | null;
};

/** How many percent points time may be ahead of work (HLT-4). */
const tolerancePoints = 10;

/** Computes the budget of a project on a day. Dates are YYYY-MM-DD. */
export function budgetOf(of: {
  total: number;
  doneAmounts: readonly number[];
  invoices: readonly BudgetInvoice[];
  start: string | null;
  target: string | null;
  today: string;
}): Budget {
  const issued = of.invoices.map(({ state }) => state).filter(({ status }) => status !== 'draft');
  const used = sumOf(of.doneAmounts);
  const moneyUsed = of.total === 0 ? 0 : Math.round((used / of.total) * 100);
  const timeUsed = timeUsedOf(of);
  return {
    total: of.total,
    used,
    invoiced: sumOf(issued.map(({ gross }) => gross)),
    paid: sumOf(issued.map(({ paid }) => paid)),
    due: sumOf(issued.filter(({ isApproved }) => isApproved).map(({ open }) => open)),
    overdue: sumOf(issued.filter(({ status }) => status === 'overdue').map(({ open }) => open)),
    lateFees: sumOf(issued.map(({ openFee }) => openFee)),
    paidFees: sumOf(issued.map(({ paidFee }) => paidFee)),
    timeUsed,
    moneyUsed,
    isOnTrack: timeUsed === null ? null : timeUsed <= moneyUsed + tolerancePoints,
  };
}

function timeUsedOf({
  start,
  target,
  today,
}: {
  start: string | null;
  target: string | null;
  today: string;
}) {
  if (start === null || target === null || target <= start) return null;
  const share = calendarDays(start, today) / calendarDays(start, target);
  return Math.round(Math.min(1, Math.max(0, share)) * 100);
}

/** Money that is expected on a day, in minor units. */
export type Expected = { on: string; minor: number };

/** A week of expected money; `monday` is YYYY-MM-DD. */
export type CashWeek = { monday: string; minor: number };

/**
 * Sums expected money by week, from this week on; what was due before is expected this week. Weeks between are
 * listed with 0.
 */
export function cashByWeek(expected: readonly Expected[], today: string): CashWeek[] {
  const mondayOf = (day: string) => dateOf(dayNumber(day) + 1 - weekdayOf(day));
  const sums = new Map<string, number>();
  for (const { on, minor } of expected) {
    const monday = mondayOf(on < today ? today : on);
    sums.set(monday, (sums.get(monday) ?? 0) + minor);
  }
  const last = [...sums.keys()].sort().at(-1);
  const weeks: CashWeek[] = [];
  for (
    let monday = mondayOf(today);
    last !== undefined && monday <= last;
    monday = dateOf(dayNumber(monday) + 7)
  )
    weeks.push({ monday, minor: sums.get(monday) ?? 0 });
  return weeks;
}
