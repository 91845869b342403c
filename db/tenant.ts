import { sql } from 'drizzle-orm';
import type { Database } from './connect.ts';

/** A transaction, once a tenant is set in it. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Where a request comes from, as the directory knows addresses. */
export type Door = {
  platform: string;
  /** An operator at a terminal names the workspace itself. */
  tenant: string;
  channel?: string;
  /** A direct chat leads to the workspace where this person takes part, when it is only one. */
  user?: string;
  /** A one-time code leads to the workspace that made it. */
  codeHash?: string;
};

/** What the directory says of a door. */
export type Entered = {
  workspaceId: string;
  roomId: string | null;
  /** The channel is linked to a project, of this workspace or another. */
  linked: boolean;
};

/**
 * Makes the transaction the tenant's own, in one statement: finds the workspace that the door
 * leads to, sets it, and gives up the rights of the owning role, so that from here on row-level
 * security binds every statement (OPS-4). Undefined when no workspace knows the door.
 */
export async function enter(tx: Tx, door: Door): Promise<Entered | undefined> {
  const result = await tx.execute(sql`
    with found as (
      select workspace_id, null::uuid as room_id, 0 as rank from link_code where hash = ${door.codeHash ?? null}
      union all
      select workspace_id, room_id, 1 from room_address
        where platform = ${door.platform} and tenant = ${door.tenant} and channel = ${door.channel ?? null}
      union all
      select min(i.workspace_id::text)::uuid, null, 2 from identity i
        join member m on m.workspace_id = i.workspace_id and m.person_id = i.person_id
        where i.platform = ${door.platform} and i.tenant = ${door.tenant} and i.user_key = ${door.user ?? null}
        having count(distinct i.workspace_id) = 1
      union all
      select workspace_id, null, 3 from installation
        where platform = ${door.platform} and tenant = ${door.tenant}
      union all
      select workspace_id, null, 4 from workspace
        where ${door.platform}::text = 'cli' and workspace_id::text = ${door.tenant}
    ), best as (select * from found order by rank limit 1)
    select workspace_id, room_id, exists (select 1 from found where rank = 1) as linked, set_config('app.workspace_id', workspace_id::text, true),
      set_config('role', 'milepost_app', true) from best`);
  const [row] = rowsOf<{ workspace_id: string; room_id: string | null; linked: boolean }>(result);
  return row ? { workspaceId: row.workspace_id, roomId: row.room_id, linked: row.linked } : undefined;
}

/** Makes the transaction a known tenant's own; for work that no request started. */
export async function enterWorkspace(tx: Tx, workspaceId: string): Promise<void> {
  await tx.execute(sql`select set_config('app.workspace_id', ${workspaceId}, true),
    set_config('role', 'milepost_app', true)`);
}

/** The two drivers wrap the rows of raw statements differently. */
export function rowsOf<T>(result: unknown): T[] {
  return (Array.isArray(result) ? result : (result as { rows: T[] }).rows) as T[];
}
