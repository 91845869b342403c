import { Lender, type Lending } from './lender.ts';
import { isPooled, type Limits, sessionLimits, transactionLimits } from './limits.ts';
import { type Ask, answerLater, Query } from './query.ts';
import { type Codecs, openSession } from './session.ts';
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

/** How long opening a connection may take: less than a borrower waits, so that it learns the cause. */
export const connectMsOf = ({ waitMs }: Lending): number => Math.min(5_000, waitMs - 200);
/** Milliseconds beyond a statement's own limit after which a server that does not answer is given up. */
export const graceMs = 2_000;

/**
 * Opens a pool of connections to a server; the first statement connects. Every connection is lent to
 * one transaction or statement at a time, and comes back clean or not at all.
 *
 * Statements are prepared, once on each connection. Drizzle asks for unnamed ones, and those cost a
 * second round trip, to be described, and a plan at every use. Behind a pooler (`isPooled`) they are
 * not prepared, and the limits travel with each `begin`.
 */
export function openPool(url: string, settings: PoolSettings): Pool {
  const codecs: Codecs = { parsers: {}, serializers: {} };
  const begin = isPooled(url) ? `begin; ${transactionLimits(settings)}` : 'begin';
  const greeting = isPooled(url) ? { text: 'select 1', values: [] } : sessionLimits(settings);
  const lender = new Lender(() => openSession(url, codecs, greeting, connectMsOf(settings)), settings);
  const watch = setInterval(() => giveUpSilent(lender, settings), 1_000).unref();
  const inTransaction = async <T>(act: Act<T>): Promise<T> => {
    const session = await lender.take();
    try {
      return await transact(session, begin, act);
    } finally {
      lender.give(session);
    }
  };
  const alone: Ask = (text, values) => {
    const query = new Query(text, values);
    void runAlone(lender, query);
    return query.answer;
  };
  // its limits are set by a `begin`
  const aloneBehindPooler: Ask = (text, values) =>
    answerLater((asValues) =>
      inTransaction((tx) => {
        const answer = tx.unsafe(text, values);
        return asValues ? answer.values() : answer;
      }),
    );
  return {
    options: codecs,
    unsafe: isPooled(url) ? aloneBehindPooler : alone,
    begin: inTransaction,
    async end({ timeout }) {
      await lender.end(timeout);
      clearInterval(watch);
    },
  };
}

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
