import { calendarDays, dateOf, dayNumber } from '../time/dates.ts';
import type { ProgressNode } from './progress.ts';

/** Done work and the scope, in one unit. */
export type Work = { done: number; scope: number };

/** The unit of work: percent of the project's value, or milestones and items, one each. */
export type Measure = 'shares' | 'pieces';

/** A forecast further ahead is no forecast. */
const maxForecastDays = 3650;

/** The pace is known after this many days. */
export const minDaysForPace = 2;

/**
 * Returns the expected last day at the mean pace since the first day. Days are YYYY-MM-DD. Null without a
 * pace, once all is done, and more than ten years ahead.
 */
export function forecastOf({ done, scope }: Work, began: string, today: string): string | null {
  if (done === 0 || done === scope) return null;
  const days = calendarDays(began, today);
  if (days < minDaysForPace) return null;
  const left = Math.ceil(((scope - done) * days) / done);
  return left > maxForecastDays ? null : dateOf(dayNumber(today) + left);
}

type Weighed = Pick<ProgressNode, 'parentId' | 'status' | 'share' | 'items'>;

/** Returns how work is measured: by the shares of top-level milestones if any has one. */
export const measureOf = (plan: readonly Pick<Weighed, 'parentId' | 'share'>[]): Measure =>
  plan.some(({ parentId, share }) => parentId === null && share !== null) ? 'shares' : 'pieces';

/** Returns the work of a plan without dropped milestones: today's end of its burn-up. */
export const workOf = (plan: readonly Weighed[], measure: Measure): Work =>
  plan
    .map((milestone) => workIn(milestone, measure))
    .reduce((sum, { done, scope }) => ({ done: sum.done + done, scope: sum.scope + scope }), {
      done: 0,
      scope: 0,
    });

/** Returns the work in one milestone; its items are done with it. */
export function workIn({ parentId, status, share, items }: Weighed, measure: Measure): Work {
  const finished = status === 'done';
  if (measure === 'shares') {
    const scope = parentId === null ? (share ?? 0) : 0;
    return { done: finished ? scope : 0, scope };
  }
  const scope = 1 + items.length;
  return { done: finished ? scope : items.filter(({ done }) => done).length, scope };
}
