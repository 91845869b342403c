import { maxScore } from '../endings/survey.ts';
import { percentWords } from '../text/wording.ts';
import { plural } from '../time/dates.ts';
import { type Kpi, type KpiName, meetsTarget } from './kpi-records.ts';

/** What people call each figure. */
export const kpiTitles: Record<KpiName, string> = {
  on_time: 'On-time completion',
  approval_rate: 'Approval rate',
  review_time: 'Average review time',
  scope_creep: 'Scope creep',
  payment_time: 'Approval to payment',
  late_payments: 'Late payments',
  profitability: 'Profitability',
  satisfaction: 'Customer satisfaction',
  milestone_satisfaction: 'Satisfaction with milestones',
  lost_projects: 'Lost projects',
};

/** "90.9 %", "1.6 days". */
export function kpiValueWords({ value, unit }: Pick<Kpi, 'value' | 'unit'>): string {
  if (value === null) return 'nothing to measure yet';
  if (unit === 'count') return String(value);
  if (unit === 'score') return `${value} of ${maxScore}`;
  return unit === 'percent' ? percentWords(value) : plural(value, 'day');
}

/** "target above 90 %, met"; empty without a target. */
export function kpiTargetWords(kpi: Kpi): string {
  const { target, unit } = kpi;
  if (!target) return '';
  const met = meetsTarget(kpi);
  const words = `target ${target.is} ${kpiValueWords({ value: target.value, unit })}`;
  return met === null ? words : `${words}, ${met ? 'met' : 'not met'}`;
}

/** "11 of 12": how many records are good; "of 3 invoices", "2 answers". Empty where there is nothing to count. */
export function kpiCountWords({ name, records }: Pick<Kpi, 'name' | 'records'>): string {
  if (records.length === 0) return '';
  if (name === 'late_payments') return `of ${plural(records.length, 'invoice')}`;
  if (name === 'lost_projects') return `of ${plural(records.length, 'ended project')}`;
  if (name === 'satisfaction' || name === 'milestone_satisfaction') return plural(records.length, 'answer');
  if (name !== 'on_time' && name !== 'approval_rate') return '';
  return `${records.filter(({ good }) => good).length} of ${records.length}`;
}
