import type { LostReason } from '../endings/ending.ts';
import { localDays } from '../time/local-days.ts';
import {
  isIn,
  type Kpi,
  type KpiPeriod,
  latest,
  meanOf,
  type OfProject,
  type Subject,
} from './kpi-records.ts';

/** A project that was delivered or lost; `at` is an ISO instant, `reason` null where it may not be seen. */
export type EndedProject = OfProject & {
  ended: 'delivered' | 'lost';
  at: string;
  reason: LostReason | null;
};

/** What the customer of a delivered project answered; `at` is an ISO instant. */
export type SurveyAnswer = OfProject & { score: number; at: string };

/** What a customer answered about one milestone; `at` is an ISO instant. */
export type MilestoneAnswer = Subject & { score: number; at: string };

const dated = <R extends OfProject & { at: string }>(records: readonly R[], period: KpiPeriod) => {
  const dayOf = localDays();
  return records
    .map(({ at, ...record }) => ({ ...record, day: dayOf(at, record.zone) }))
    .filter(({ day }) => isIn(day, period));
};

/** Computes the figure of how satisfied customers were with single milestones (CUS-9); none before the first answer. */
export function milestoneKpis(answers: readonly MilestoneAnswer[], period: KpiPeriod): Kpi[] {
  if (answers.length === 0) return [];
  const rated = dated(answers, period).map((one) => ({
    ...one,
    is: 'milestone_satisfaction' as const,
    good: null,
  }));
  return [
    {
      name: 'milestone_satisfaction',
      unit: 'score',
      target: null,
      value: meanOf(rated.map(({ score }) => score)),
      records: latest(rated),
    },
  ];
}

/** Computes the figures of how projects ended in a period (CUS-7); none before the first has ended. */
export function endingKpis(
  { ended, answers }: { ended: readonly EndedProject[]; answers: readonly SurveyAnswer[] },
  period: KpiPeriod,
): Kpi[] {
  if (ended.length === 0 && answers.length === 0) return [];
  const rated = dated(answers, period).map((one) => ({ ...one, is: 'satisfaction' as const, good: null }));
  const closed = dated(ended, period).map((one) => ({ ...one, is: 'lost_projects' as const, good: null }));
  return [
    {
      name: 'satisfaction',
      unit: 'score',
      target: null,
      value: meanOf(rated.map(({ score }) => score)),
      records: latest(rated),
    },
    {
      name: 'lost_projects',
      unit: 'count',
      target: null,
      value: closed.length === 0 ? null : closed.filter((one) => one.ended === 'lost').length,
      records: latest(closed),
    },
  ];
}
