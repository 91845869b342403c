import { type TargetStatus, targetStatus } from './target.ts';

/** A metric with a target (LCH-6). People type its number. */
export type Metric = {
  id: string;
  projectId: string;
  number: number;
  name: string;
  /** As typed, "< 2s"; `targetOf` reads it. Null: no target. */
  target: string | null;
  /** The day on which its status is posted to the project's rooms, YYYY-MM-DD. */
  checkpoint: string | null;
  /** The stage if no day is known: "Month 3". */
  stage: string | null;
  /** When the checkpoint is posted; null: the schedule computes it again. */
  checkpointAt: string | null;
  /** The last checkpoint that was posted. */
  toldFor: string | null;
};

/** A value of a metric (LCH-6); the last one counts. */
export type MetricValue = {
  id: string;
  projectId: string;
  metricId: string;
  /** As typed, "1.4 s"; `quantityOf` reads it. */
  value: string;
  note: string | null;
  authorId: string;
  /** An ISO instant. */
  at: string;
};

/** The letter before the numbers of metrics. */
export const metricLetter = { letter: 'M', what: 'metric' } as const;

/** Returns a metric's key, "M2", as people type it; milestones have bare numbers. */
export const metricKey = ({ number }: Pick<Metric, 'number'>): string => `M${number}`;

/** Formats a metric for lists and refusals: "M2 page load". */
export const metricName = (metric: Pick<Metric, 'number' | 'name'>): string =>
  `${metricKey(metric)} ${metric.name}`;

/** A metric with its last values, oldest first. */
export type MetricWithValues = Metric & { values: Pick<MetricValue, 'value' | 'note' | 'at'>[] };

/** Returns a metric's status by its last value. */
export const metricStatus = ({ target, values }: Pick<MetricWithValues, 'target' | 'values'>): TargetStatus =>
  targetStatus(target, values.at(-1)?.value ?? null);

/** Returns a new metric; the schedule computes its checkpoint. */
export const newMetric = (
  of: Pick<Metric, 'id' | 'projectId' | 'number' | 'name'> &
    Partial<Pick<Metric, 'target' | 'checkpoint' | 'stage'>>,
): Metric => ({ target: null, checkpoint: null, stage: null, ...of, checkpointAt: null, toldFor: null });
