import { and, eq, sql } from 'drizzle-orm';
import type { LinkCode, Room } from '../../../src/domain/project/room.ts';
import type { Tx } from '../../database.ts';
import { linkCode } from '../../schema/directory.ts';
import { room } from '../../schema/project.ts';

/** A one-time code, locked so that it is used once; undefined when there is none such. */
export async function lockCode(tx: Tx, hash: string): Promise<LinkCode | undefined> {
  const [row] = await tx.select().from(linkCode).where(eq(linkCode.hash, hash)).for('update');
  if (!row) return undefined;
  const { workspaceId: _, ...code } = row;
  return code;
}

/** A place where a room is or may be. */
type Place = Pick<Room, 'platform' | 'tenant' | 'channel'>;

/**
 * The room at an address, linked or not: a room that was linked once keeps its row and its receipts.
 * What it belongs to is decided by one at a time: the place stays locked until the transaction ends.
 */
export async function lockRoomAt(
  tx: Tx,
  at: Place,
): Promise<{ id: string; projectId: string | null } | undefined> {
  const address = `${at.platform}/${at.tenant}/${at.channel}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${address}, 2))`);
  const [row] = await tx
    .select({ id: room.id, projectId: room.projectId })
    .from(room)
    .where(and(eq(room.platform, at.platform), eq(room.tenant, at.tenant), eq(room.channel, at.channel)));
  return row;
}
