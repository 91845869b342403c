import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { fromDrizzle, fromPglite, type JobInsert, PgBoss } from 'pg-boss';
import * as z from 'zod';
import type { Connection } from '../../db/connect.ts';
import type { Database, Tx } from '../../db/database.ts';
import type { RoomKey } from '../../db/queries/delivery/take.ts';
import { letTenantsEnqueue } from '../../db/queue-rights.ts';
import { rowsOf } from '../../db/tenant.ts';
import type { Log } from '../ports/log.ts';
import type { Now } from './settings.ts';

/** The queue's name; a job says that a room has something to be told, the receipts say what. */
export const deliveryQueue = 'deliver';

const wakeUp = z.object({ workspaceId: z.uuid(), roomId: z.uuid() });

/** The room of a job. Nothing else of it is used: who the room belongs to and what it is told is looked up. */
export const roomOfJob = (data: unknown): RoomKey | undefined => wakeUp.safeParse(data).data;

/** Wake-ups for the workers, made inside the transaction that plans what they will find. */
export type Queue = {
  boss: PgBoss;
  /** One statement, however many rooms. A room that already has a wake-up gets no second one. */
  enqueue(tx: Tx, workspaceId: string, roomIds: string[]): Promise<void>;
  /** The same for rooms of several tenants, which the transaction has not locked. */
  enqueueAll(tx: Tx, rooms: RoomKey[]): Promise<void>;
  /** Wakes a worker for a room later. */
  enqueueLater(tx: Tx, room: RoomKey, inMs: number): Promise<void>;
  /** Wakes rooms of several tenants, outside any transaction. */
  wake(rooms: RoomKey[]): Promise<void>;
  /** Makes wake-ups due that a database whose clock ran ahead put into the future: they would keep newer ones out. */
  mend(): Promise<void>;
};

/** What a queue is opened on. `databaseUrl` where the database is a server. */
export type QueueSettings = { connection: Connection; databaseUrl?: string; log: Log; now: Now };

/**
 * Opens the queue and makes it ready for enqueuing. `works`: this process also does the queue's
 * upkeep; a command line tool that only enqueues leaves that to the server.
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
  // pg-boss looks a queue up outside the transaction that first sends to it, and the embedded
  // database has one connection: it would wait for itself. So it is looked up now.
  await boss.insert(deliveryQueue, []);
  return {
    boss,
    ...enqueueCalls(boss, now),
    mend: () => mend(connection.db),
    close: () => boss.stop({ graceful: false }),
  };
}

/** A server gets a small pool of its own; the embedded database has only the one connection. */
function bossOptions({ embedded }: Connection, databaseUrl: string | undefined) {
  if (embedded) return { db: fromPglite(embedded), backend: 'pglite' as const };
  if (databaseUrl === undefined) throw new Error('a queue on a server needs its URL');
  return { connectionString: databaseUrl, max: 4 };
}

function enqueueCalls(boss: PgBoss, now: Now): Omit<Queue, 'boss' | 'mend'> {
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

/** A wake-up for later has its own key (`laterJob`); one for now is due when it is made. */
async function mend(db: Database): Promise<void> {
  await db.execute(sql`update pgboss.job set start_after = now() where name = ${deliveryQueue} and state = 'created'
    and singleton_key not like '%@%' and start_after > now() + interval '1 minute'`);
}

/** Lets the queue write in a transaction of ours. */
const inTransaction = (tx: Tx) =>
  fromDrizzle({ execute: async (query) => rowsOf<object>(await tx.execute(query as SQL)) }, sql);

const job = (room: RoomKey): JobInsert<RoomKey> => ({
  data: room,
  singletonKey: `${room.workspaceId}/${room.roomId}`,
});

/**
 * A wake-up that stands for itself: one that is there already may be taken before this transaction
 * commits, by a worker that does not find what it plans.
 */
const uniqueJob = (room: RoomKey): JobInsert<RoomKey> => {
  const { singletonKey, ...rest } = job(room);
  return { ...rest, singletonKey: `${singletonKey}+${randomUUID()}` };
};

/**
 * A wake-up for later must not stand in for one that is needed now or sooner, so its key names the
 * half second that it is due in; the workers look twice a second.
 */
function delayedJob(room: RoomKey, inMs: number, nowMs: number): JobInsert<RoomKey> {
  const now = job(room);
  const slot = Math.ceil((nowMs + inMs) / 500);
  return { ...now, startAfter: String(inMs / 1000), singletonKey: `${now.singletonKey}@${slot}` };
}

/** One line a minute for the same trouble: the workers would repeat it twice a second. */
function logThrottled(log: Log, now: Now): (error: Error) => void {
  const saidAt = new Map<string, number>();
  return ({ message }) => {
    const cause = message.replace(/ \(Queue: .*/, '');
    const at = now().epochMilliseconds;
    if (at - (saidAt.get(cause) ?? Number.NEGATIVE_INFINITY) < 60_000) return;
    saidAt.clear();
    saidAt.set(cause, at);
    log.warn({ cause }, 'the queue had trouble and goes on');
  };
}
