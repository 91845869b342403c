import { isPooled, type Limits, sessionLimits, transactionLimits } from './limits.ts';
import { type Ask, answerLater, Query } from './query.ts';
import { type Codecs, openSession } from './session.ts';
import { type PoolLimits, SessionPool } from './session-pool.ts';
import { type Act, transact } from './transaction.ts';

/** A connection pool with the methods of postgres.js that Drizzle calls. */
export type Pool = {
  unsafe: Ask;
  begin<T>(act: Act<T>): Promise<T>;
  /** Waits at most `timeout` seconds for running work, then closes. */
  end(options: { timeout: number }): Promise<void>;
  options: Codecs;
};

/** The size of a pool and the limits of its connections. */
export type PoolSettings = PoolLimits & Limits;

/** Milliseconds that opening a connection may take: less than `waitMs`, so that the caller gets the cause. */
export const connectMsOf = ({ waitMs }: PoolLimits): number => Math.min(5_000, waitMs - 200);
/** Milliseconds after a statement's own limit until an unresponsive connection is destroyed. */
export const graceMs = 2_000;

/**
 * Opens a connection pool; the first statement connects. A connection serves one transaction or statement
 * at a time and is released outside any transaction, or destroyed.
 *
 * Statements are prepared once per connection. Drizzle asks for unnamed ones, which cost a second round
 * trip for the description and a new plan at every use. Behind a pooler (`isPooled`) statements are not
 * prepared, and each `begin` sets the limits.
 */
export function openPool(url: string, settings: PoolSettings): Pool {
  const codecs: Codecs = { parsers: {}, serializers: {} };
  const begin = isPooled(url) ? `begin; ${transactionLimits(settings)}` : 'begin';
  const greeting = isPooled(url) ? { text: 'select 1', values: [] } : sessionLimits(settings);
  const pool = new SessionPool(() => openSession(url, codecs, greeting, connectMsOf(settings)), settings);
  const watch = setInterval(() => destroyUnresponsive(pool, settings), 1_000).unref();
  const inTransaction = async <T>(act: Act<T>): Promise<T> => {
    const session = await pool.acquire();
    try {
      return await transact(session, begin, act);
    } finally {
      pool.release(session);
    }
  };
  const single: Ask = (text, values) => {
    const query = new Query(text, values);
    void runSingle(pool, query);
    return query.answer;
  };
  // only `begin` sets the limits
  const singleBehindPooler: Ask = (text, values) =>
    answerLater((asValues) =>
      inTransaction((tx) => {
        const answer = tx.unsafe(text, values);
        return asValues ? answer.values() : answer;
      }),
    );
  return {
    options: codecs,
    unsafe: isPooled(url) ? singleBehindPooler : single,
    begin: inTransaction,
    async end({ timeout }) {
      await pool.end(timeout);
      clearInterval(watch);
    },
  };
}

async function runSingle(pool: SessionPool, query: Query): Promise<void> {
  try {
    const session = await pool.acquire();
    session.send(query);
    await query.answer.catch(() => {});
    pool.release(session);
  } catch (error) {
    query.reject(error);
  }
}

/** Destroys connections whose answer is overdue: the server's own limits do not help when the network lost it. */
function destroyUnresponsive(pool: SessionPool, { statementMs }: Limits): void {
  const limit = performance.now() - statementMs - graceMs;
  for (const session of [...pool.sessions]) {
    const since = session.waitingSince();
    if (since !== undefined && since < limit)
      session.destroy(new Error('the database did not answer in time'));
  }
}
