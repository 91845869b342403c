import { sql } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';

/** Marks the point to which `undoTrial` goes back. */
export const startTrial = async (tx: Tx): Promise<void> => void (await tx.execute(sql`savepoint trial`));

/** Takes back everything since `startTrial`; the transaction goes on. */
export const undoTrial = async (tx: Tx): Promise<void> =>
  void (await tx.execute(sql`rollback to savepoint trial`));

/** Returns how many records the history of a project has: a figure that each change of it raises. */
export async function historyLength(tx: Tx, projectId: string): Promise<number> {
  const result = await tx.execute(sql`select count(*)::int as length from activity
    where workspace_id = milepost_tenant() and project_id = ${projectId}::uuid`);
  return rowsOf<{ length: number }>(result)[0]?.length ?? 0;
}
