import { Lender, type Lending } from './lender.ts';
import { type Ask, Query } from './query.ts';
import { type Codecs, type Limits, openSession } from './session.ts';
import { type Act, transact } from './transaction.ts';

/** A pool of connections to a server, as Drizzle asks for one. */
export type Pool = {
  unsafe: Ask;
  begin<T>(act: Act<T>): Promise<T>;
  /** Waits so many seconds for what is underway. */
  end(options: { timeout: number }): Promise<void>;
  options: Codecs;
};

/** How large a pool is, and what its connections allow. */
export type PoolSettings = Lending & Limits;

const longestConnectMs = 5_000;
/** Milliseconds beyond a statement's own limit after which a server that does not answer is given up. */
const graceMs = 2_000;

/**
 * Opens a pool of connections to a server; the first statement connects. Every connection is lent to
 * one transaction or statement at a time, and comes back clean or not at all.
 *
 * Statements are prepared, once on each connection. Drizzle asks for unnamed ones, and those cost a
 * second round trip, to be described, and a plan at every use. A pooler that cannot keep prepared
 * statements is told so by `?prepare=false` in the URL.
 */
export function openPool(url: string, settings: PoolSettings): Pool {
  const codecs: Codecs = { parsers: {}, serializers: {} };
  // sooner than whoever waits for it gives up, so that they learn why
  const connectMs = Math.min(longestConnectMs, settings.waitMs - 200);
  const lender = new Lender(() => openSession(url, codecs, settings, connectMs), settings);
  const watch = setInterval(() => giveUpSilent(lender, settings), 1_000).unref();
  return {
    options: codecs,
    unsafe(text, values) {
      const query = new Query(text, values);
      void runAlone(lender, query);
      return query.answer;
    },
    async begin(act) {
      const session = await lender.take();
      try {
        return await transact(session, act);
      } finally {
        lender.give(session);
      }
    },
    async end({ timeout }) {
      await lender.end(timeout);
      clearInterval(watch);
    },
  };
}

/** A statement outside any transaction is one of its own. */
async function runAlone(lender: Lender, query: Query): Promise<void> {
  try {
    const session = await lender.take();
    session.send(query);
    await query.answer.catch(() => {});
    lender.give(session);
  } catch (error) {
    query.reject(error);
  }
}

/** The network may swallow an answer, and then the server's own limits end nothing here. */
function giveUpSilent(lender: Lender, { statementMs }: Limits): void {
  const limit = performance.now() - statementMs - graceMs;
  for (const session of [...lender.sessions]) {
    const since = session.waitingSince();
    if (since !== undefined && since < limit)
      session.destroy(new Error('the database did not answer in time'));
  }
}
