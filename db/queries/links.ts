import { and, eq } from 'drizzle-orm';
import type { LinkCode, Room } from '../../src/domain/change.ts';
import { linkCode, room } from '../schema/tables.ts';
import type { Tx } from '../tenant.ts';

/** A one-time code, locked so that it is used once; undefined when there is none such. */
export async function lockCode(tx: Tx, hash: string): Promise<LinkCode | undefined> {
  const [row] = await tx.select().from(linkCode).where(eq(linkCode.hash, hash)).for('update');
  if (!row) return undefined;
  const { workspaceId: _, ...code } = row;
  return code;
}

/** The room at an address, linked or not: a room that was linked once keeps its row and its receipts. */
export async function roomAt(
  tx: Tx,
  at: Pick<Room, 'platform' | 'tenant' | 'channel'>,
): Promise<{ id: string } | undefined> {
  const [row] = await tx
    .select({ id: room.id })
    .from(room)
    .where(and(eq(room.platform, at.platform), eq(room.tenant, at.tenant), eq(room.channel, at.channel)));
  return row;
}
