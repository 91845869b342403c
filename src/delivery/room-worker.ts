import { setTimeout as sleep } from 'node:timers/promises';
import type { LockedRoom, RoomKey } from '../../db/queries/delivery/claim.ts';
import { pauseInstallation } from '../../db/queries/delivery/waiting.ts';
import { enroll } from '../../db/queries/directory/enroll.ts';
import { type Lease, recordAndClaim } from './claim.ts';
import { recordRecovery, recordRefusal } from './failures/outage.ts';
import { handleLostRoom } from './failures/room-lost.ts';
import { notifyUndelivered } from './failures/undelivered.ts';
import type { Queue } from './queue.ts';
import { type FinishedAttempt, failureOf, isLastStrike } from './record.ts';
import { send } from './send.ts';
import { instantAt, type Ports } from './settings.ts';
import { wakeWaitingRooms } from './sweep.ts';

/** Messages to one room before other rooms get their turn. */
const maxMessages = 20;

/**
 * Sends everything that is due in a room, in order. One worker at a time holds a room; others return.
 *
 * @param stopping checked before each message.
 * @throws when the database stays unavailable; the sweep wakes the room again.
 */
export async function drainRoom(
  ports: Ports,
  queue: Queue,
  key: RoomKey,
  stopping: () => boolean,
): Promise<void> {
  let held: Lease = { until: null };
  let last: FinishedAttempt | undefined;
  for (let sent = 0; ; sent += 1) {
    const more = sent < maxMessages && !stopping();
    const next = await retryWrite(ports, () =>
      ports.db.transaction((tx) => recordAndClaim(ports, queue, tx, key, held, last, more)),
    );
    if (!next) return;
    const { room, planned } = next;
    const ended = await send(ports, room, planned);
    last = { planned, ended };
    const over = last;
    await retryWrite(ports, () => handleOutcome(ports, queue, room, over));
    held = next.lease;
  }
}

/** Handles what an outcome means beyond its receipt, in transactions of its own, before it is recorded. */
async function handleOutcome(
  ports: Ports,
  queue: Queue,
  room: LockedRoom,
  last: FinishedAttempt,
): Promise<void> {
  const { db, log, now } = ports;
  const { platform, tenant } = room;
  const { planned, ended } = last;
  const fate = failureOf(ports, room, last);
  if (fate) return notifyUndelivered(ports, queue, room, planned, fate);
  switch (ended.is) {
    case 'limited': {
      // a room can be linked by its code before its own organisation is known
      await enroll(db, room);
      const ms = ended.retryAfterMs;
      await pauseInstallation(db, room, { now: instantAt(now()), until: instantAt(now(), ms), ms });
      log.info({ platform, tenant, pauseMs: ms }, 'installation rate limited');
      return;
    }
    case 'cut_off':
    case 'unreachable':
      return recordRefusal(ports, queue, room, ended);
    case 'room_lost':
      if (isLastStrike(room)) await handleLostRoom(ports, queue, room, ended.why);
      return;
    case 'sent':
    case 'shown':
    case 'opened':
      if (room.offSince && (await recordRecovery(ports, room))) await wakeWaitingRooms(ports, queue, room);
      return;
    default:
      return;
  }
}

/** Retries a write: an outcome must not be lost. Safe to repeat, because it names its attempt. */
async function retryWrite<T>(ports: Ports, write: () => Promise<T>): Promise<T> {
  for (let wait = 50; ; wait *= 2) {
    try {
      return await write();
    } catch (error) {
      if (wait > ports.timings.leaseMs / 2) throw error;
      await sleep(wait);
    }
  }
}
