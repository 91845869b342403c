import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import type { Milestone } from '../../../src/domain/plan/milestone.ts';
import type { Reaction } from '../../../src/domain/review/reaction.ts';
import type { Database, Tx } from '../../database.ts';
import { ownTenant } from '../../schema/keys.ts';
import { milestone } from '../../schema/plan.ts';
import { evidence, reaction } from '../../schema/review.ts';
import { rowsOf } from '../../tenant.ts';

/**
 * Returns the projects with evidence that quotes a message, by its key. Needs the role that owns the tables, because
 * the tenant is not known yet; only ids leave.
 */
export async function projectsQuoting(
  db: Database,
  key: string,
): Promise<{ workspaceId: string; projectId: string }[]> {
  const found =
    await db.execute(sql`select distinct workspace_id as "workspaceId", project_id as "projectId" from evidence
    where quote is not null and quote ->> 'key' = ${key}`);
  return rowsOf(found);
}

/** Returns the milestones of a project whose evidence quotes a message, the oldest evidence first. */
export async function milestonesQuoting(tx: Tx, projectId: string, key: string): Promise<string[]> {
  const rows = await tx
    .select({ id: evidence.milestoneId })
    .from(evidence)
    .where(
      and(
        eq(evidence.workspaceId, ownTenant),
        eq(evidence.projectId, projectId),
        sql`quote is not null and quote ->> 'key' = ${key}`,
      ),
    )
    .orderBy(evidence.addedAt, evidence.id);
  return [...new Set(rows.map(({ id }) => id))];
}

const { workspaceId: _, ...reactionColumns } = getTableColumns(reaction);

/** Returns the last report of each account's reaction to a message. */
export const loadReactions = (tx: Tx, projectId: string, key: string): Promise<Reaction[]> =>
  tx
    .select(reactionColumns)
    .from(reaction)
    .where(
      and(eq(reaction.workspaceId, ownTenant), eq(reaction.projectId, projectId), eq(reaction.key, key)),
    );

/** Returns the milestones of a project in progress, with the stage that each is. */
export const milestonesInProgress = (tx: Tx, projectId: string): Promise<Pick<Milestone, 'id' | 'stage'>[]> =>
  tx
    .select({ id: milestone.id, stage: milestone.stage })
    .from(milestone)
    .where(
      and(
        eq(milestone.workspaceId, ownTenant),
        eq(milestone.projectId, projectId),
        eq(milestone.status, 'in_progress'),
        isNull(milestone.droppedAt),
      ),
    );
