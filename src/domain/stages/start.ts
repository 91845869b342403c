import { type Metric, newMetric } from '../launch/metric.ts';
import type { Milestone } from '../plan/milestone.ts';
import { type StageKey, stageDefinitions, stageKeys } from './stage.ts';

/** Returns what a stage adds to its new milestone: the first one starts at once. `today` is YYYY-MM-DD. */
export const placedStage = (stage: StageKey, today: string): Partial<Milestone> => ({
  stage,
  ...(stage === stageKeys[0] ? { status: 'in_progress', startDate: today } : {}),
});

/** Returns the metrics of the thresholds of all stages; a name that is used before is followed by its stage. */
export function thresholdMetrics(projectId: string, newId: () => string): Metric[] {
  const used = new Set<string>();
  return stageKeys
    .flatMap((key) =>
      stageDefinitions[key].criteria.flatMap(({ threshold }) =>
        threshold ? [{ ...threshold, stage: stageDefinitions[key].name }] : [],
      ),
    )
    .map(({ metric, target, stage }, index) => {
      const name = used.has(metric) ? `${metric}, ${stage}` : metric;
      used.add(metric);
      return newMetric({ id: newId(), projectId, number: index + 1, name, target, stage });
    });
}
