import type { Tx } from '../../../db/database.ts';
import { loadTree } from '../../../db/queries/plan/milestones.ts';
import { save } from '../../../db/queries/save/save.ts';
import { loadScoped } from '../../../db/queries/scope/change-orders.ts';
import type { Decision } from '../../domain/change.ts';
import { applyChangeOrder } from '../../domain/scope/apply.ts';
import { effectOf } from '../../domain/scope/effect.ts';
import type { TriedAt } from './one-line.ts';

/** Applies the change orders that a line has proposed as if both sides had signed, and says whether there were any. */
export async function settleOrders(
  tx: Tx,
  { who: { workspaceId, person }, project, moment: { now, newId } }: TriedAt,
  decisions: readonly Decision[],
): Promise<boolean> {
  const proposed = decisions
    .flatMap(({ changes }) => changes)
    .flatMap((change) => ('add' in change && change.add === 'changeOrder' ? [change.row] : []));
  for (const order of proposed) {
    const facts = await loadScoped(tx, project.id);
    const found = facts && effectOf(order, facts.plan);
    if (!facts || !found?.ok) continue;
    const { highest } = await loadTree(tx, project.id);
    const { changes } = applyChangeOrder(order, found.effect, facts, { newId, highest, now });
    const set = { state: 'applied', closedById: person.id, closedAt: now, effect: found.effect } as const;
    await save(tx, {
      workspaceId,
      changes: [{ alter: 'changeOrder', id: order.id, set }, ...changes],
      activity: [],
    });
  }
  return proposed.length > 0;
}
