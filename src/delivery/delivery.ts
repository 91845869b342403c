import { setTimeout as sleep } from 'node:timers/promises';
import { tryNow } from '../../db/queries/delivery/outage.ts';
import { anythingPlanned, dropLeases } from '../../db/queries/delivery/waiting.ts';
import type { RoomNewsHandler } from '../ports/intent.ts';
import { createOutageWatch, type VerifiedRequestHandler } from './failures/outage-watch.ts';
import { openQueue, type Queue, type QueueSettings } from './queue.ts';
import { createRoomNewsHandler } from './room-news.ts';
import { instantAt, maxWaitsOf, type Ports, platformTimings } from './settings.ts';
import { startSweep, sweep } from './sweep.ts';
import { startWorkers } from './workers.ts';

/** Telling rooms: what a command uses to have its change told, and what news of rooms goes to. */
export type Delivery = {
  /** What it is connected to. */
  platforms: readonly string[];
  /** Wakes the rooms for which the transaction planned something; one statement. */
  enqueue: Queue['enqueue'];
  /** The same for rooms of several tenants. */
  enqueueAll: Queue['enqueueAll'];
  /** Wakes rooms that something is planned for, after the commit. */
  wake: Queue['wake'];
  /** After the commit: the cards follow within milliseconds instead of within half a second. */
  nudge(): void;
  onRoomNews: RoomNewsHandler;
  /** An organisation was heard from, so that it may take messages again: an outage of it is tried now. */
  onVerifiedRequest: VerifiedRequestHandler;
  /**
   * Resolves when every room that may be sent to has been told everything, the timings included; what
   * waits for a paused or cut-off installation, or backs off, is not waited for.
   */
  settle(): Promise<void>;
  /** Finishes the messages on their way and stops. What is left is told by the next start. */
  stop(): Promise<void>;
};

/** What the delivery needs; `timings` is what the platforms allow, unless a test is in a hurry. */
export type DeliverySettings = QueueSettings &
  Omit<Ports, 'db' | 'timings' | 'admins'> &
  Partial<Pick<Ports, 'timings' | 'admins'>>;

/**
 * Opens the queue, wakes what an earlier process left behind, and starts the workers and the sweep.
 *
 * @throws when the database cannot be used.
 */
export async function startDelivery(settings: DeliverySettings): Promise<Delivery> {
  const {
    connection,
    messengers,
    draw,
    word,
    mailedCode,
    log,
    now,
    timings = platformTimings,
    admins = [],
  } = settings;
  const db = connection.background;
  const ports: Ports = { db, messengers, draw, word, mailedCode, log, now, timings, admins };
  const queue = await openQueue(settings, true);
  if (connection.embedded) await dropLeases(ports.db);
  await tryNow(ports.db);
  const workers = await startWorkers(ports, queue);
  await sweep(ports, queue);
  workers.nudge();
  const sweeping = startSweep(ports, queue);
  const watch = createOutageWatch(ports, queue);
  return {
    platforms: Object.keys(messengers),
    enqueue: queue.enqueue,
    enqueueAll: queue.enqueueAll,
    wake: queue.wake,
    nudge: workers.nudge,
    onRoomNews: createRoomNewsHandler(ports, queue),
    onVerifiedRequest: watch.onVerifiedRequest,
    settle: () => settle(ports, workers.nudge),
    async stop() {
      await sweeping.stop();
      await watch.stop();
      await workers.stop();
      await queue.close();
    },
  };
}

async function settle({ db, messengers, now, timings }: Ports, nudge: () => void): Promise<void> {
  while (await anythingPlanned(db, instantAt(now()), maxWaitsOf(timings), Object.keys(messengers))) {
    nudge();
    await sleep(20);
  }
}
