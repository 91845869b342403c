import { and, desc, eq } from 'drizzle-orm';
import type { ScopeSnapshot } from '../../../src/domain/scope/snapshot.ts';
import type { Tx } from '../../database.ts';
import { ownTenant } from '../../schema/keys.ts';
import { scopeSnapshot } from '../../schema/scope.ts';

/** Returns what was agreed when a milestone last started; undefined where no start was recorded (SCP-1). */
export async function loadSnapshot(tx: Tx, milestoneId: string): Promise<ScopeSnapshot | undefined> {
  const [row] = await tx
    .select()
    .from(scopeSnapshot)
    .where(and(eq(scopeSnapshot.workspaceId, ownTenant), eq(scopeSnapshot.milestoneId, milestoneId)))
    .orderBy(desc(scopeSnapshot.at))
    .limit(1);
  if (!row) return undefined;
  const { workspaceId: _, id: _id, projectId: _project, ...snapshot } = row;
  return snapshot;
}
