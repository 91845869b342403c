import { isPooled, transactionLimits } from './limits.ts';
import { connectMsOf, graceMs, type Pool, type PoolSettings } from './pool.ts';
import { type Answer, answerLater, type Rows } from './query.ts';
import { Semaphore } from './semaphore.ts';
import { NoConnection } from './session-pool.ts';
import { openStockClient, type StockClient } from './stock-client.ts';
import { transactStock } from './stock-transaction.ts';
import type { Act } from './transaction.ts';

/**
 * Opens a pool by the documented API of postgres.js (`DB_PIPELINE=off`): its own pool, `begin` and
 * `unsafe`, with the limits of `openPool`. Each transaction costs at least one more round trip.
 */
export function openStockPool(url: string, settings: PoolSettings): Pool {
  const options: Pool['options'] = { parsers: {}, serializers: {} };
  const semaphore = new Semaphore(settings);
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
    semaphore.run(() => transactStock(present(), connectMsOf(settings), before, act));
  return {
    options,
    // a transaction, so that the limits of a transaction apply
    unsafe: (text, values, how) =>
      answerLater((asValues) => begin((tx) => rowsOf(tx.unsafe(text, values, how), asValues))),
    begin,
    async end({ timeout }) {
      isEnding = true;
      semaphore.end(new NoConnection('the database was closed'));
      await client?.sql.end({ timeout });
      clearInterval(watch);
    },
  };
}

const rowsOf = (answer: Answer, asValues: boolean): Promise<Rows> => (asValues ? answer.values() : answer);

/** Whether an answer is overdue: the server's own limits do not help when the network lost it. */
function isSilent({ debts }: StockClient, limitMs: number): boolean {
  const oldest = performance.now() - limitMs;
  return [...debts].some(({ since, open }) => open > 0 && since < oldest);
}
