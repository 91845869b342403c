import { plusDays } from '../../dates/calendar.ts';
import {
  type Found,
  findDate as find,
  findFullDate,
  impossibleDate as impossible,
} from '../../dates/find.ts';
import type { FigureOrder, Policy } from '../../dates/policy.ts';

/** What the dates of a document are read by. */
export type PlanDays = {
  /** The document's day. */
  today: string;
  /** The day around which a date without a year is looked for, where that is not the document's day. */
  yearFrom?: string | null;
  /** Which figure of 10/12 is the day. */
  order?: FigureOrder;
  /** The span of the heading above; a date in it is meant rather than one in another year. */
  within?: { start: string | null; due: string | null } | undefined;
  /** What is done was not done in the future. */
  isOver?: boolean;
};

const policyOf = ({ today, yearFrom, order = 'month', within, isOver }: PlanDays): Policy => ({
  ...{ today: yearFrom ?? today, order },
  // all of an old plan has passed already
  year: { is: 'plan', within, isOver: isOver && !yearFrom },
});

/** The first date of a text of a document. */
export const findDate = (text: string, days: PlanDays): Found | undefined => find(text, policyOf(days));

/** What looks like a date in a document and is no day of the calendar, as it was written. */
export const impossibleDate = (text: string, days: PlanDays): string | undefined =>
  impossible(text, policyOf(days));

const hasYear = /\d{4}|['’]\d{2}|[-/.]\d{2}(?!\d)/;
/** In days. What is longer ago belongs to another year's plan. */
const halfYear = 183;

/**
 * The day around which an old plan means its dates: the first one that it writes with a year, where all of those
 * are more than half a year before `today`. Null for a plan of this time, and for one without such dates.
 */
export function timeOf(texts: readonly string[], days: PlanDays): string | null {
  const dates = texts
    .filter((text) => hasYear.test(text))
    .flatMap((text) => findFullDate(text, policyOf(days)) ?? [])
    .sort();
  const [first, last] = [dates[0], dates.at(-1)];
  return first && last && last < plusDays(days.today, -halfYear) ? first : null;
}
