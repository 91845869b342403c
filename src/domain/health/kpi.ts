import type { Milestone, Review } from '../plan/milestone.ts';
import type { Pause } from '../review/acceptance.ts';
import { todayIn } from '../time/dates.ts';

/** The figures of a project or workspace (KPI); docs/kpi.md defines each. */
export const kpiNames = ['on_time', 'approval_rate', 'review_time'] as const;
/** A figure of a project or workspace. */
export type KpiName = (typeof kpiNames)[number];

/** A span of days, YYYY-MM-DD, both included; null: open. */
export type KpiPeriod = { from: string | null; to: string | null };

/** The project of a record, with the zone that its days are in. */
type OfProject = { project: string; zone: string };
type Subject = Pick<Milestone, 'number' | 'name'> & OfProject;

/** A finished milestone with a due date. */
export type FinishedMilestone = Subject & { dueDate: string; doneAt: string };

/** A review that was approved or returned; `pauses` are its questions. */
export type DecidedReview = Subject & {
  submittedAt: string;
  decidedAt: string;
  outcome: Extract<Review['outcome'], 'approved' | 'returned'>;
  /** Nobody answered in time. */
  isSilent: boolean;
  pauses: Pause[];
};

/** What the figures are computed from. */
export type KpiRecords = { milestones: FinishedMilestone[]; reviews: DecidedReview[] };

/** A record behind a figure; `good` is whether it helps the figure, null where it has no target. */
export type KpiRecord = Subject & { day: string; good: boolean | null } & (
    | { is: 'on_time'; dueDate: string }
    | { is: 'approval_rate'; outcome: DecidedReview['outcome']; isSilent: boolean }
    | { is: 'review_time'; days: number }
  );

/** A figure with the records that it is computed from, the latest first. */
export type Kpi = {
  name: KpiName;
  /** Percent from 0 to 100, or days; null without records. */
  value: number | null;
  unit: 'percent' | 'days';
  /** What the value must be above; null: there is no target. */
  above: number | null;
  records: KpiRecord[];
};

/** Computes the figures of a period. */
export function kpisOf({ milestones, reviews }: KpiRecords, period: KpiPeriod): Kpi[] {
  const finished = milestones.flatMap((one) => {
    const day = dayOf(one.doneAt, one);
    if (!isIn(day, period)) return [];
    return [
      { ...subjectOf(one), is: 'on_time' as const, day, dueDate: one.dueDate, good: day <= one.dueDate },
    ];
  });
  const decided = reviews.map((one) => ({ ...one, day: dayOf(one.decidedAt, one) }));
  const counted = decided.filter(({ day }) => isIn(day, period));
  const outcomes = counted.map((one) => ({
    ...subjectOf(one),
    is: 'approval_rate' as const,
    day: one.day,
    outcome: one.outcome,
    isSilent: one.isSilent,
    good: one.outcome === 'approved',
  }));
  const times = counted.map((one) => ({
    ...subjectOf(one),
    is: 'review_time' as const,
    day: one.day,
    days: reviewDays(one),
    good: null,
  }));
  return [
    { name: 'on_time', unit: 'percent', above: 90, value: percentOf(finished), records: latest(finished) },
    {
      name: 'approval_rate',
      unit: 'percent',
      above: 95,
      value: percentOf(outcomes),
      records: latest(outcomes),
    },
    {
      name: 'review_time',
      unit: 'days',
      above: null,
      value: meanOf(times.map(({ days }) => days)),
      records: latest(times),
    },
  ];
}

/** Whether a figure reaches its target; null without a target or a value. */
export const meetsTarget = ({ value, above }: Kpi): boolean | null =>
  value === null || above === null ? null : value > above;

const subjectOf = ({ number, name, project, zone }: Subject): Subject => ({ number, name, project, zone });

const dayOf = (instant: string, { zone }: OfProject): string => todayIn(instant, zone);

const isIn = (day: string, { from, to }: KpiPeriod): boolean =>
  (from === null || day >= from) && (to === null || day <= to);

/** Returns the part of the records that are good, in percent with one decimal, rounded down. */
const percentOf = (records: readonly { good: boolean }[]): number | null =>
  records.length === 0
    ? null
    : Math.floor((1000 * records.filter(({ good }) => good).length) / records.length) / 10;

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0
    ? null
    : Math.round((10 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 10;

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

const latest = <R extends KpiRecord>(records: readonly R[]): R[] =>
  records.toSorted(
    (a, b) => b.day.localeCompare(a.day) || a.project.localeCompare(b.project) || a.number - b.number,
  );
