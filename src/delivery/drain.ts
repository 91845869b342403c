import { setTimeout as sleep } from 'node:timers/promises';
import type { LockedRoom, RoomKey } from '../../db/queries/delivery-take.ts';
import { pauseInstallation, switchOff } from '../../db/queries/delivery-waiting.ts';
import { enroll } from '../../db/queries/enroll.ts';
import { lose } from './lost.ts';
import type { Queue } from './queue.ts';
import type { Result } from './record.ts';
import { type Ended, send } from './send.ts';
import { instantAt, type Ports } from './settings.ts';
import { type Lease, turn } from './turn.ts';

/** Messages to one room before other rooms get their turn. */
const maxMessages = 20;

/**
 * Tells a room everything that is due, in order. One worker at a time has a room; the others leave
 * at once.
 *
 * @param stopping asked before each message.
 * @throws when the database stays away; the sweep wakes the room again.
 */
export async function drain(
  ports: Ports,
  queue: Queue,
  key: RoomKey,
  stopping: () => boolean,
): Promise<void> {
  let held: Lease = { until: null };
  let last: Result | undefined;
  for (let sent = 0; ; sent += 1) {
    const more = sent < maxMessages && !stopping();
    const next = await persist(ports, () =>
      ports.db.transaction((tx) => turn(ports, queue, tx, key, held, last, more)),
    );
    if (!next) return;
    const { room, planned } = next;
    const ended = await send(ports, room, planned);
    await persist(ports, () => tellOthers(ports, queue, room, ended));
    held = next.lease;
    last = { planned, ended };
  }
}

/** What the end of an attempt means beyond this room; in transactions of its own, before it is recorded. */
async function tellOthers(ports: Ports, queue: Queue, room: LockedRoom, ended: Ended): Promise<void> {
  const { db, log, now } = ports;
  const { platform, tenant } = room;
  // a room can be linked by its code before its own organisation is known
  if (ended.is === 'limited' || ended.is === 'cut_off') await enroll(db, room);
  if (ended.is === 'limited') {
    await pauseInstallation(db, room, instantAt(now(), ended.retryAfterMs));
    log.info({ platform, tenant, ms: ended.retryAfterMs }, 'the platform asked to wait');
  } else if (ended.is === 'cut_off') {
    const news = await switchOff(db, room, instantAt(now()));
    if (news)
      log.error({ platform, tenant, cause: ended.why }, 'an installation cannot be sent to; its rooms wait');
  } else if (ended.is === 'room_lost') {
    await lose(ports, queue, room, ended.why);
  }
}

/**
 * What was sent must be written down: a database that is away for a moment would otherwise turn a
 * post that arrived into one that nobody knows of. Safe to repeat: every write names its attempt.
 */
async function persist<T>(ports: Ports, write: () => Promise<T>): Promise<T> {
  for (let wait = 50; ; wait *= 2) {
    try {
      return await write();
    } catch (error) {
      if (wait > ports.pace.leaseMs / 2) throw error;
      await sleep(wait);
    }
  }
}
