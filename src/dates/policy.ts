import { clamped, daysApart, existing, plusDays, yearIn } from './calendar.ts';

/** The days of a heading, which may be open at either end. */
export type Days = { start: string | null; due: string | null };

/**
 * The year of a date that names none.
 * - `coming`: the next such day, today included. For what people type: a due date lies ahead.
 * - `nearest`: the one nearest to the day that is spoken of. For criteria of a decision.
 * - `plan`: for a document, which tells of what was as well as of what will be. The year of the document's
 *   day, or the next one where that would be more than half a year ago. A day `within` the span of the
 *   heading above is preferred; what is done (`isOver`) was not done in the future.
 */
type YearPolicy =
  | { is: 'coming' }
  | { is: 'nearest' }
  | { is: 'plan'; within?: Days | undefined; isOver?: boolean | undefined };

/** Which of two figures is the day: 10/12 is 10 December (`day`), 12 October (`month`), or nobody knows (`ask`). */
export type FigureOrder = 'day' | 'month' | 'ask';

/** How a date is read. `today`: the day from which relative dates and years are counted, YYYY-MM-DD. */
export type Policy = {
  today: string;
  year: YearPolicy;
  order: FigureOrder;
  /** Nothing but its form says that the text is a date: "1 set" is not 1 September then. */
  isUnasked?: boolean;
};

/** What people type, seen from today in their zone: the future is meant, and what could be two dates is asked back. */
export const typed = (today: string, isUnasked = false): Policy => ({
  ...{ today, year: { is: 'coming' }, order: 'ask' },
  isUnasked,
});

/** A date in a criterion, seen from the day of its decision. */
export const criterion = (day: string): Policy => ({ today: day, year: { is: 'nearest' }, order: 'ask' });

/** 29 February may be up to eight years away (1896 to 1904, 2096 to 2104). */
const farthest = 8;
const halfYear = 183;

/** The date of a day without a year, YYYY-MM-DD; undefined where no year has it. */
export function inYear(month: number, day: number, { today, year }: Policy): string | undefined {
  const now = yearIn(today);
  switch (year.is) {
    case 'coming':
      for (let ahead = 0; ahead <= farthest; ahead += 1) {
        const date = existing(now + ahead, month, day);
        if (date && date >= today) return date;
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

/** A day after the last of its month is that last day. */
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
  return same < plusDays(today, -halfYear) ? of(now + 1) : same;
}
