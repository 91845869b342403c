import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { fromDrizzle, fromPglite, type JobInsert, PgBoss } from 'pg-boss';
import * as z from 'zod';
import type { Connection } from '../../db/connect.ts';
import type { Database, Tx } from '../../db/database.ts';
import type { RoomKey } from '../../db/queries/delivery/claim.ts';
import { letTenantsEnqueue } from '../../db/queue-rights.ts';
import { rowsOf } from '../../db/tenant.ts';
import type { Log } from '../ports/log.ts';
import type { Now } from './settings.ts';

/** The queue's name. A job names a room with something to send; its receipts say what. */
export const deliveryQueue = 'deliver';

const wakeUp = z.object({ workspaceId: z.uuid(), roomId: z.uuid() });

/** Returns the room of a job. Its owner and its messages are looked up, never taken from the job. */
export const roomOfJob = (data: unknown): RoomKey | undefined => wakeUp.safeParse(data).data;

/** Wake-ups for the workers, enqueued in the transaction that plans the messages. */
export type Queue = {
  boss: PgBoss;
  /** One statement for any number of rooms. Deduplicated by room. */
  enqueue(tx: Tx, workspaceId: string, roomIds: string[]): Promise<void>;
  /** The same for rooms of several tenants, which the transaction has not locked. */
  enqueueAll(tx: Tx, rooms: RoomKey[]): Promise<void>;
  /** Wakes a worker for a room after a delay. */
  enqueueLater(tx: Tx, room: RoomKey, inMs: number): Promise<void>;
  /** Wakes rooms of several tenants, outside any transaction. */
  wake(rooms: RoomKey[]): Promise<void>;
  /** Makes wake-ups due that a clock running ahead put into the future: they block newer ones. */
  repairDueTimes(): Promise<void>;
};

/** The database of the queue. `databaseUrl` is required for a database server. */
export type QueueSettings = { connection: Connection; databaseUrl?: string; log: Log; now: Now };

/**
 * Opens the queue and prepares it for enqueuing. `isWorker`: this process also maintains the queue; a
 * command-line tool that only enqueues does not.
 *
 * @throws when the database cannot be used.
 */
export async function openQueue(
  { connection, databaseUrl, log, now }: QueueSettings,
  isWorker: boolean,
): Promise<Queue & { close(): Promise<void> }> {
  const boss = new PgBoss({ ...bossOptions(connection, databaseUrl), supervise: isWorker, schedule: false });
  boss.on('error', logThrottled(log, now));
  await boss.start();
  await boss.createQueue(deliveryQueue, {
    policy: 'short',
    expireInSeconds: 120,
    retryLimit: 3,
    retryDelay: 1,
    retryBackoff: true,
    deleteAfterSeconds: 600,
  });
  await letTenantsEnqueue(connection.background, deliveryQueue);
  // pg-boss looks a queue up outside the transaction that first sends to it. The embedded database has one
  // connection and would deadlock, so the lookup is made now.
  await boss.insert(deliveryQueue, []);
  return {
    boss,
    ...enqueueCalls(boss, now),
    repairDueTimes: () => repairDueTimes(connection.db),
    close: () => boss.stop({ graceful: false }),
  };
}

/** A database server gets a small pool; the embedded database has a single connection. */
function bossOptions({ embedded }: Connection, databaseUrl: string | undefined) {
  if (embedded) return { db: fromPglite(embedded), backend: 'pglite' as const };
  if (databaseUrl === undefined) throw new Error('a queue on a server needs its URL');
  return { connectionString: databaseUrl, max: 4 };
}

function enqueueCalls(boss: PgBoss, now: Now): Omit<Queue, 'boss' | 'repairDueTimes'> {
  return {
    async enqueue(tx, workspaceId, roomIds) {
      if (roomIds.length === 0) return;
      const jobs = roomIds.map((roomId) => job({ workspaceId, roomId }));
      await boss.insert(deliveryQueue, jobs, { db: inTransaction(tx) });
    },
    async enqueueAll(tx, rooms) {
      if (rooms.length > 0) await boss.insert(deliveryQueue, rooms.map(uniqueJob), { db: inTransaction(tx) });
    },
    async enqueueLater(tx, room, inMs) {
      await boss.insert(deliveryQueue, [delayedJob(room, inMs, now().epochMilliseconds)], {
        db: inTransaction(tx),
      });
    },
    async wake(rooms) {
      if (rooms.length > 0) await boss.insert(deliveryQueue, rooms.map(job));
    },
  };
}

/** Skips delayed wake-ups, whose keys contain `@` (`delayedJob`); all others are due when made. */
async function repairDueTimes(db: Database): Promise<void> {
  await db.execute(sql`update pgboss.job set start_after = now() where name = ${deliveryQueue} and state = 'created'
    and singleton_key not like '%@%' and start_after > now() + interval '1 minute'`);
}

/** Lets pg-boss write in our transaction. */
const inTransaction = (tx: Tx) =>
  fromDrizzle({ execute: async (query) => rowsOf<object>(await tx.execute(query as SQL)) }, sql);

const job = (room: RoomKey): JobInsert<RoomKey> => ({
  data: room,
  singletonKey: `${room.workspaceId}/${room.roomId}`,
});

/** Not deduplicated: a worker may take an existing wake-up before this transaction commits. */
const uniqueJob = (room: RoomKey): JobInsert<RoomKey> => {
  const { singletonKey, ...rest } = job(room);
  return { ...rest, singletonKey: `${singletonKey}+${randomUUID()}` };
};

/** The key contains the half second it is due: it must never replace one that is due sooner. */
function delayedJob(room: RoomKey, inMs: number, nowMs: number): JobInsert<RoomKey> {
  const now = job(room);
  const slot = Math.ceil((nowMs + inMs) / 500);
  return { ...now, startAfter: String(inMs / 1000), singletonKey: `${now.singletonKey}@${slot}` };
}

/** Logs the same error once a minute: the workers would repeat it twice a second. */
function logThrottled(log: Log, now: Now): (error: Error) => void {
  const loggedAt = new Map<string, number>();
  return ({ message }) => {
    const cause = message.replace(/ \(Queue: .*/, '');
    const at = now().epochMilliseconds;
    if (at - (loggedAt.get(cause) ?? Number.NEGATIVE_INFINITY) < 60_000) return;
    loggedAt.clear();
    loggedAt.set(cause, at);
    log.warn({ cause }, 'queue error');
  };
}
