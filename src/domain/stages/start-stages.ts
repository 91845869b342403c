import { marketStages } from '../blueprints/catalogue/market-stages.ts';
import { applyBlueprint, planBlueprint } from '../blueprints/plan.ts';
import type { Change } from '../change.ts';
import type { Project } from '../project/project.ts';
import { thresholdMetrics } from './start.ts';

/** Returns the rows of the stages of a new company: its milestones with their criteria, and its metrics (STG-1). */
export function startStages(
  project: Project,
  by: { personId: string; now: string; today: string; newId: () => string },
): Change[] {
  const target = { project, tree: [], highest: 0, risks: [], spentRisks: undefined };
  const people = new Map<string, never>();
  const plan = planBlueprint(marketStages, target, { start: null, price: undefined, people });
  const metrics: Change = { addMany: 'metric', rows: thresholdMetrics(project.id, by.newId) };
  return [...applyBlueprint(plan, target, people, by).changes, metrics];
}
