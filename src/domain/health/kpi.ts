import { named, type Review } from '../plan/milestone.ts';
import type { Pause } from '../review/acceptance.ts';
import { localDays } from '../time/local-days.ts';
import {
  type EndedProject,
  endingKpis,
  type MilestoneAnswer,
  milestoneKpis,
  type SurveyAnswer,
} from './kpi-endings.ts';
import { moneyKpis, type PricedProject } from './kpi-money.ts';
import { isIn, type Kpi, type KpiPeriod, latest, meanOf, type Subject } from './kpi-records.ts';

/** A finished milestone with a due date. */
export type FinishedMilestone = Subject & { dueDate: string; doneAt: string };

/** A review that was approved or returned; `pauses` are its questions. */
export type DecidedReview = Subject & {
  submittedAt: string;
  decidedAt: string;
  decision: Extract<Review['outcome'], 'approved' | 'returned'>;
  /** Nobody answered in time. */
  isSilent: boolean;
  pauses: Pause[];
};

/** What the figures are computed from. */
export type KpiRecords = {
  milestones: FinishedMilestone[];
  reviews: DecidedReview[];
  /** Projects with a price. */
  priced: PricedProject[];
  /** Projects that are delivered or lost. */
  ended: EndedProject[];
  answers: SurveyAnswer[];
  milestoneAnswers: MilestoneAnswer[];
};

/**
 * Computes the figures of a period on a day, `today`. Figures of money are left out where no project has a price, and
 * profitability where the costs of none may be seen.
 */
export function kpisOf(
  { milestones, reviews, priced, ended, answers, milestoneAnswers }: KpiRecords,
  period: KpiPeriod,
  today: string,
): Kpi[] {
  const dayOf = localDays();
  const finished = milestones.flatMap((one) => {
    const day = dayOf(one.doneAt, one.zone);
    if (!isIn(day, period)) return [];
    return [
      { ...subjectOf(one), is: 'on_time' as const, day, dueDate: one.dueDate, good: day <= one.dueDate },
    ];
  });
  const decided = reviews.map((one) => ({ ...one, day: dayOf(one.decidedAt, one.zone) }));
  const counted = decided.filter(({ day }) => isIn(day, period));
  const outcomes = counted.map((one) => ({
    ...subjectOf(one),
    is: 'approval_rate' as const,
    day: one.day,
    decision: one.decision,
    isSilent: one.isSilent,
    good: one.decision === 'approved',
  }));
  const times = counted.map((one) => ({
    ...subjectOf(one),
    is: 'review_time' as const,
    day: one.day,
    days: reviewDays(one),
    good: null,
  }));
  return [
    {
      name: 'on_time',
      unit: 'percent',
      target: above(90),
      value: percentOf(finished),
      records: latest(finished),
    },
    {
      name: 'approval_rate',
      unit: 'percent',
      target: above(95),
      value: percentOf(outcomes),
      records: latest(outcomes),
    },
    {
      name: 'review_time',
      unit: 'days',
      target: null,
      value: meanOf(times.map(({ days }) => days)),
      records: latest(times),
    },
    ...moneyKpis(priced, period, today),
    ...milestoneKpis(milestoneAnswers, period),
    ...endingKpis({ ended, answers }, period),
  ];
}

const above = (value: number) => ({ is: 'above' as const, value });

const subjectOf = ({ project, zone, ...one }: Subject): Subject => ({ ...named(one), project, zone });

/** Returns the part of the records that are good, in percent with one decimal, rounded down. */
const percentOf = (records: readonly { good: boolean }[]): number | null =>
  records.length === 0
    ? null
    : Math.floor((1000 * records.filter(({ good }) => good).length) / records.length) / 10;

const dayMs = 86_400_000;

/** Returns the days from submission to decision, without the time in which a question was open. */
function reviewDays({ submittedAt, decidedAt, pauses }: DecidedReview): number {
  const [start, end] = [Date.parse(submittedAt), Date.parse(decidedAt)];
  const open = pauses.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(end, Date.parse(to ?? decidedAt)) - Date.parse(from)),
    0,
  );
  return Math.round((10 * Math.max(0, end - start - open)) / dayMs) / 10;
}
