import { sql } from 'drizzle-orm';
import type { RoomDigest } from '../../../src/domain/project/room.ts';
import type { Tx } from '../../database.ts';
import { isRow } from '../../schema/keys.ts';
import { project, room } from '../../schema/project.ts';
import { rowsOf } from '../../tenant.ts';

/** Returns how a room gets its project's digest. */
export async function roomDigest(tx: Tx, roomId: string): Promise<RoomDigest | undefined> {
  const [row] = await tx
    .select({ digest: room.digest, digestAt: room.digestAt, digestIn: room.digestIn })
    .from(room)
    .where(isRow(room, roomId));
  return row;
}

/** Returns when a project next asks for updates; null: not planned. */
export async function nextAsk(tx: Tx, projectId: string): Promise<string | null> {
  const [row] = await tx.select({ asksAt: project.asksAt }).from(project).where(isRow(project, projectId));
  return row?.asksAt ?? null;
}

/** Whether a digest for a room or person was planned since an instant. */
export async function digestSince(
  tx: Tx,
  kind: 'digest' | 'personal',
  target: string,
  since: string,
): Promise<boolean> {
  const result =
    await tx.execute(sql`select exists (select from receipt where workspace_id = milepost_tenant()
    and kind = ${kind} and target = ${target} and slot >= ${since}::timestamptz - interval '1 minute'
    and planned_at > ${since}::timestamptz) as there`);
  return rowsOf<{ there: boolean }>(result)[0]?.there ?? false;
}
