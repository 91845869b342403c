import { setTimeout as sleep } from 'node:timers/promises';
import { retryNow } from '../../db/queries/delivery/outage.ts';
import { dropLeases, hasDueReceipts } from '../../db/queries/delivery/waiting.ts';
import type { RoomNewsHandler } from '../ports/intent.ts';
import { createOutageWatch, type VerifiedRequestHandler } from './failures/outage-watch.ts';
import { openQueue, type Queue, type QueueSettings } from './queue.ts';
import { createRoomNewsHandler } from './room-news.ts';
import { instantAt, maxWaitsOf, type Ports, platformTimings } from './settings.ts';
import { startSweep, sweep } from './sweep.ts';
import { startWorkers } from './workers.ts';

/** The outbox: enqueues what commands planned and handles news of rooms. */
export type Delivery = {
  /** The connected platforms. */
  platforms: readonly string[];
  /** Wakes the rooms for which the transaction planned messages; one statement. */
  enqueue: Queue['enqueue'];
  /** The same for rooms of several tenants. */
  enqueueAll: Queue['enqueueAll'];
  /** Wakes rooms outside a transaction, after the commit. */
  wake: Queue['wake'];
  /** Makes the workers poll now, so that cards follow a commit within milliseconds. */
  nudge(): void;
  onRoomNews: RoomNewsHandler;
  /** Retries an organisation in outage, because it has just sent a verified request. */
  onVerifiedRequest: VerifiedRequestHandler;
  /** Resolves once all is sent that can be; ignores paused installations and receipts in back-off. */
  settle(): Promise<void>;
  /** Finishes the messages in flight and stops. The next start sends the rest. */
  stop(): Promise<void>;
};

/** What the outbox needs. `timings` defaults to the platforms' limits; tests shorten them. */
export type DeliverySettings = QueueSettings &
  Omit<Ports, 'db' | 'timings' | 'admins'> &
  Partial<Pick<Ports, 'timings' | 'admins'>>;

/**
 * Opens the queue, wakes rooms left over from an earlier process, starts the workers and the sweep.
 *
 * @throws when the database cannot be used.
 */
export async function startDelivery(settings: DeliverySettings): Promise<Delivery> {
  const {
    connection,
    messengers,
    draw,
    word,
    mailSecrets,
    log,
    now,
    timings = platformTimings,
    admins = [],
  } = settings;
  const db = connection.background;
  const ports: Ports = { db, messengers, draw, word, mailSecrets, log, now, timings, admins };
  const queue = await openQueue(settings, true);
  if (connection.embedded) await dropLeases(ports.db);
  await retryNow(ports.db);
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
  while (await hasDueReceipts(db, instantAt(now()), maxWaitsOf(timings), Object.keys(messengers))) {
    nudge();
    await sleep(20);
  }
}
