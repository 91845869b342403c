import { roomRestoredCard } from '../../../cards/views/project/room-lost.ts';
import type { RoomKey } from '../../../db/queries/delivery/claim.ts';
import { lockRooms, planNews } from '../../../db/queries/delivery/room-lost.ts';
import {
  clearRefusals,
  formerRooms,
  type Returned,
  relinkRoom,
} from '../../../db/queries/delivery/room-restored.ts';
import { enterRoom } from '../../../db/queries/delivery/rooms.ts';
import { enterWorkspace } from '../../../db/tenant.ts';
import type { Queue } from '../queue.ts';
import { instantAt, type Ports } from '../settings.ts';

/**
 * Links a lost room to its project again and posts that once; resumes a room that was only refused.
 * Idempotent.
 *
 * @returns whether the room is linked to a project.
 */
export async function restoreRoom(ports: Ports, queue: Queue, at: Returned): Promise<boolean> {
  const { db } = ports;
  let shows = await resumeRoom(ports, queue, at);
  for (const key of await formerRooms(db, at)) {
    if (await relink(ports, queue, key)) shows = true;
  }
  return shows;
}

/** Clears the refusals of a room; true when it is linked to a project. */
function resumeRoom({ db }: Ports, queue: Queue, at: Returned): Promise<boolean> {
  return db.transaction(async (tx) => {
    const found = await enterRoom(tx, at);
    if (!found) return false;
    await clearRefusals(tx, found.roomId);
    await queue.enqueue(tx, found.workspaceId, [found.roomId]);
    return found.projectId !== null;
  });
}

async function relink({ db, log, now }: Ports, queue: Queue, key: RoomKey): Promise<boolean> {
  const project = await db.transaction(async (tx) => {
    await enterWorkspace(tx, key.workspaceId);
    const relinked = await relinkRoom(tx, key, instantAt(now()));
    if (!relinked) return undefined;
    await lockRooms(tx, [key.roomId]);
    await planNews(tx, [key.roomId], roomRestoredCard(relinked.name));
    await queue.enqueue(tx, key.workspaceId, [key.roomId]);
    return relinked;
  });
  if (project) log.info({ room: key.roomId }, 'room relinked');
  return project !== undefined;
}
