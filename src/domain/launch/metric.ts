import { type TargetStatus, targetStatus } from './target.ts';

/** A figure to reach (LCH-6). People type its number. */
export type Metric = {
  id: string;
  projectId: string;
  number: number;
  name: string;
  /** As somebody wrote it, "< 2s"; `targetOf` reads it. Null: none yet. */
  target: string | null;
  /** The day on which the project's rooms are told how it stands, YYYY-MM-DD. */
  checkpoint: string | null;
  /** Where it belongs when no day is known, in words: "Month 3". */
  stage: string | null;
  /** When that is told; null: the schedule plans it anew. */
  checkpointAt: string | null;
  /** The checkpoint that the schedule is through with. */
  toldFor: string | null;
};

/** What a metric came to at a moment (LCH-6); the last one counts. */
export type MetricValue = {
  id: string;
  projectId: string;
  metricId: string;
  /** As somebody wrote it, "1.4 s"; `quantityOf` reads it. */
  value: string;
  note: string | null;
  authorId: string;
  /** An ISO instant. */
  at: string;
};

/** The letter before the numbers of metrics. */
export const metricLetter = { letter: 'M', what: 'metric' } as const;

/** "M2": how a metric is named and typed; milestones have bare numbers. */
export const metricKey = ({ number }: Pick<Metric, 'number'>): string => `M${number}`;

/** "M2 page load", as lists and refusals name it. */
export const metricName = (metric: Pick<Metric, 'number' | 'name'>): string =>
  `${metricKey(metric)} ${metric.name}`;

/** A metric with its last values, oldest first. */
export type MetricWithValues = Metric & { values: Pick<MetricValue, 'value' | 'note' | 'at'>[] };

/** How a metric stands now. */
export const metricStatus = ({ target, values }: Pick<MetricWithValues, 'target' | 'values'>): TargetStatus =>
  targetStatus(target, values.at(-1)?.value ?? null);

/** A metric as it begins; the schedule plans its checkpoint. */
export const newMetric = (
  of: Pick<Metric, 'id' | 'projectId' | 'number' | 'name'> &
    Partial<Pick<Metric, 'target' | 'checkpoint' | 'stage'>>,
): Metric => ({ target: null, checkpoint: null, stage: null, ...of, checkpointAt: null, toldFor: null });
