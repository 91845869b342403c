import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Database } from '../connect.ts';
import { installation, workspace } from '../schema/tables.ts';

/**
 * Makes a workspace for an organisation that is seen for the first time; safe to call again and
 * from several replicas at once. The caller has already proved that the organisation may use this
 * installation (signature, token, allow-list). Runs as the owning role: there is no tenant yet.
 */
export async function enroll(
  db: Database,
  at: { platform: 'slack' | 'teams' | 'cli'; tenant: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const workspaceId = v7();
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`${at.platform}/${at.tenant}`}, 0))`,
    );
    const known = await tx
      .select({ id: installation.workspaceId })
      .from(installation)
      .where(sql`${installation.platform} = ${at.platform} and ${installation.tenant} = ${at.tenant}`);
    if (known.length > 0) return;
    await tx.insert(workspace).values({ workspaceId, name: at.tenant });
    await tx.insert(installation).values({ ...at, workspaceId });
  });
}
