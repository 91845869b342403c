import { sql } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';

/**
 * Finds the project whose thread is at a message of a linked room; undefined where it is none. Needs the role that
 * owns the tables, because the tenant is not known yet; only ids leave.
 */
export async function threadAt(
  db: Database,
  { platform, tenant, channel }: { platform: string; tenant: string; channel: string },
  messageId: string,
): Promise<{ workspaceId: string; projectId: string } | undefined> {
  const found =
    await db.execute(sql`select c.workspace_id as "workspaceId", c.project_id as "projectId" from room_address a
    join room r on r.workspace_id = a.workspace_id and r.id = a.room_id
    join card c on c.workspace_id = r.workspace_id and c.project_id = r.project_id and c.room_id = r.id
    where a.platform = ${platform} and a.tenant = ${tenant} and a.channel = ${channel}
      and c.subject_kind = 'thread' and c.message_id = ${messageId} and c.thread_id is null and not c.closed
    limit 1`);
  return rowsOf<{ workspaceId: string; projectId: string }>(found)[0];
}

/** Returns the names of people of a workspace by their user ids in one organisation. */
export async function namesAt(
  db: Pick<Database, 'execute'>,
  workspaceId: string,
  { platform, tenant }: { platform: string; tenant: string },
  users: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (users.length === 0) return new Map();
  const found = await db.execute(sql`select i.user_key as user, p.name from identity i
    join person p on p.workspace_id = i.workspace_id and p.id = i.person_id
    where i.workspace_id = ${workspaceId}::uuid and i.platform = ${platform} and i.tenant = ${tenant}
      and i.user_key in ${[...users]}`);
  return new Map(rowsOf<{ user: string; name: string }>(found).map(({ user, name }) => [user, name]));
}
