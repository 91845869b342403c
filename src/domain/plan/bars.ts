import { todayIn } from '../time/dates.ts';
import { forecastOf, measureOf, workOf } from './pace.ts';
import { doneOn, type TimedMilestone } from './timeline.ts';

/** A milestone as a bar between two days, YYYY-MM-DD; equal if only one is known. */
export type Bar = { milestone: TimedMilestone; from: string; to: string };

/** A plan drawn over time. */
export type BarChart = {
  /** By end date. */
  bars: Bar[];
  /** Counts the milestones without a bar. */
  rest: { done: number; dueLater: number; undated: number };
  /** The expected last day at the mean pace, YYYY-MM-DD; null without a pace and once all is done. */
  forecast: string | null;
};

/** The facts that a plan drawn over time needs. */
export type BarFacts = {
  project: { zone: string };
  milestones: readonly (TimedMilestone & Parameters<typeof workOf>[0][number])[];
  /** The first event of the history, an ISO instant. */
  began: string;
};

/** As many as a picture on a phone can show. */
const maxBars = 12;

/**
 * Selects the earliest open milestones and then the last finished ones. `today` is YYYY-MM-DD in the
 * project's zone.
 */
export function barChartOf({ project: { zone }, milestones, began }: BarFacts, today: string): BarChart {
  const all = milestones.flatMap((milestone) => barOf(milestone, zone) ?? []);
  const inOrder = all.sort((a, b) => a.to.localeCompare(b.to) || a.milestone.number - b.milestone.number);
  const open = inOrder.filter(({ milestone }) => milestone.status !== 'done');
  const done = inOrder.filter(({ milestone }) => milestone.status === 'done');
  const shownOpen = open.slice(0, maxBars);
  const shownDone = done.slice(Math.max(0, done.length + shownOpen.length - maxBars));
  return {
    bars: [...shownDone, ...shownOpen],
    rest: {
      done: done.length - shownDone.length,
      dueLater: open.length - shownOpen.length,
      undated: milestones.length - all.length,
    },
    forecast: forecastOf(workOf(milestones, measureOf(milestones)), todayIn(began, zone), today),
  };
}

function barOf(milestone: TimedMilestone, zone: string): Bar | undefined {
  const { status, startDate, dueDate } = milestone;
  const to = status === 'done' ? doneOn(milestone, zone) : dueDate;
  if (to === null) return undefined;
  return { milestone, from: startDate !== null && startDate < to ? startDate : to, to };
}
