import { Temporal } from 'temporal-polyfill';
import { type Connection, connect } from '../../db/connect.ts';
import { type Config, locationOf } from '../config.ts';
import { openQueue, type Queue } from '../delivery/queue.ts';
import type { Log } from '../ports/log.ts';

/** An open database and its queue, for one call. */
export type Session = { connection: Connection; queue: Queue };

/**
 * Opens the database and its queue at their current schema, runs `work` and closes them. Queue
 * maintenance and sending are left to the server.
 *
 * @throws StartError when the database cannot be used.
 */
export async function inSession<T>(
  config: Config,
  log: Log,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const connection = await connect(locationOf(config));
  try {
    const { databaseUrl } = config;
    const now = () => Temporal.Now.instant();
    const queue = await openQueue({ connection, ...(databaseUrl ? { databaseUrl } : {}), log, now }, false);
    return await work({ connection, queue }).finally(() => queue.close());
  } finally {
    await connection.close();
  }
}
