import { roomLostCard } from '../../../cards/views/project/room-lost.ts';
import type { LockedRoom } from '../../../db/queries/delivery/claim.ts';
import {
  addressesOf,
  directRooms,
  lockRooms,
  planNews,
  projectOfRoom,
  recordLost,
  unlinkRoom,
} from '../../../db/queries/delivery/room-lost.ts';
import { enterWorkspace } from '../../../db/tenant.ts';
import { governors } from '../../domain/project/access.ts';
import type { Queue } from '../queue.ts';
import { instantAt, type Ports } from '../settings.ts';

/** A room that may be lost. */
export type LostRoom = Pick<LockedRoom, 'workspaceId' | 'roomId' | 'platform' | 'tenant' | 'name'>;

/**
 * Unlinks a room where nobody can post any more and notifies those who run its project. Its cards are no
 * longer updated, and the history records it. Idempotent.
 */
export async function handleLostRoom(ports: Ports, queue: Queue, lost: LostRoom, why: string): Promise<void> {
  const at = instantAt(ports.now());
  const unlinked = await ports.db.transaction(async (tx) => {
    await enterWorkspace(tx, lost.workspaceId);
    const before = await projectOfRoom(tx, lost.roomId);
    const platforms = Object.keys(ports.messengers);
    const people = before ? await addressesOf(tx, before.id, governors(before), lost, platforms) : [];
    const chats = await directRooms(tx, people);
    await lockRooms(tx, [lost.roomId, ...chats]);
    const project = await projectOfRoom(tx, lost.roomId);
    await unlinkRoom(tx, lost.roomId, why, at);
    if (!project) return undefined;
    await recordLost(tx, { ...lost, projectId: project.id }, why, at);
    await planNews(
      tx,
      chats,
      roomLostCard({ project: project.name, room: lost.name, platform: lost.platform, why }),
    );
    await queue.enqueue(tx, lost.workspaceId, chats);
    return project;
  });
  const { platform, tenant, roomId: room } = lost;
  if (unlinked) ports.log.warn({ platform, tenant, room, cause: why }, 'room unlinked');
}
