import { type Found, findDate as find, impossibleDate as impossible } from '../../dates/find.ts';
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
  year: { is: 'plan', within, isOver },
});

/** The first date of a text of a document. */
export const findDate = (text: string, days: PlanDays): Found | undefined => find(text, policyOf(days));

/** What looks like a date in a document and is no day of the calendar, as it was written. */
export const impossibleDate = (text: string, days: PlanDays): string | undefined =>
  impossible(text, policyOf(days));
