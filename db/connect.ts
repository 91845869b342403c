import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { type Database, schema } from './database.ts';
import { inStockWays, openDatabase } from './driver/database.ts';
import { openPglite } from './driver/embedded.ts';
import { whyUnusable } from './driver/embedded-error.ts';
import { lockDirectory } from './lock.ts';
import { migrationsFolder, refuseNewer } from './schema-version.ts';
import { explain, StartError } from './start-error.ts';

/** An open database: `embedded` is there when it runs inside this process. */
export type Connection = {
  /** For commands: a person waits, so everything on it ends within seconds. */
  db: Database;
  /** For workers and schedules: connections of their own, so that neither waits for the other. */
  background: Database;
  embedded?: PGlite;
  close(): Promise<void>;
};

/**
 * Where the data is: a PostgreSQL server, or a directory for the embedded one. `pipeline` false: by
 * the stock ways of the drivers (`DB_PIPELINE=off`), which cost more round trips.
 */
export type Location = { pipeline?: boolean } & ({ url: string } | { directory: string });

/** The oldest PostgreSQL that Milepost runs on, as in `server_version_num`. */
export const oldestServer = 150_000;
/** Any constant will do: replicas that start together take turns on it. */
const migrationLock = 7_061_943;

/**
 * Opens the database and brings it to the present schema.
 *
 * @throws StartError with one line for the operator: unreachable, refused, too old, no rights,
 * or a data directory that another process holds.
 */
export async function connect(location: Location): Promise<Connection> {
  if ('url' in location) await migrateServer(location.url);
  const connection = await open(location);
  if (connection.embedded) await migrateEmbedded(connection.embedded, connection.close);
  return connection;
}

/**
 * Opens the database as it is. A server is not called before the first statement.
 *
 * @throws StartError when the location cannot be used.
 */
export async function open(location: Location): Promise<Connection> {
  try {
    const { pipeline = true } = location;
    return 'url' in location
      ? openServer(location.url, pipeline)
      : await openEmbedded(location.directory, pipeline);
  } catch (error) {
    throw explain(error);
  }
}

/** All of it ends before the answer has to be there (`answerWithinMs` in `src/runner/limits/deadline.ts`). */
const forCommands = { max: 12, waitMs: 2_000, statementMs: 2_000, lockMs: 1_000, idleMs: 5_000 };
/** A batch of a large installation may take its time. */
const forBackground = { max: 6, waitMs: 30_000, statementMs: 60_000, lockMs: 10_000, idleMs: 30_000 };

function openServer(url: string, pipeline: boolean): Connection {
  const commands = openDatabase(url, schema, forCommands, pipeline);
  const background = openDatabase(url, schema, forBackground, pipeline);
  return {
    db: commands.db,
    background: background.db,
    close: async () => {
      await Promise.all([commands, background].map(({ pool }) => pool.end({ timeout: 5 })));
    },
  };
}

async function migrateServer(url: string): Promise<void> {
  try {
    const client = postgres(url, { max: 2, connect_timeout: 5, fetch_types: false, onnotice: () => {} });
    try {
      const [version] = await client`select current_setting('server_version_num')::int as number`;
      refuseOld(version?.number);
      // the lock is a transaction's, because behind a pooler no statement knows which session is its own
      await client.begin(async (tx) => {
        await tx`select set_config('idle_in_transaction_session_timeout', '0', true), pg_advisory_xact_lock(${migrationLock})`;
        const db = drizzlePostgres(client);
        await refuseNewer(db);
        await migratePostgres(db, { migrationsFolder });
      });
    } finally {
      await client.end({ timeout: 5 });
    }
  } catch (error) {
    throw explain(error);
  }
}

/** @throws StartError for a server that Milepost does not run on; `version` as in `server_version_num`. */
function refuseOld(version: number): void {
  if (version >= oldestServer) return;
  const major = Math.floor(version / 10_000);
  throw new StartError(`PostgreSQL 15 or newer is needed; the server of DATABASE_URL is ${major}.`);
}

async function openEmbedded(directory: string, pipeline: boolean): Promise<Connection> {
  const unlock = lockDirectory(directory);
  try {
    const embedded = await openPglite(join(directory, 'pglite'));
    const db = drizzlePglite(embedded, { schema }) as unknown as Database;
    if (!pipeline) inStockWays(db);
    return {
      db,
      background: db,
      embedded,
      close: async () => {
        await embedded.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw whyUnusable(directory, error);
  }
}

async function migrateEmbedded(embedded: PGlite, close: Connection['close']): Promise<void> {
  try {
    const db = drizzlePglite(embedded);
    await refuseNewer(db);
    await migratePglite(db, { migrationsFolder });
  } catch (error) {
    // a database that is out of order cannot be closed in order either
    await close().catch(() => {});
    throw explain(error);
  }
}
