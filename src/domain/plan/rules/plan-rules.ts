import type { Change } from '../../change.ts';
import { type Outcome, ok, rule } from '../../outcome.ts';
import { isCoached } from '../../project/policies.ts';
import type { Project } from '../../project/project.ts';
import { checkShares } from '../plan.ts';
import { alteredPlan, type CheckedPlan } from './altered-plan.ts';
import { checkOrder } from './order.ts';

/** What the rules of a plan are decided from. */
export type PlanToCheck = CheckedPlan & {
  /** The first that fixes the currency: a sent invoice, or an applied change order with a cost; null without any. */
  fixed: { what: string; as: 'sent' | 'applied'; currency: string } | null;
  /** Whether an active person coaches the project. */
  hasCoach: boolean;
};

/** Whether changes may break a rule of the plan, so that it is worth loading it. */
export const mayBreakPlan = (changes: readonly Change[]): boolean => changes.some(isChecked);

const checkedFields = ['status', 'kind', 'currency', 'policies'] as const satisfies (keyof Project)[];

function isChecked(change: Change): boolean {
  if ('add' in change) return change.add === 'dependency';
  if ('addMany' in change) return change.addMany === 'dependency';
  if ('alterMany' in change) return change.alterMany === 'milestone' && change.rows.some(isReplaced);
  if (!('alter' in change)) return false;
  if (change.alter === 'milestone') return isReplaced(change.set);
  return change.alter === 'project' && checkedFields.some((field) => change.set[field] !== undefined);
}

/** Whether a milestone moves to another place of the tree, or comes back to its place. */
const isReplaced = (set: { parentId?: string | null; droppedAt?: string | null }) =>
  set.parentId != null || set.droppedAt === null;

/**
 * Refuses changes after which the plan breaks a rule, whatever command decided them: a circle of requirements
 * (MODEL-3), a kind without its coach (STG-2), another currency than that of sent invoices
 * and applied change orders (PAY-1), and an active
 * plan with money whose shares do not sum to 100 (MODEL-5).
 */
export function checkPlan(changes: readonly Change[], plan: PlanToCheck): Outcome<true> {
  const after = alteredPlan(plan, changes);
  const tree = after.milestones.filter(({ droppedAt }) => droppedAt === null);
  const ordered = checkOrder(tree, after.links);
  if (!ordered.ok) return ordered;
  const [was, is] = [plan.project, after.project];
  if (isCoached(is.kind) && !isCoached(was.kind) && !plan.hasCoach)
    return rule(
      'A coach leads stages, and this project has no coach yet.',
      'First type “role @name coach”.',
      { label: 'Give a role', command: 'role', input: { role: 'coach' } },
    );
  const { fixed } = plan;
  if (fixed && is.currency !== was.currency && is.currency !== fixed.currency)
    return rule(
      `${fixed.what} is ${fixed.as} in ${fixed.currency}, so the currency stays.`,
      'Change the amount alone, such as “price 12000”.',
    );
  return sharesMoney(is) && !sharesMoney(was) ? checkShares(tree) : ok(true);
}

/** Whether the milestones of a project share its price now. */
const sharesMoney = ({ status, policies }: CheckedPlan['project']) => status !== 'draft' && policies.moneyOn;
