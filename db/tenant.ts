import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { statement } from './driver/statement.ts';

/** Where a request comes from. The directory (`db/schema/directory.ts`) maps it to a workspace. */
export type RequestOrigin = {
  platform: string;
  /** An operator at a terminal names the workspace itself. */
  tenant: string;
  channel?: string;
  /** For a direct chat: leads to the workspace where this person is a member, when there is exactly one. */
  user?: string;
  /** A one-time code leads to the workspace that made it. */
  codeHash?: string;
};

/** The workspace and room that the directory has for the origin of a request. */
export type Entered = {
  workspaceId: string;
  roomId: string | null;
  /** The channel is linked to a project, of this workspace or another. */
  linked: boolean;
};

const given = (name: keyof RequestOrigin) => sql`${sql.placeholder(name)}::text`;

/** The look-ups by which an origin is mapped to a workspace; the lowest rank wins. */
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
} satisfies Record<keyof RequestOrigin, SQL>;

/**
 * Switches to the application role, which row-level security binds. Also lowers `random_page_cost`, so
 * that the planner prefers an index: it would scan small tables and check the policy of every row.
 */
const asTenant = sql`set_config('role', 'milepost_app', true), set_config('random_page_cost', '0.1', true)`;

const enterBy = (names: (keyof RequestOrigin)[]) =>
  statement((tx) => {
    const found = sql.join(
      names.map((name) => ways[name]),
      sql` union all `,
    );
    // only a one-time code overrides a linked channel
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

/** One prepared statement for each combination of look-ups; a statement with unused ones could not be prepared once. */
const statements = new Map<string, ReturnType<typeof enterBy>>();

/**
 * Sets the tenant and the room of a transaction in one statement: looks up the workspace of an origin and
 * switches to the application role, so that row-level security applies to every later statement (OPS-4).
 *
 * @returns undefined when the origin belongs to no workspace.
 */
export async function enter(tx: Tx, origin: RequestOrigin): Promise<Entered | undefined> {
  const names = (Object.keys(ways) as (keyof RequestOrigin)[]).filter((name) =>
    name === 'platform' ? origin.platform === 'cli' : origin[name] !== undefined,
  );
  const kind = names.join();
  const by = statements.get(kind) ?? enterBy(names);
  statements.set(kind, by);
  const [row] = await by(tx, origin);
  return row && { workspaceId: row.workspaceId, roomId: row.roomId, linked: row.linked };
}

/** The id of the room that `enter` found; null before `enter`, and when it found none. */
export const roomHere = sql`nullif(current_setting('app.room_id', true), '')::uuid`;

/** Sets the tenant of a transaction by its id, for work that no request started. */
export async function enterWorkspace(tx: Tx, workspaceId: string): Promise<void> {
  await tx.execute(sql`select set_config('app.workspace_id', ${workspaceId}, true),
    ${asTenant}`);
}

/** The rows of a raw statement, which the two drivers wrap differently. */
export function rowsOf<T>(result: unknown): T[] {
  return (Array.isArray(result) ? result : (result as { rows: T[] }).rows) as T[];
}
