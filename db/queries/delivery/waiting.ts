import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Medium } from '../../../src/domain/platform.ts';
import type { Database } from '../../database.ts';
import { installation } from '../../schema/directory.ts';
import { room } from '../../schema/project.ts';
import { rowsOf } from '../../tenant.ts';
import type { RoomKey } from './claim.ts';
import { ifPlausible, sendableAt, type Waits } from './waits.ts';

/*
 * Questions across tenants, asked before any tenant is set, as the role that owns the tables: only
 * ids leave these queries.
 */

/** An organisation on a platform. */
export type Organisation = { platform: Medium; tenant: string };

/** A pause of an installation: its length from `now`, an ISO instant, and the instant when it ends. */
export type Pause = { now: string; until: string; ms: number };

/** The rooms that have something to be told and may be told now; of one organisation, if given. */
export async function waitingRooms(
  db: Database,
  now: string,
  waits: Waits,
  platforms: readonly string[],
  only?: Organisation,
): Promise<RoomKey[]> {
  if (platforms.length === 0) return [];
  const ours = only ? sql`and room.platform = ${only.platform} and room.tenant = ${only.tenant}` : sql``;
  const result = await db.execute(sql`select distinct r.workspace_id, r.room_id
    from ${open(platforms)} and ${mayBeSent(now, waits)} ${ours}`);
  return rowsOf<{ workspace_id: string; room_id: string }>(result).map((row) => ({
    workspaceId: row.workspace_id,
    roomId: row.room_id,
  }));
}

/** Whether anything is being sent or will be within the pace; what backs off or is held back is not counted. */
export async function hasDueReceipts(
  db: Database,
  now: string,
  waits: Waits,
  platforms: readonly string[],
): Promise<boolean> {
  if (platforms.length === 0) return false;
  const result = await db.execute(sql`select exists (select from ${open(platforms)}
    and (r.state = 'sending' or ${mayBeSent(now, waits)}
      and coalesce(${sendableAt(now, waits.backOff)} <= ${now}::timestamptz, true))) as planned`);
  return rowsOf<{ planned: boolean }>(result)[0]?.planned ?? false;
}

/** Nothing is sent to an organisation for so long: the platform asked for patience. A longer pause stays. */
export async function pauseInstallation(db: Database, at: Organisation, pause: Pause): Promise<void> {
  const pausedUntil = sql`${installation.pausedUntil}`;
  const longer = ifPlausible(pausedUntil, pause.now, sql`coalesce(${installation.pauseMs}, 0)`);
  await db
    .update(installation)
    .set({ pausedUntil: pause.until, pauseMs: Math.ceil(pause.ms) })
    .where(and(of(at), sql`coalesce(${longer} < ${pause.until}::timestamptz, true)`));
}

/** Takes the rooms back from workers that cannot live any more: for a database with one process. */
export async function dropLeases(db: Database): Promise<void> {
  await db.update(room).set({ leasedUntil: null }).where(sql`${room.leasedUntil} is not null`);
}

/** On what each of these rooms lives. */
export async function organisationsOf(
  db: Database,
  keys: readonly RoomKey[],
): Promise<(RoomKey & Organisation)[]> {
  if (keys.length === 0) return [];
  const named = keys.map(({ workspaceId, roomId }) => sql`(${workspaceId}::uuid, ${roomId}::uuid)`);
  return db
    .select({ workspaceId: room.workspaceId, roomId: room.id, platform: room.platform, tenant: room.tenant })
    .from(room)
    .where(sql`(${room.workspaceId}, ${room.id}) in (${sql.join(named, sql`, `)})`);
}

const open = (platforms: readonly string[]): SQL => sql`receipt r
  join room on room.workspace_id = r.workspace_id and room.id = r.room_id
  left join installation i on i.platform = room.platform and i.tenant = room.tenant
  where r.state in ('planned', 'sending') and room.platform in ${platforms}`;

const mayBeSent = (now: string, { pauseMs, strikeMs }: Waits): SQL => {
  const paused = ifPlausible(sql`i.paused_until`, now, sql`coalesce(i.pause_ms, ${pauseMs}::int)`);
  const refused = ifPlausible(sql`room.refused_until`, now, strikeMs);
  return sql`coalesce(greatest(${paused}, ${refused}) <= ${now}::timestamptz, true)`;
};

const of = (at: Organisation) =>
  and(eq(installation.platform, at.platform), eq(installation.tenant, at.tenant));
