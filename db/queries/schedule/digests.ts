import { type SQL, sql } from 'drizzle-orm';
import type { Cadence } from '../../../src/domain/time/schedule.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';
import type { Clockwork } from './write.ts';

/** A room whose digest is due, or not planned yet. */
export type DueDigest = {
  workspaceId: string;
  roomId: string;
  platform: string;
  /** Null: the room was taken from its project. */
  projectId: string | null;
  zone: string | null;
  holidays: string[] | null;
  cadence: Cadence;
  at: string | null;
  /** Milepost was taken from the organisation. */
  off: boolean;
};

/** A room without a project is only looked at to forget what was planned for it. */
export const digestIsDue = (now: string): SQL => sql`room.digest is not null
  and (room.digest_at <= ${now}::timestamptz or room.digest_at is null and room.project_id is not null)`;

/** Claims rooms for this replica until the transaction ends. */
export async function claimDigests(tx: Tx, now: string, batch: number): Promise<DueDigest[]> {
  const result = await tx.execute(sql`
    select room.workspace_id as "workspaceId", room.id as "roomId", room.platform,
      room.project_id as "projectId", pr.zone, pr.holidays, room.digest as cadence,
      ${isoOf(sql`room.digest_at`)} as at, i.off_since is not null as off
    from room left join project pr on pr.workspace_id = room.workspace_id and pr.id = room.project_id
      left join installation i on i.platform = room.platform and i.tenant = room.tenant
    where ${digestIsDue(now)} order by room.digest_at limit ${batch} for no key update of room skip locked`);
  return rowsOf<DueDigest>(result);
}

/** Where a room's next digest is kept. */
export const digestClock: Clockwork = { table: 'room', set: sql`digest_at = next."nextAt"` };
