import type { Project } from '../domain/project/project.ts';
import type { StageComparison, StageMetrics } from '../domain/stages/metrics.ts';
import { projectRef, type Resource } from './resource.ts';

/** The figures of the stages of a company, and how all companies of a coach did in each; null: no company is meant. */
export const stageMetricsResource = (
  of: { project: Project; stages: readonly StageMetrics[] } | undefined,
  compared: readonly StageComparison[],
  companies: number,
): Resource => ({
  project: of ? projectRef(of.project) : null,
  stages: (of?.stages ?? []).map(({ tasks, updates, decisions, evidence, completionDays, ...one }) => ({
    stage: one.stage,
    daysInStage: one.days,
    started: one.started,
    achieved: one.achieved,
    isCurrent: one.isCurrent,
    tasks: { total: tasks.total, active: tasks.active, completed: tasks.completed },
    completionDays: { average: completionDays.average, median: completionDays.median },
    updates: updates.length,
    approvalRate: one.approvalRate,
    decisions: decisions.length,
    evidence: evidence.length,
  })),
  companies,
  comparison: compared.map(({ stage, achieved, current, average, median, place }) => ({
    stage,
    achieved,
    current,
    averageDays: average,
    medianDays: median,
    place,
  })),
});
