import { schedule } from 'node-cron';
import { type Organisation, waitingRooms } from '../../db/queries/delivery/waiting.ts';
import { causeOf } from '../ports/log.ts';
import type { Queue } from './queue.ts';
import { instantAt, maxWaitsOf, type Ports } from './settings.ts';

/**
 * Wakes every room with due receipts. Finds only what a crash or outage left behind, because wake-ups are
 * enqueued together with receipts. Safe in every replica: wake-ups are deduplicated.
 */
export async function sweep(ports: Ports, queue: Queue): Promise<void> {
  await queue.repairDueTimes();
  await wakeWaitingRooms(ports, queue);
}

/** Wakes the rooms with due receipts: all of them, or those of one organisation. */
export async function wakeWaitingRooms(
  { db, messengers, now, timings }: Ports,
  queue: Queue,
  only?: Organisation,
): Promise<void> {
  const platforms = Object.keys(messengers);
  await queue.wake(await waitingRooms(db, instantAt(now()), maxWaitsOf(timings), platforms, only));
}

/** Sweeps every minute until `stop`. */
export function startSweep(ports: Ports, queue: Queue): { stop(): Promise<void> } {
  const task = schedule(
    '* * * * *',
    async () => {
      try {
        await sweep(ports, queue);
      } catch (error) {
        ports.log.warn({ cause: causeOf(error) }, 'sweep failed');
      }
    },
    { noOverlap: true },
  );
  return { stop: async () => task.destroy() };
}
