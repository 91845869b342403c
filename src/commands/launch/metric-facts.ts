import type { Tx } from '../../../db/database.ts';
import { loadMetrics } from '../../../db/queries/launch/metrics.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { type MetricWithValues, metricLetter, metricName } from '../../domain/launch/metric.ts';
import { type Outcome, ok } from '../../domain/outcome.ts';
import type { InProject } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { findNumbered, refuseUnknown } from '../../runner/references/numbered.ts';

/** The metrics of a project. */
export type Metrics = { project: Project; metrics: MetricWithValues[] };

/** Loads all metrics of the project, which is locked for `changing`. */
export async function loadAllMetrics(
  tx: Tx,
  { project }: InProject,
  why: 'reading' | 'changing',
): Promise<Metrics> {
  if (why === 'changing') await lockProject(tx, project.id);
  return { project, metrics: await loadMetrics(tx, project.id) };
}

/** Loads all metrics and the one that was typed. */
export async function loadOneMetric(
  tx: Tx,
  who: InProject,
  typed: string,
): Promise<Outcome<Metrics & { metric: MetricWithValues }>> {
  const all = await loadAllMetrics(tx, who, 'changing');
  const { metrics } = all;
  const metric = findNumbered(metrics, typed, metricLetter);
  return metric ? ok({ ...all, metric }) : refuseUnknown(typed, metricLetter, metrics.map(metricName));
}
