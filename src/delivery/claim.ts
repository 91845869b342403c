import type { Tx } from '../../db/database.ts';
import { replanAbandoned } from '../../db/queries/delivery/record.ts';
import {
  type LockedRoom,
  lease,
  lockRoom,
  markSending,
  nextPlanned,
  type Planned,
  type RoomKey,
} from '../../db/queries/delivery/take.ts';
import type { Queue } from './queue.ts';
import { type FinishedAttempt, record } from './record.ts';
import { instantAt, maxWaitsOf, msUntil, type Ports } from './settings.ts';

/** A worker's hold on a room: `until` is written in the room, and so names the holder. */
export type Lease = { until: string | null };

/** What to send next; undefined when the room was given back. */
export type Claim = { room: LockedRoom; planned: Planned; lease: Lease } | undefined;

/**
 * One turn of a room's worker, one transaction: records how the last attempt ended, and takes the
 * next thing to send, or gives the room back.
 *
 * Giving back happens under the room's lock, with nothing left that is due. So a wake-up that meets
 * a live lease can be dropped: whatever it was for was committed before, and the holder sees it.
 * Only the holder's death is provided for, with a wake-up for the end of its lease.
 *
 * @param canContinue false when the worker must stop after recording.
 */
export async function recordAndClaim(
  ports: Ports,
  queue: Queue,
  tx: Tx,
  key: RoomKey,
  held: Lease,
  last: FinishedAttempt | undefined,
  canContinue: boolean,
): Promise<Claim> {
  const found = await lockRoom(tx, key);
  if (!found) return undefined;
  const now = ports.now();
  const room = last ? { ...found, ...(await record(ports, tx, found, last)) } : found;
  if (room.leasedUntil !== held.until || held.until === null) {
    const freeInMs = msUntil(now, room.leasedUntil, ports.timings.leaseMs);
    if (freeInMs > 0) {
      await queue.enqueueLater(tx, key, freeInMs);
      return undefined;
    }
    if (room.sending) await takeOver(ports, tx, room);
  }
  return claimNext(ports, queue, tx, room, canContinue);
}

async function claimNext(
  ports: Ports,
  queue: Queue,
  tx: Tx,
  room: LockedRoom,
  more: boolean,
): Promise<Claim> {
  const now = ports.now();
  const waits = maxWaitsOf(ports.timings);
  const due = await nextPlanned(tx, room.roomId, instantAt(now), waits);
  const waitMs = Math.max(
    due?.waitMs ?? 0,
    msUntil(now, room.pausedUntil, room.pauseMs ?? waits.pauseMs),
    msUntil(now, room.refusedUntil, waits.strikeMs),
  );
  if (due && more && waitMs <= 0) {
    const until = instantAt(now, ports.timings.leaseMs);
    await markSending(tx, room.roomId, due.planned.id, until);
    return { room, planned: due.planned, lease: { until } };
  }
  if (room.leasedUntil) await lease(tx, room.roomId, null);
  if (!due) return undefined;
  if (waitMs > 0) await queue.enqueueLater(tx, room, waitMs);
  else await queue.enqueue(tx, room.workspaceId, [room.roomId]);
  return undefined;
}

/** Plans again what a dead worker was sending; what may have arrived is looked for first. */
const takeOver = ({ now }: Ports, tx: Tx, room: LockedRoom): Promise<void> =>
  replanAbandoned(tx, room.roomId, instantAt(now(), -maxAbandonedMs));

/** How long ago a worker may have died whose message is still looked for, in milliseconds. */
const maxAbandonedMs = 24 * 3_600_000;
