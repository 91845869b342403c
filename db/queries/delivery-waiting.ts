import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Medium } from '../../src/domain/change.ts';
import type { Database } from '../connect.ts';
import { installation, room } from '../schema/tables.ts';
import { rowsOf } from '../tenant.ts';
import type { RoomKey } from './delivery-take.ts';

/*
 * Questions across tenants, asked before any tenant is set, as the role that owns the tables: only
 * ids leave these queries.
 */

/** An organisation on a platform. */
export type Organisation = { platform: Medium; tenant: string };

/** The rooms that have something to be told and may be told now; of one organisation, if given. */
export async function waitingRooms(
  db: Database,
  now: string,
  platforms: readonly string[],
  only?: Organisation,
): Promise<RoomKey[]> {
  if (platforms.length === 0) return [];
  const ours = only ? sql`and room.platform = ${only.platform} and room.tenant = ${only.tenant}` : sql``;
  const result = await db.execute(sql`select distinct r.workspace_id, r.room_id
    from ${open(platforms)} and ${mayBeSent(now)} ${ours}`);
  return rowsOf<{ workspace_id: string; room_id: string }>(result).map((row) => ({
    workspaceId: row.workspace_id,
    roomId: row.room_id,
  }));
}

/** Whether anything is being sent or will be within the pace; what backs off or is held back is not counted. */
export async function anythingPlanned(
  db: Database,
  now: string,
  platforms: readonly string[],
): Promise<boolean> {
  if (platforms.length === 0) return false;
  const result = await db.execute(sql`select exists (select from ${open(platforms)}
    and (r.state = 'sending' or ${mayBeSent(now)}
      and (r.not_before is null or r.not_before <= ${now}::timestamptz))) as planned`);
  return rowsOf<{ planned: boolean }>(result)[0]?.planned ?? false;
}

/** Nothing is sent to an organisation before then. */
export async function pauseInstallation(db: Database, at: Organisation, until: string): Promise<void> {
  await db
    .update(installation)
    .set({ pausedUntil: sql`greatest(${installation.pausedUntil}, ${until}::timestamptz)` })
    .where(of(at));
}

/** Nothing is sent to an organisation until it is restored; true when that is news. */
export async function switchOff(db: Database, at: Organisation, since: string): Promise<boolean> {
  const off = await db
    .update(installation)
    .set({ offSince: since })
    .where(and(of(at), isNull(installation.offSince)))
    .returning({ tenant: installation.tenant });
  return off.length > 0;
}

/** An organisation may be sent to again; without one, all may: a restart is a chance that it was mended. */
export async function switchOn(db: Database, at?: Organisation): Promise<void> {
  await db
    .update(installation)
    .set({ offSince: null })
    .where(and(sql`${installation.offSince} is not null`, at && of(at)));
}

/** Takes the rooms back from workers that cannot live any more: for a database with one process. */
export async function dropLeases(db: Database): Promise<void> {
  await db.update(room).set({ leasedUntil: null }).where(sql`${room.leasedUntil} is not null`);
}

const open = (platforms: readonly string[]): SQL => sql`receipt r
  join room on room.workspace_id = r.workspace_id and room.id = r.room_id
  left join installation i on i.platform = room.platform and i.tenant = room.tenant
  where r.state in ('planned', 'sending') and room.platform in ${platforms}`;

const mayBeSent = (now: string): SQL =>
  sql`i.off_since is null and (i.paused_until is null or i.paused_until <= ${now}::timestamptz)`;

const of = (at: Organisation) =>
  and(eq(installation.platform, at.platform), eq(installation.tenant, at.tenant));
