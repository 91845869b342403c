import type { RoomKey } from '../../db/queries/delivery/claim.ts';
import { organisationsOf } from '../../db/queries/delivery/waiting.ts';
import { causeOf } from '../ports/log.ts';
import { type ConcurrencyLimits, createFairQueue, type Installation } from './fair-queue.ts';
import { deliveryQueue, type Queue, roomOfJob } from './queue.ts';
import { drainRoom } from './room-worker.ts';
import type { Ports } from './settings.ts';

/** Rooms worked on at the same time in one process. */
const limits: ConcurrencyLimits = { all: 96, platform: 72, installation: 24 };

/** Rooms whose installation is cached; it never changes. */
const maxCachedRooms = 50_000;

/** The workers of one process. */
export type Workers = {
  /** Polls for wake-ups now rather than at the next half second. */
  nudge(): void;
  /** Finishes the messages in flight and takes no more. */
  stop(): Promise<void>;
};

/**
 * Takes wake-ups and sends the messages of their rooms. A job is completed once its room is in the fair
 * queue, so that a platform that hangs holds up no jobs. Should the process die, the receipts remain and
 * the sweep finds them.
 */
export async function startWorkers(ports: Ports, queue: Queue): Promise<Workers> {
  let stopping = false;
  const work = async (key: RoomKey, installation: Installation) => {
    try {
      await drainRoom(ports, queue, key, () => stopping || fairQueue.shouldYield(installation));
    } catch (error) {
      const cause = causeOf(error);
      ports.log.error({ room: key.roomId, cause }, 'room delivery failed');
    }
  };
  const fairQueue = createFairQueue(limits, work);
  const installationsOf = createInstallationLookUp(ports);
  const worker = await queue.boss.work<RoomKey>(
    deliveryQueue,
    { pollingIntervalSeconds: 0.5, batchSize: 32, burstWhenBatchFull: true },
    async (jobs) => {
      const keys = jobs.flatMap(({ data }) => roomOfJob(data) ?? []);
      const found = await installationsOf(keys);
      for (const key of keys) {
        const installation = found.get(key.roomId);
        if (installation) fairQueue.add(key.roomId, installation, key);
      }
    },
  );
  return {
    nudge: () => queue.boss.notifyWorker(worker),
    async stop() {
      stopping = true;
      await queue.boss.offWork(deliveryQueue);
      await fairQueue.stop();
    },
  };
}

/** Looks up each room's installation once; a deleted room has none. */
function createInstallationLookUp({
  db,
}: Ports): (keys: RoomKey[]) => Promise<ReadonlyMap<string, Installation>> {
  const known = new Map<string, Installation>();
  return async (keys) => {
    const unknown = keys.filter(({ roomId }) => !known.has(roomId));
    if (unknown.length === 0) return known;
    if (known.size > maxCachedRooms) known.clear();
    const lookedUp = known.size === 0 ? keys : unknown;
    for (const { roomId, platform, tenant } of await organisationsOf(db, lookedUp)) {
      known.set(roomId, { platform, tenant });
    }
    return known;
  };
}
