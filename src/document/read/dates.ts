import { plusDays } from '../../dates/calendar.ts';
import {
  type Found,
  findDate as find,
  findFullDate,
  impossibleDate as impossible,
} from '../../dates/find.ts';
import type { FigureOrder, Policy } from '../../dates/policy.ts';

/** The context in which the dates of a document are read. */
export type DateContext = {
  /** The document's date, YYYY-MM-DD. */
  today: string;
  /** The day from which missing years are inferred, if not the document's date. */
  yearFrom?: string | null;
  /** Which figure of 10/12 is the day. */
  order?: FigureOrder;
  /** The span of the heading above; a date inside it is preferred over one in another year. */
  within?: { start: string | null; due: string | null } | undefined;
  /** Completed work: its date is not in the future. */
  isOver?: boolean;
};

const policyOf = ({ today, yearFrom, order = 'month', within, isOver }: DateContext): Policy => ({
  today: yearFrom ?? today,
  order,
  // every date of an old plan is in the past, so isOver cannot tell years apart
  year: { is: 'plan', within, isOver: isOver && !yearFrom },
});

/** Returns the first date in a text of a document. */
export const findDate = (text: string, days: DateContext): Found | undefined => find(text, policyOf(days));

/** Returns a date of a document that does not exist in the calendar, as written. */
export const impossibleDate = (text: string, days: DateContext): string | undefined =>
  impossible(text, policyOf(days));

const hasYear = /\d{4}|['’]\d{2}|[-/.]\d{2}(?!\d)/;
/** A plan whose last date is longer ago is an old one. */
const halfYearDays = 183;

/**
 * Returns the first date written with a year, if all such dates are more than half a year before `today`:
 * an old plan infers missing years from it. Null for a current plan and without such dates.
 */
export function yearFromOf(texts: readonly string[], days: DateContext): string | null {
  const dates = texts
    .filter((text) => hasYear.test(text))
    .flatMap((text) => findFullDate(text, policyOf(days)) ?? [])
    .sort();
  const [first, last] = [dates[0], dates.at(-1)];
  return first && last && last < plusDays(days.today, -halfYearDays) ? first : null;
}
