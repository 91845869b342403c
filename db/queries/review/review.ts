import { and, eq, getTableColumns, type SQLWrapper, sql } from 'drizzle-orm';
import type { ReviewFacts } from '../../../src/domain/facts.ts';
import type { Tx } from '../../database.ts';
import { ownTenant } from '../../schema/keys.ts';
import { review } from '../../schema/review.ts';
import { loadMilestone } from '../plan/milestone-facts.ts';

const { workspaceId: _, ...columns } = getTableColumns(review);

const nameOf = (id: SQLWrapper) =>
  sql<string | null>`(select p.name from person p where p.workspace_id = milepost_tenant() and p.id = ${id})`;

/** Returns a submission with the facts of its milestone, in two statements; undefined when it does not exist. */
export async function loadReview(tx: Tx, id: string): Promise<ReviewFacts | undefined> {
  const [row] = await tx
    .select({ ...columns, submittedBy: nameOf(review.submittedById), decidedBy: nameOf(review.decidedById) })
    .from(review)
    .where(and(eq(review.workspaceId, ownTenant), eq(review.id, id)));
  const facts = row && (await loadMilestone(tx, row.milestoneId));
  return facts && { ...facts, review: row, submittedBy: row.submittedBy };
}
