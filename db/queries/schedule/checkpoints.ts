import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';
import { type ProjectRoom, roomsOf } from './rooms.ts';
import type { Clockwork } from './write.ts';

/** A metric whose checkpoint has come, or was not planned yet. */
export type DueCheckpoint = {
  workspaceId: string;
  metricId: string;
  projectId: string;
  checkpoint: string;
  at: string | null;
  zone: string;
  holidays: string[];
  rooms: ProjectRoom[] | null;
};

/** `m` is the metric. */
export const checkpointIsDue = (now: string): SQL => sql`m.checkpoint is not null
  and m.told_for is distinct from m.checkpoint
  and (m.checkpoint_at is null or m.checkpoint_at <= ${now}::timestamptz)`;

/** Claims metrics for this replica until the transaction ends. */
export async function claimCheckpoints(tx: Tx, now: string, batch: number): Promise<DueCheckpoint[]> {
  const result = await tx.execute(sql`
    select m.workspace_id as "workspaceId", m.id as "metricId", m.project_id as "projectId",
      m.checkpoint::text as checkpoint, ${isoOf(sql`m.checkpoint_at`)} as at, pr.zone, pr.holidays,
      ${roomsOf(sql`'team'`)} as rooms
    from metric m join project pr on pr.workspace_id = m.workspace_id and pr.id = m.project_id
    where ${checkpointIsDue(now)} order by m.checkpoint_at limit ${batch} for no key update of m skip locked`);
  return rowsOf<DueCheckpoint>(result);
}

/** Where a checkpoint is kept; without a next moment it is over. */
export const checkpointClock: Clockwork = {
  table: 'metric',
  set: sql`checkpoint_at = next."nextAt",
    told_for = case when next."nextAt" is null then t.checkpoint else t.told_for end`,
};
