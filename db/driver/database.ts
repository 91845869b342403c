import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { openPool, type Pool, type PoolSettings } from './pool.ts';
import { keepStock } from './statement.ts';
import { openStockPool } from './stock-pool.ts';

/** Drizzle on top of a pool of this folder. */
type Opened<Schema extends Record<string, unknown>> = {
  db: PgDatabase<PgQueryResultHKT, Schema>;
  pool: Pool;
};

/**
 * Opens a connection pool with Drizzle on top. The first statement connects.
 *
 * @param pipeline false to use only the documented API of postgres.js and Drizzle (`DB_PIPELINE=off`).
 */
export function openDatabase<Schema extends Record<string, unknown>>(
  url: string,
  schema: Schema,
  settings: PoolSettings,
  pipeline: boolean,
): Opened<Schema> {
  const pool = pipeline ? openPool(url, settings) : openStockPool(url, settings);
  // the pool implements the part of postgres.js's client that Drizzle calls
  const db = drizzle(pool as unknown as Sql, { schema }) as unknown as Opened<Schema>['db'];
  return { db: pipeline ? db : inStockWays(db), pool };
}

/** Makes a database build its statements at each use, by Drizzle's documented API alone. */
export function inStockWays<Schema extends Record<string, unknown>>(
  db: PgDatabase<PgQueryResultHKT, Schema>,
): PgDatabase<PgQueryResultHKT, Schema> {
  const begin = db.transaction.bind(db);
  keepStock(db);
  db.transaction = (act, config) =>
    begin((tx) => {
      keepStock(tx);
      return act(tx);
    }, config);
  return db;
}
