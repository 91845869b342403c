import type { DueOnDay } from '../../db/queries/schedule/launch.ts';
import { type ProjectRoom, placeIn } from '../../db/queries/schedule/rooms.ts';
import type { Send } from '../../db/queries/schedule/write.ts';
import type { Batch, Due } from './define-kind.ts';
import { dueOnce } from './due.ts';

/** Computes what is due of a subject with a day, at 09:00 in the project's zone; `sends` makes its messages. */
export function dueOnDay(
  { on: date, zone, holidays, at }: Pick<DueOnDay, 'on' | 'zone' | 'holidays' | 'at'>,
  batch: Batch,
  sends: (slot: string) => Send[],
): Due {
  const { slot, nextAt } = dueOnce({ date, time: '09:00', calendar: { zone, holidays }, at }, batch);
  return { sends: slot === null ? [] : sends(slot), nextAt };
}

/** The same message into each room; `of` adds what differs by room. */
export const intoRooms = (
  rooms: readonly ProjectRoom[] | null,
  { platforms }: Pick<Batch, 'platforms'>,
  of: (roomId: string) => Omit<Send, 'to'>,
): Send[] => (rooms ?? []).map((room) => ({ ...of(room.roomId), to: placeIn(room, platforms) }));
