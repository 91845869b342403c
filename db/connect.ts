import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { lockDirectory } from './lock.ts';
import * as relations from './schema/relations.ts';
import * as tables from './schema/tables.ts';
import { explain, StartError } from './start-error.ts';

const schema = { ...tables, ...relations };

/** Drizzle over either driver; a transaction of it has the same type. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

/** An open database: `embedded` is there when it runs inside this process. */
export type Connection = {
  db: Database;
  embedded?: PGlite;
  close(): Promise<void>;
};

/** Where the data is: a PostgreSQL server, or a directory for the embedded one. */
export type Location = { url: string } | { directory: string };

const migrationsFolder = join(import.meta.dirname, 'migrations');
const oldestServer = 150_000;
/** Any constant will do: replicas that start together take turns on it. */
const migrationLock = 7_061_943;

/**
 * Opens the database and brings it to the present schema.
 *
 * @throws StartError with one line for the operator: unreachable, refused, too old, no rights,
 * or a data directory that another process holds.
 */
export function connect(location: Location): Promise<Connection> {
  return 'url' in location ? connectServer(location.url) : connectEmbedded(location.directory);
}

async function connectServer(url: string): Promise<Connection> {
  try {
    await migrateServer(url);
  } catch (error) {
    throw explain(error);
  }
  const client = postgres(url, { max: 10, connect_timeout: 2, onnotice: () => {} });
  return {
    db: drizzlePostgres(client, { schema }) as unknown as Database,
    close: () => client.end({ timeout: 5 }),
  };
}

async function migrateServer(url: string): Promise<void> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    const [version] = await client`select current_setting('server_version_num')::int as number`;
    if (version?.number < oldestServer) {
      throw new StartError(
        `PostgreSQL 15 or newer is needed; this server is ${(version?.number / 10_000) | 0}.`,
      );
    }
    await client`select pg_advisory_lock(${migrationLock})`;
    await migratePostgres(drizzlePostgres(client), { migrationsFolder });
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function connectEmbedded(directory: string): Promise<Connection> {
  mkdirSync(directory, { recursive: true });
  const unlock = lockDirectory(directory);
  try {
    const embedded = await PGlite.create(join(directory, 'pglite'));
    const db = drizzlePglite(embedded, { schema });
    await migratePglite(db, { migrationsFolder });
    return {
      db: db as unknown as Database,
      embedded,
      close: async () => {
        await embedded.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw explain(error);
  }
}
