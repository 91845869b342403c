import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { Milestone } from '../../../src/domain/plan/milestone.ts';
import type { Tx } from '../../database.ts';
import { ownTenant } from '../../schema/keys.ts';
import { milestone } from '../../schema/plan.ts';

/** Returns the next sibling of a milestone that has not started; undefined when it is the last. */
export async function nextMilestone(
  tx: Tx,
  { projectId, parentId, order }: Pick<Milestone, 'projectId' | 'parentId' | 'order'>,
): Promise<Pick<Milestone, 'name' | 'outcome'> | undefined> {
  const [row] = await tx
    .select({ name: milestone.name, outcome: milestone.outcome })
    .from(milestone)
    .where(
      and(
        eq(milestone.workspaceId, ownTenant),
        eq(milestone.projectId, projectId),
        parentId === null ? isNull(milestone.parentId) : eq(milestone.parentId, parentId),
        gt(milestone.order, order),
        eq(milestone.status, 'upcoming'),
        isNull(milestone.droppedAt),
      ),
    )
    .orderBy(asc(milestone.order))
    .limit(1);
  return row;
}
