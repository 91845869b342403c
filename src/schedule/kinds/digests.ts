import { claimDigests, type DueDigest, digestClock } from '../../../db/queries/schedule/digests.ts';
import { type Place, type Send, writePlan } from '../../../db/queries/schedule/write.ts';
import { dueOf, notNow } from '../due.ts';
import type { Batch, Kind } from '../kind.ts';

/** The projects' digests, into their rooms (RMD-3), in the projects' zones. */
export const digests: Kind = {
  name: 'digests',
  async plan(tx, batch) {
    const rooms = await claimDigests(tx, batch.now, batch.size);
    const due = rooms.map((room) => ({ room, ...whenOf(room, batch) }));
    const next = due.map(({ room: { workspaceId, roomId: id }, nextAt }) => ({ workspaceId, id, nextAt }));
    const sends = due.flatMap(({ room, slot }) =>
      slot === null ? [] : [sendOf(room, slot, batch.platforms)],
    );
    return { claimed: rooms.length, rooms: await writePlan(tx, digestClock, next, sends, batch.now) };
  },
};

/** A room that was taken from its project is not planned; when it is linked again, its digests begin anew. */
function whenOf({ zone, holidays, cadence, at }: DueDigest, { safely, ...tick }: Batch) {
  if (zone === null || holidays === null) return { slot: null, nextAt: null };
  return safely(() => dueOf({ cadence, calendar: { zone, holidays }, at }, tick), notNow(tick.now));
}

function sendOf(room: DueDigest, slot: string, platforms: readonly string[]): Send {
  const { workspaceId, roomId, projectId } = room;
  const what = {
    kind: 'digest',
    target: roomId,
    slot,
    notBefore: null,
    personId: null,
    milestoneId: null,
  } as const;
  return { ...what, workspaceId, projectId, to: placeOf(room, platforms) };
}

function placeOf({ roomId, platform, off }: DueDigest, platforms: readonly string[]): Place {
  if (off) return { roomId, why: 'Milepost is not installed in its organisation any more' };
  if (!platforms.includes(platform)) return { roomId, why: `Milepost is not connected to ${platform}` };
  return { roomId };
}
