import type { RoomKey } from '../../db/queries/delivery/take.ts';
import { organisationsOf } from '../../db/queries/delivery/waiting.ts';
import { causeOf } from '../ports/log.ts';
import { createLanes, type Lane, type Limits } from './fair-queue.ts';
import { deliver, type Queue, roomOfJob } from './queue.ts';
import { drain } from './room-worker.ts';
import type { Ports } from './settings.ts';

/** Rooms that one process tells at the same time. */
const limits: Limits = { all: 96, platform: 72, installation: 24 };

/** Rooms whose installation is remembered; it never changes. */
const maxKnown = 50_000;

/** The workers of one process. */
export type Workers = {
  /** Looks for wake-ups now instead of at the next half second. Harmless when there are none. */
  nudge(): void;
  /** Finishes the messages that are on their way, and takes no more. */
  stop(): Promise<void>;
};

/**
 * Takes wake-ups and drains their rooms. A wake-up counts as done once its room waits for its turn
 * here: what remains to be told is in the receipts, and the sweep finds it should this process die.
 * So a platform that hangs keeps its own rooms waiting, and nobody else's.
 */
export async function startWorkers(ports: Ports, queue: Queue): Promise<Workers> {
  let stopping = false;
  const tell = async (key: RoomKey, lane: Lane) => {
    try {
      await drain(ports, queue, key, () => stopping || lanes.givesWay(lane));
    } catch (error) {
      const cause = causeOf(error);
      ports.log.error({ room: key.roomId, cause }, 'a room could not be told; it is tried again');
    }
  };
  const lanes = createLanes(limits, tell);
  const laneOf = createLookUp(ports);
  const worker = await queue.boss.work<RoomKey>(
    deliver,
    { pollingIntervalSeconds: 0.5, batchSize: 32, burstWhenBatchFull: true },
    async (jobs) => {
      const keys = jobs.flatMap(({ data }) => roomOfJob(data) ?? []);
      const found = await laneOf(keys);
      for (const key of keys) {
        const lane = found.get(key.roomId);
        if (lane) lanes.add(key.roomId, lane, key);
      }
    },
  );
  return {
    nudge: () => queue.boss.notifyWorker(worker),
    async stop() {
      stopping = true;
      await queue.boss.offWork(deliver);
      await lanes.stop();
    },
  };
}

/** Asks the database once for each room; a room that is gone has no lane. */
function createLookUp({ db }: Ports): (keys: RoomKey[]) => Promise<ReadonlyMap<string, Lane>> {
  const known = new Map<string, Lane>();
  return async (keys) => {
    const unknown = keys.filter(({ roomId }) => !known.has(roomId));
    if (unknown.length === 0) return known;
    if (known.size > maxKnown) known.clear();
    const asked = known.size === 0 ? keys : unknown;
    for (const { roomId, platform, tenant } of await organisationsOf(db, asked)) {
      known.set(roomId, { platform, tenant });
    }
    return known;
  };
}
