import type { LostReason } from '../endings/ending.ts';
import type { Milestone } from '../plan/milestone.ts';

/** The figures of a project or workspace (KPI); docs/kpi.md defines each. */
export const kpiNames = [
  'on_time',
  'approval_rate',
  'review_time',
  'scope_creep',
  'payment_time',
  'late_payments',
  'profitability',
  'satisfaction',
  'milestone_satisfaction',
  'lost_projects',
] as const;
/** A figure of a project or workspace. */
export type KpiName = (typeof kpiNames)[number];

/** A span of days, YYYY-MM-DD, both included; null: open. */
export type KpiPeriod = { from: string | null; to: string | null };

/** The project of a record, with the zone that its days are in. */
export type OfProject = { project: string; zone: string };
/** The milestone and project of a record. */
export type Subject = Pick<Milestone, 'number' | 'name' | 'outcome'> & OfProject;

/** A record behind a figure of money; `added` and `profit` are percent with one decimal. */
export type MoneyRecord =
  | { is: 'scope_creep'; key: string; added: number }
  | { is: 'payment_time'; days: number }
  | { is: 'late_payments'; dueOn: string; paidOn: string | null }
  | { is: 'profitability'; profit: number };

/** A record of a project as a whole; `reason` is null where it may not be seen, and for a delivered project. */
export type ProjectRecord =
  | { is: 'satisfaction'; score: number }
  | { is: 'lost_projects'; ended: 'delivered' | 'lost'; reason: LostReason | null };

/** A record behind a figure; `good` is whether it helps the figure, null where it has no target. */
export type KpiRecord = { day: string; good: boolean | null } & (
  | (Subject &
      (
        | { is: 'on_time'; dueDate: string }
        | { is: 'approval_rate'; decision: 'approved' | 'returned'; isSilent: boolean }
        | { is: 'review_time'; days: number }
        | { is: 'milestone_satisfaction'; score: number }
        | MoneyRecord
      ))
  | (OfProject & ProjectRecord)
);

/** A figure with the records that it is computed from, the latest first. */
export type Kpi = {
  name: KpiName;
  /** Percent from 0 to 100, days, or a score from 1 to 5; null without records. */
  value: number | null;
  unit: 'percent' | 'days' | 'count' | 'score';
  /** What the value must be above or below; null: there is no target. */
  target: { is: 'above' | 'below'; value: number } | null;
  records: KpiRecord[];
};

/** Whether a figure reaches its target; null without a target or a value. */
export function meetsTarget({ value, target }: Pick<Kpi, 'value' | 'target'>): boolean | null {
  if (value === null || target === null) return null;
  return target.is === 'above' ? value > target.value : value < target.value;
}

/** Whether a day is in a period. */
export const isIn = (day: string, { from, to }: KpiPeriod): boolean =>
  (from === null || day >= from) && (to === null || day <= to);

/** Returns the mean with one decimal; null without values. */
export const meanOf = (values: readonly number[]): number | null =>
  values.length === 0
    ? null
    : Math.round((10 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 10;

/** Sorts records, the latest first. */
export const latest = <R extends KpiRecord>(records: readonly R[]): R[] =>
  records.toSorted(
    (a, b) => b.day.localeCompare(a.day) || a.project.localeCompare(b.project) || numberOf(a) - numberOf(b),
  );

const numberOf = (record: KpiRecord): number => ('number' in record ? record.number : 0);
