import { and, eq, getTableColumns } from 'drizzle-orm';
import type { ReviewFacts } from '../../../src/domain/facts.ts';
import type { Tx } from '../../database.ts';
import { ownTenant } from '../../schema/keys.ts';
import { review } from '../../schema/review.ts';
import { loadMilestone } from '../plan/milestone-facts.ts';
import { nameOf, reviewParts } from './parts.ts';

const { workspaceId: _, ...columns } = getTableColumns(review);

/** Returns a submission with the facts of its milestone, in two statements; undefined when it does not exist. */
export async function loadReview(tx: Tx, id: string): Promise<ReviewFacts | undefined> {
  const [row] = await tx
    .select({
      ...columns,
      submittedBy: nameOf(review.submittedById),
      ...reviewParts,
    })
    .from(review)
    .where(and(eq(review.workspaceId, ownTenant), eq(review.id, id)));
  const facts = row && (await loadMilestone(tx, row.milestoneId));
  return facts && { ...facts, review: row, submittedBy: row.submittedBy };
}
