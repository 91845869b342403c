import { dateOf, dayNumber } from '../time/dates.ts';
import type { PlanDocument } from './document.ts';

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}/.test(text);

/**
 * Moves every date of a document by a number of days, except its own date and those of completed work;
 * dates in words stay.
 */
export function shiftedDocument({ figures, ...document }: PlanDocument, days: number): PlanDocument {
  const moved = (day: string): string => dateOf(dayNumber(day) + days);
  const move = <T extends string | null>(day: T) => (day === null ? null : moved(day)) as T;
  const inText = (text: string) => (isDay(text) ? `${moved(text.slice(0, 10))}${text.slice(10)}` : text);
  return {
    ...document,
    ...(figures && { figures: { ...figures, other: shiftedDocument(figures.other, days) } }),
    target: move(document.target),
    milestones: document.milestones.map((one) => ({
      ...one,
      ...(one.status === 'done' ? {} : { start: move(one.start), due: move(one.due) }),
      items: one.items.map((item) =>
        item.state === 'done' ? item : { ...item, start: move(item.start), date: move(item.date) },
      ),
    })),
    decisions: document.decisions.map((one) => ({ ...one, on: move(one.on) })),
    metrics: document.metrics.map((one) => ({
      ...one,
      checkpoint: one.checkpoint && inText(one.checkpoint),
    })),
    risks: document.risks.map((one) => ({ ...one, resolveBy: move(one.resolveBy) })),
    contingencies: document.contingencies.map((one) => ({ ...one, on: move(one.on) })),
    cadence: document.cadence.map((one) => ({ ...one, rule: inText(one.rule) })),
  };
}

/** Returns the number of days from the document's launch to a date; undefined without a launch. */
export const daysTo = ({ target }: PlanDocument, day: string): number | undefined =>
  target === null ? undefined : dayNumber(day) - dayNumber(target);
