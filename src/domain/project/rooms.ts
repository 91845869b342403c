import type { Change } from '../change.ts';
import type { Who } from './access.ts';
import type { Room } from './room.ts';

/** Links a room to a project: a new row, or that of an earlier link, which receipts refer to. */
export function linkRoom(
  here: NonNullable<Who['here']>,
  known: { id: string } | undefined,
  link: { id: string; projectId: string; audience: Room['audience'] },
): { change: Change; room: Room } {
  const room: Room = {
    ...here,
    id: known?.id ?? link.id,
    projectId: link.projectId,
    audience: link.audience,
  };
  const { id, ...set } = room;
  return { room, change: known ? { alter: 'room', id, set } : { add: 'room', row: room } };
}
