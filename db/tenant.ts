import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { statement } from './driver/statement.ts';

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

const given = (name: keyof Door) => sql`${sql.placeholder(name)}::text`;

/** The ways in that a door may offer; the lowest rank is meant. */
const ways = {
  codeHash: sql`select workspace_id, null::uuid as room_id, 0 as rank from link_code where hash = ${given('codeHash')}`,
  channel: sql`select workspace_id, room_id, 1 as rank from room_address
    where platform = ${given('platform')} and tenant = ${given('tenant')} and channel = ${given('channel')}`,
  user: sql`select min(i.workspace_id::text)::uuid as workspace_id, null::uuid as room_id, 2 as rank from identity i
    join member m on m.workspace_id = i.workspace_id and m.person_id = i.person_id
    where i.platform = ${given('platform')} and i.tenant = ${given('tenant')} and i.user_key = ${given('user')}
    having count(distinct i.workspace_id) = 1`,
  tenant: sql`select workspace_id, null::uuid as room_id, 3 as rank from installation
    where platform = ${given('platform')} and tenant = ${given('tenant')}`,
  platform: sql`select workspace_id, null::uuid as room_id, 4 as rank from workspace
    where ${given('platform')} = 'cli' and workspace_id::text = ${given('tenant')}`,
} satisfies Record<keyof Door, SQL>;

/**
 * Gives up the rights of the owning role. And has the planner take a row by its index for as good as
 * free, which it is in memory: small tables it would else read whole, asking of every row, dead ones
 * too, whose it is.
 */
const asTenant = sql`set_config('role', 'milepost_app', true), set_config('random_page_cost', '0.1', true)`;

const enterBy = (names: (keyof Door)[]) =>
  statement((tx) => {
    const found = sql.join(
      names.map((name) => ways[name]),
      sql` union all `,
    );
    // nothing but a code leads past a channel that is known
    const linked =
      names.includes('codeHash') && names.includes('channel') ? sql`exists (${ways.channel})` : sql`rank = 1`;
    return tx
      .select({
        workspaceId: sql<string>`workspace_id`,
        roomId: sql<string | null>`room_id`,
        linked: sql<boolean>`${linked}`,
        set: sql`concat(set_config('app.workspace_id', workspace_id::text, true),
          set_config('app.room_id', coalesce(room_id::text, ''), true), ${asTenant})`,
      })
      .from(sql`(${found} order by rank limit 1) best`)
      .prepare(`enter_by_${names.join('_')}`);
  });

/** One statement for each kind of door: with ways that are not there, the server would plan it anew each time. */
const doors = new Map<string, ReturnType<typeof enterBy>>();

/**
 * Makes the transaction the tenant's own, in one statement: finds the workspace that the door
 * leads to, sets it, and gives up the rights of the owning role, so that from here on row-level
 * security binds every statement (OPS-4). Sets the room too. Undefined when no workspace knows the
 * door.
 */
export async function enter(tx: Tx, door: Door): Promise<Entered | undefined> {
  const names = (Object.keys(ways) as (keyof Door)[]).filter((name) =>
    name === 'platform' ? door.platform === 'cli' : door[name] !== undefined,
  );
  const kind = names.join();
  const by = doors.get(kind) ?? enterBy(names);
  doors.set(kind, by);
  const [row] = await by(tx, door);
  return row && { workspaceId: row.workspaceId, roomId: row.roomId, linked: row.linked };
}

/** The room that the door led to; null in statements before any door, and where it led to none. */
export const roomHere = sql`nullif(current_setting('app.room_id', true), '')::uuid`;

/** Makes the transaction a known tenant's own; for work that no request started. */
export async function enterWorkspace(tx: Tx, workspaceId: string): Promise<void> {
  await tx.execute(sql`select set_config('app.workspace_id', ${workspaceId}, true),
    ${asTenant}`);
}

/** The two drivers wrap the rows of raw statements differently. */
export function rowsOf<T>(result: unknown): T[] {
  return (Array.isArray(result) ? result : (result as { rows: T[] }).rows) as T[];
}
