import type { Tx } from '../../db/database.ts';
import { loadPlanToCheck } from '../../db/queries/plan/checked-plan.ts';
import type { Decision } from '../domain/change.ts';
import { type Outcome, ok } from '../domain/outcome.ts';
import { checkPlan, mayBreakPlan } from '../domain/plan/rules/plan-rules.ts';
import type { Who } from '../domain/project/access.ts';

/**
 * Refuses a decision after which the plan breaks a rule, whatever command made it: undo and blueprints included.
 * Loads nothing where the changes cannot break one.
 */
export async function keepsPlanRules(
  tx: Tx,
  { project }: Who,
  { changes }: Decision,
): Promise<Outcome<true>> {
  if (!project || !mayBreakPlan(changes)) return ok(true);
  const plan = await loadPlanToCheck(tx, project.id);
  return plan ? checkPlan(changes, plan) : ok(true);
}
