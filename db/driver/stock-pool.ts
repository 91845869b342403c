import { NoConnection } from './lender.ts';
import { isPooled, transactionLimits } from './limits.ts';
import { connectMsOf, graceMs, type Pool, type PoolSettings } from './pool.ts';
import { type Answer, answerLater, type Rows } from './query.ts';
import { openStockClient, type StockClient } from './stock-client.ts';
import { transactStock } from './stock-transaction.ts';
import type { Act } from './transaction.ts';
import { Turns } from './turns.ts';

/**
 * Opens a pool in the stock ways of postgres.js (`DB_PIPELINE=off`): its own pool, `begin` and
 * `unsafe`, by documented calls alone, under the same limits as `openPool`. Every transaction costs
 * at least one round trip more.
 */
export function openStockPool(url: string, settings: PoolSettings): Pool {
  const options: Pool['options'] = { parsers: {}, serializers: {} };
  const turns = new Turns(settings);
  const before = isPooled(url) ? transactionLimits(settings) : undefined;
  let client: StockClient | undefined;
  let isEnding = false;
  const present = (): StockClient => {
    if (isEnding) throw new NoConnection('the database was closed');
    if (!client || client.isLost()) client = openStockClient(url, options.parsers, settings);
    return client;
  };
  const watch = setInterval(() => {
    if (client && isSilent(client, settings.statementMs + graceMs))
      client.giveUp(new Error('the database did not answer in time'));
  }, 1_000).unref();
  const begin = <T>(act: Act<T>): Promise<T> =>
    turns.run(() => transactStock(present(), connectMsOf(settings), before, act));
  return {
    options,
    // a transaction, so that it is one transaction's limits and connection in every case
    unsafe: (text, values, how) =>
      answerLater((asValues) => begin((tx) => rowsOf(tx.unsafe(text, values, how), asValues))),
    begin,
    async end({ timeout }) {
      isEnding = true;
      turns.end(new NoConnection('the database was closed'));
      await client?.sql.end({ timeout });
      clearInterval(watch);
    },
  };
}

const rowsOf = (answer: Answer, asValues: boolean): Promise<Rows> => (asValues ? answer.values() : answer);

/** The network may swallow an answer, and then the server's own limits end nothing here. */
function isSilent({ debts }: StockClient, limitMs: number): boolean {
  const oldest = performance.now() - limitMs;
  return [...debts].some(({ since, open }) => open > 0 && since < oldest);
}
