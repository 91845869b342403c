import type { Tx } from '../../db/database.ts';
import { loadPlanToCheck } from '../../db/queries/plan/checked-plan.ts';
import { loadKeptStages } from '../../db/queries/stages/kept.ts';
import type { Decision } from '../domain/change.ts';
import { type Outcome, ok } from '../domain/outcome.ts';
import { checkPlan, mayBreakPlan } from '../domain/plan/rules/plan-rules.ts';
import type { Who } from '../domain/project/access.ts';
import { keepsStages, mayTouchStages } from '../domain/stages/kept.ts';
import { knownTo } from './drawn/for-customers.ts';

/**
 * Refuses a decision after which the plan breaks a rule, whatever command made it: undo and blueprints included.
 * Loads nothing where the changes cannot break one.
 */
export async function keepsPlanRules(
  tx: Tx,
  who: Who,
  { changes }: Pick<Decision, 'changes'>,
): Promise<Outcome<true>> {
  const { project } = who;
  if (!project) return ok(true);
  if (mayTouchStages(project, changes)) {
    const kept = keepsStages(changes, { ...who, project }, await loadKeptStages(tx, project.id));
    if (!kept.ok) return kept;
  }
  if (!mayBreakPlan(changes)) return ok(true);
  const plan = knownTo(who, await loadPlanToCheck(tx, project.id));
  return plan ? checkPlan(changes, plan) : ok(true);
}
