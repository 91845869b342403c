import { clamped, daysApart, existing, plusDays, yearIn } from './calendar.ts';

/** The span of a heading, which may be open at either end. */
export type Days = { start: string | null; due: string | null };

/**
 * How to infer a missing year.
 * - `coming`: the next such day, including today. For typed dates: a due date lies ahead.
 * - `past`: the last such day, including today. For what has happened, such as a payment.
 * - `nearest`: the one nearest to the reference day. For criteria of a decision.
 * - `plan`: for a document, which covers past and future. The year of the document's
 *   date, or the next one if that is more than half a year ago. A day `within` the span of the
 *   heading above is preferred; completed work (`isOver`) is not in the future.
 */
type YearPolicy =
  | { is: 'coming' }
  | { is: 'past' }
  | { is: 'nearest' }
  | { is: 'plan'; within?: Days | undefined; isOver?: boolean | undefined };

/** Which number comes first: 10/12 is 10 December (`day`), 12 October (`month`), or ambiguous (`ask`). */
export type FigureOrder = 'day' | 'month' | 'ask';

/** How a date is read. `today`: the reference for relative dates and missing years, YYYY-MM-DD. */
export type Policy = {
  today: string;
  year: YearPolicy;
  order: FigureOrder;
  /** No key marks the text as a date, so "1 set" is not 1 September. */
  isUnasked?: boolean;
};

/**
 * The policy for typed dates: in the future unless they say what has happened (`isPast`), relative to today in the
 * person's zone; ambiguous dates are refused.
 */
export const typed = (today: string, { isUnasked = false, isPast = false } = {}): Policy => ({
  today,
  year: { is: isPast ? 'past' : 'coming' },
  order: 'ask',
  isUnasked,
});

/** The policy for a criterion, relative to the day of its decision. */
export const criterion = (day: string): Policy => ({ today: day, year: { is: 'nearest' }, order: 'ask' });

/** 29 February may be up to eight years away (1896 to 1904, 2096 to 2104). */
const maxYearsAhead = 8;
const halfYearDays = 183;

/** Infers the year of a day, YYYY-MM-DD; undefined if no year has it. */
export function inYear(month: number, day: number, { today, year }: Policy): string | undefined {
  const now = yearIn(today);
  switch (year.is) {
    case 'coming':
      for (let ahead = 0; ahead <= maxYearsAhead; ahead += 1) {
        const date = existing(now + ahead, month, day);
        if (date && date >= today) return date;
      }
      return undefined;
    case 'past':
      for (let back = 0; back <= maxYearsAhead; back += 1) {
        const date = existing(now - back, month, day);
        if (date && date <= today) return date;
      }
      return undefined;
    case 'nearest':
      return [now, now + 1, now - 1]
        .flatMap((one) => existing(one, month, day) ?? [])
        .sort((a, b) => daysApart(today, a) - daysApart(today, b))[0];
    case 'plan':
      return inPlan(month, day, today, year);
    default:
      return year satisfies never;
  }
}

/** Infers the year within a plan; a day after the end of its month becomes the last day. */
function inPlan(
  month: number,
  day: number,
  today: string,
  { within, isOver }: YearPolicy & { is: 'plan' },
): string {
  const now = yearIn(today);
  const of = (year: number) => clamped(year, month, day);
  const { start, due } = within ?? {};
  const inside = [now - 1, now, now + 1].map(of).find((date) => start && due && date >= start && date <= due);
  if (inside) return inside;
  const same = of(now);
  if (isOver) return same > today ? of(now - 1) : same;
  return same < plusDays(today, -halfYearDays) ? of(now + 1) : same;
}
