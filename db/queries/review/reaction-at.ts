import { sql } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';

/**
 * Returns the emoji by which messages of a room become evidence; undefined where the room shows no project, or its
 * project means nothing by reactions. Needs the role that owns the tables, because the tenant is not known yet.
 */
export async function reactionAt(
  db: Database,
  { platform, tenant, channel }: { platform: string; tenant: string; channel: string },
): Promise<string | undefined> {
  const found = await db.execute(sql`select p.policies ->> 'evidenceReaction' as emoji from room_address a
    join room r on r.workspace_id = a.workspace_id and r.id = a.room_id
    join project p on p.workspace_id = r.workspace_id and p.id = r.project_id
    where a.platform = ${platform} and a.tenant = ${tenant} and a.channel = ${channel}`);
  return rowsOf<{ emoji: string | null }>(found)[0]?.emoji ?? undefined;
}
