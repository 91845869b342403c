import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Medium } from '../../../src/domain/platform.ts';
import type { Database } from '../../database.ts';
import { installation } from '../../schema/directory.ts';
import { room } from '../../schema/project.ts';
import { rowsOf } from '../../tenant.ts';
import type { RoomKey } from './claim.ts';
import { ifPlausible, sendableAt, type Waits } from './waits.ts';

/* These queries cover all tenants, as the role that owns the tables: only ids leave them. */

/** An organisation on a platform. */
export type Organisation = { platform: Medium; tenant: string };

/** A pause of an installation from `now` until `until`, ISO instants, with its length in milliseconds. */
export type Pause = { now: string; until: string; ms: number };

/** Returns the rooms with planned receipts that may be sent now; of one organisation, if given. */
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

/** Whether anything is being sent or is due; receipts in back-off and paused rooms do not count. */
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

/** Pauses an installation because the platform asked to wait. A longer pause stays. */
export async function pauseInstallation(db: Database, at: Organisation, pause: Pause): Promise<void> {
  const pausedUntil = sql`${installation.pausedUntil}`;
  const longer = ifPlausible(pausedUntil, pause.now, sql`coalesce(${installation.pauseMs}, 0)`);
  await db
    .update(installation)
    .set({ pausedUntil: pause.until, pauseMs: Math.ceil(pause.ms) })
    .where(and(of(at), sql`coalesce(${longer} < ${pause.until}::timestamptz, true)`));
}

/** Ends the leases of workers that cannot be alive: for a database with one process. */
export async function dropLeases(db: Database): Promise<void> {
  await db.update(room).set({ leasedUntil: null }).where(sql`${room.leasedUntil} is not null`);
}

/** Returns the organisation of each room. */
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
