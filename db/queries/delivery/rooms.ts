import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Room } from '../../../src/domain/project/room.ts';
import type { Tx } from '../../database.ts';
import { arrival, card, receipt } from '../../schema/delivery.ts';
import { roomAddress } from '../../schema/directory.ts';
import { isRow, ownTenant } from '../../schema/keys.ts';
import { room } from '../../schema/project.ts';
import { enter } from '../../tenant.ts';
import type { RoomKey } from './claim.ts';
import { lockRooms } from './room-lost.ts';

type Place = Pick<Room, 'platform' | 'tenant' | 'channel'>;
/** A room as its platform reported it; absent fields stay unchanged. */
type ReportedRoom = Place & Pick<Room, 'kind'> & { name?: string; reach?: Record<string, string> };

/** The room at an address. */
export type FoundRoom = RoomKey & { name: string | null; projectId: string | null };

/** Enters the tenant of a room and finds the room; undefined when no tenant has it. */
export async function enterRoom(tx: Tx, at: Place): Promise<FoundRoom | undefined> {
  const entered = await enter(tx, { platform: at.platform, tenant: at.tenant, channel: at.channel });
  if (!entered) return undefined;
  const [row] = await tx
    .select({ roomId: room.id, name: room.name, projectId: room.projectId })
    .from(room)
    .where(place(at));
  return row && { ...row, workspaceId: entered.workspaceId };
}

/** Sets the name of a room. */
export async function renameRoom(tx: Tx, roomId: string, name: string): Promise<void> {
  await tx.update(room).set({ name }).where(one(roomId));
}

/**
 * Moves a room to another address: its platform renumbered it, or a direct chat was opened. Merges it with a row
 * that is there already and belongs to no project.
 *
 * @returns the room at the address; undefined when another project has it.
 */
export async function moveRoom(
  tx: Tx,
  roomId: string,
  to: Place & { reach?: Record<string, string> },
): Promise<string | undefined> {
  const [there] = await tx.select({ id: room.id, projectId: room.projectId }).from(room).where(place(to));
  if (there && there.id !== roomId) {
    if (there.projectId) return undefined;
    await mergeRooms(tx, there.id, roomId);
  }
  const reach = to.reach ? { reach: to.reach } : {};
  await tx
    .update(room)
    .set({ channel: to.channel, ...reach })
    .where(one(roomId));
  await tx
    .update(roomAddress)
    .set({ channel: to.channel })
    .where(and(eq(roomAddress.workspaceId, ownTenant), eq(roomAddress.roomId, roomId)));
  return roomId;
}

async function mergeRooms(tx: Tx, from: string, into: string): Promise<void> {
  await lockRooms(tx, [from, into]);
  const moved = { roomId: into };
  await tx
    .update(receipt)
    .set(moved)
    .where(and(eq(receipt.workspaceId, ownTenant), eq(receipt.roomId, from)));
  await tx
    .update(card)
    .set(moved)
    .where(and(eq(card.workspaceId, ownTenant), eq(card.roomId, from)));
  await tx
    .delete(roomAddress)
    .where(and(eq(roomAddress.workspaceId, ownTenant), eq(roomAddress.roomId, from)));
  await tx.delete(room).where(one(from));
}

/**
 * Whether a room is greeted for the first time. A known room was greeted or used before; of two concurrent arrivals
 * the second waits for the first.
 */
export async function firstGreeting(tx: Tx, workspaceId: string, at: Place): Promise<boolean> {
  const [known] = await tx.select({ id: room.id }).from(room).where(place(at));
  if (known) return false;
  const delivery = `hello:${at.platform}/${at.tenant}/${at.channel}`;
  const made = await tx
    .insert(arrival)
    .values({ workspaceId, delivery })
    .onConflictDoNothing()
    .returning({ delivery: arrival.delivery });
  return made.length > 0;
}

/** Creates or updates the room of an address; returns its id. */
export async function upsertRoom(tx: Tx, workspaceId: string, at: ReportedRoom): Promise<string> {
  const { platform, tenant, channel, kind, name, reach } = at;
  const fresh = { ...(name === undefined ? {} : { name }), ...(reach === undefined ? {} : { reach }) };
  const [row] = await tx
    .insert(room)
    .values({ workspaceId, id: v7(), platform, tenant, channel, kind, ...fresh })
    .onConflictDoUpdate({
      target: [room.workspaceId, room.platform, room.tenant, room.channel],
      set: { kind, ...fresh },
    })
    .returning({ id: room.id });
  if (!row) throw new Error('a room was neither made nor found');
  return row.id;
}

const one = (roomId: string) => isRow(room, roomId);
const place = (at: Place) =>
  and(
    eq(room.workspaceId, ownTenant),
    eq(room.platform, at.platform),
    eq(room.tenant, at.tenant),
    eq(room.channel, at.channel),
  );
