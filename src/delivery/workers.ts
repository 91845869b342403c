import type { RoomKey } from '../../db/queries/delivery-take.ts';
import { causeOf } from './cause.ts';
import { drain } from './drain.ts';
import { deliver, type Queue, roomOfJob } from './queue.ts';
import type { Ports } from './settings.ts';

/** Rooms that one process tells at the same time. */
const maxRooms = 64;

/** The workers of one process. */
export type Workers = {
  /** Looks for wake-ups now instead of at the next half second. Harmless when there are none. */
  nudge(): void;
  /** Finishes the messages that are on their way, and takes no more. */
  stop(): Promise<void>;
};

/**
 * Takes wake-ups and drains their rooms. A wake-up counts as done once its room is being drained:
 * what remains to be told is in the receipts, and the sweep finds it should this process die. So a
 * platform that hangs keeps its own rooms waiting, and nobody else's.
 */
export async function startWorkers(ports: Ports, queue: Queue): Promise<Workers> {
  const draining = new Map<string, { again: boolean; done: Promise<void> }>();
  let stopping = false;

  const tell = async (key: RoomKey, entry: { again: boolean }) => {
    do {
      entry.again = false;
      try {
        await drain(ports, queue, key, () => stopping);
      } catch (error) {
        ports.log.error(
          { room: key.roomId, cause: causeOf(error) },
          'a room could not be told; it is tried again',
        );
      }
    } while (entry.again && !stopping);
    draining.delete(key.roomId);
  };

  const take = async (key: RoomKey) => {
    const already = draining.get(key.roomId);
    // its worker may have looked for the last time already
    if (already) {
      already.again = true;
      return;
    }
    while (draining.size >= maxRooms) await Promise.race([...draining.values()].map(({ done }) => done));
    const entry = { again: false, done: Promise.resolve() };
    draining.set(key.roomId, entry);
    entry.done = tell(key, entry);
  };

  const worker = await queue.boss.work<RoomKey>(
    deliver,
    { pollingIntervalSeconds: 0.5, batchSize: 32, burstWhenBatchFull: true },
    async (jobs) => {
      for (const job of jobs) {
        const key = roomOfJob(job.data);
        if (key) await take(key);
      }
    },
  );
  return {
    nudge: () => queue.boss.notifyWorker(worker),
    async stop() {
      stopping = true;
      await queue.boss.offWork(deliver);
      await Promise.all([...draining.values()].map(({ done }) => done));
    },
  };
}
