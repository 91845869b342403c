import type { Tx } from '../../../db/database.ts';
import { loadMetrics } from '../../../db/queries/launch/metrics.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { type MetricWithValues, metricLetter, metricName } from '../../domain/launch/metric.ts';
import { type Outcome, ok, refuse } from '../../domain/outcome.ts';
import type { Who } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { numbered, unknownOf } from '../../runner/references/numbered.ts';

/** The metrics of a project. */
export type Metrics = { project: Project; metrics: MetricWithValues[] };

/** All of them; the project is locked where one will change. */
export async function loadAll(tx: Tx, who: Who, why: 'reading' | 'changing'): Promise<Outcome<Metrics>> {
  const { project } = who;
  if (!project) return refuse({ is: 'no_project' });
  if (why === 'changing') await lockProject(tx, project.id);
  return ok({ project, metrics: await loadMetrics(tx, project.id) });
}

/** The same and the one that is meant. */
export async function loadOne(
  tx: Tx,
  who: Who,
  typed: string,
): Promise<Outcome<Metrics & { metric: MetricWithValues }>> {
  const all = await loadAll(tx, who, 'changing');
  if (!all.ok) return all;
  const { metrics } = all.value;
  const metric = numbered(metrics, typed, metricLetter);
  return metric ? ok({ ...all.value, metric }) : unknownOf(typed, metricLetter, metrics.map(metricName));
}
