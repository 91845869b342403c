import type { Tx } from '../../db/database.ts';
import {
  type LockedRoom,
  lease,
  lockRoom,
  markSending,
  nextPlanned,
  type Planned,
  type RoomKey,
} from '../../db/queries/delivery/claim.ts';
import { replanAbandoned } from '../../db/queries/delivery/record.ts';
import type { Queue } from './queue.ts';
import { type FinishedAttempt, record } from './record.ts';
import { instantAt, maxWaitsOf, msUntil, type Ports } from './settings.ts';

/** A worker's lease of a room. `until` is also stored in the room row, so it identifies the holder. */
export type Lease = { until: string | null };

/** The next message to send; undefined once the room has been released. */
export type Claim = { room: LockedRoom; planned: Planned; lease: Lease } | undefined;

/**
 * Records the last attempt and claims the next message, or releases the room; one transaction. A room is
 * released under its row lock and only when nothing is due. A wake-up that finds a live lease can therefore
 * be dropped: its receipts were committed earlier, so the holder sees them. A delayed wake-up at the end of
 * the lease covers a holder that died.
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

/** Plans the message of a dead worker again; a post that may have arrived is searched for first. */
const takeOver = ({ now }: Ports, tx: Tx, room: LockedRoom): Promise<void> =>
  replanAbandoned(tx, room.roomId, instantAt(now(), -maxAbandonedMs));

/** How long ago an abandoned attempt may have started and still be searched for. */
const maxAbandonedMs = 24 * 3_600_000;
