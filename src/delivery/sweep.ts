import { schedule } from 'node-cron';
import { waitingRooms } from '../../db/queries/delivery/waiting.ts';
import { causeOf } from '../ports/log.ts';
import type { Queue } from './queue.ts';
import { instantAt, maxWaitsOf, type Ports } from './settings.ts';

/**
 * Wakes every room with due receipts. Finds only what a crash or outage left behind, because wake-ups are
 * enqueued together with receipts. Safe in every replica: wake-ups are deduplicated.
 */
export async function sweep({ db, messengers, now, timings }: Ports, queue: Queue): Promise<void> {
  await queue.mend();
  await queue.wake(await waitingRooms(db, instantAt(now()), maxWaitsOf(timings), Object.keys(messengers)));
}

/** Sweeps every minute until `stop`. */
export function startSweep(ports: Ports, queue: Queue): { stop(): Promise<void> } {
  const task = schedule(
    '* * * * *',
    async () => {
      try {
        await sweep(ports, queue);
      } catch (error) {
        ports.log.warn({ cause: causeOf(error) }, 'the sweep failed; the next one is in a minute');
      }
    },
    { noOverlap: true },
  );
  return { stop: async () => task.destroy() };
}
