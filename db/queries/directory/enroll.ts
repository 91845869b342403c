import { sql } from 'drizzle-orm';
import { NIL, v7 } from 'uuid';
import type { Medium } from '../../../src/domain/platform.ts';
import type { Database } from '../../database.ts';
import { installation } from '../../schema/directory.ts';
import { workspace } from '../../schema/workspace.ts';

/**
 * Makes a workspace for an organisation on first contact; idempotent, also across replicas. The caller has already
 * verified that the organisation may use this installation (signature, token, allow-list). Runs as the owning role,
 * because there is no tenant yet.
 *
 * The mail server serves every workspace and belongs to none: it gets only an installation, so that it too can be
 * paused or be off.
 */
export async function enroll(db: Database, at: { platform: Medium; tenant: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const workspaceId = at.platform === 'email' ? NIL : v7();
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`${at.platform}/${at.tenant}`}, 0))`,
    );
    const known = await tx
      .select({ id: installation.workspaceId })
      .from(installation)
      .where(sql`${installation.platform} = ${at.platform} and ${installation.tenant} = ${at.tenant}`);
    if (known.length > 0) return;
    if (workspaceId !== NIL) await tx.insert(workspace).values({ workspaceId, name: at.tenant });
    await tx.insert(installation).values({ ...at, workspaceId });
  });
}
