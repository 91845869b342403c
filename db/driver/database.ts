import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { openPool, type Pool, type PoolSettings } from './pool.ts';
import { keepStock } from './statement.ts';
import { openStockPool } from './stock-pool.ts';

/** Drizzle over one of our pools. */
type Opened<Schema extends Record<string, unknown>> = {
  db: PgDatabase<PgQueryResultHKT, Schema>;
  pool: Pool;
};

/**
 * Opens a pool of connections to a server, with Drizzle over it. The first statement connects.
 *
 * @param pipeline false for the stock ways of postgres.js and Drizzle (`DB_PIPELINE=off`).
 */
export function openDatabase<Schema extends Record<string, unknown>>(
  url: string,
  schema: Schema,
  settings: PoolSettings,
  pipeline: boolean,
): Opened<Schema> {
  const pool = pipeline ? openPool(url, settings) : openStockPool(url, settings);
  // a pool has of postgres.js's client what Drizzle asks of one
  const db = drizzle(pool as unknown as Sql, { schema }) as unknown as Opened<Schema>['db'];
  return { db: pipeline ? db : inStockWays(db), pool };
}

/** Has the statements of a database prepared Drizzle's own way: built at each use, by documented calls alone. */
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
