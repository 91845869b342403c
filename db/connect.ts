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

/** An open database; `embedded` is set when it runs inside this process. */
export type Connection = {
  /** For commands: every statement ends within seconds, because a person waits. */
  db: Database;
  /** For workers and schedules: separate connections, so that they never block commands. */
  background: Database;
  embedded?: PGlite;
  close(): Promise<void>;
};

/**
 * Where the data is: a PostgreSQL server, or a directory for the embedded one. `pipeline` false uses only the
 * documented API of the drivers (`DB_PIPELINE=off`), at more round trips.
 */
export type Location = { pipeline?: boolean } & ({ url: string } | { directory: string });

/** The oldest PostgreSQL that Milepost runs on, as in `server_version_num`. */
export const oldestServer = 150_000;
/** Key of the advisory lock that serializes migrations of replicas that start together; the value is arbitrary. */
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
 * Opens the database without migrating it. The first statement connects.
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

/** Limits for commands: below `answerWithinMs` of `src/runner/limits/deadline.ts`. */
const forCommands = { max: 12, waitMs: 2_000, statementMs: 2_000, lockMs: 1_000, idleMs: 5_000 };
/** Limits for workers: a batch of a large installation takes longer. */
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
      // a transaction-level lock: behind a pooler the session can change between statements
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

/** @throws StartError for an unsupported server; `version` as in `server_version_num`. */
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
    // a broken database may fail to close too
    await close().catch(() => {});
    throw explain(error);
  }
}
