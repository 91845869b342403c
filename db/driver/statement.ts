import type { Tx } from '../database.ts';
import { transactionOver } from './transaction.ts';

/** What Drizzle's `.prepare(name)` gives. */
type Prepared<Row> = { execute(values?: Record<string, unknown>): Promise<Row> };

/** Databases and transactions whose statements go Drizzle's own way. */
const stock = new WeakSet<object>();

/** Has the statements of a database or transaction built by Drizzle at each use, and its end sent by the driver. */
export const keepStock = (tx: object): void => void stock.add(tx);

/**
 * A statement of the busy paths: Drizzle builds its text once in each process, instead of at every
 * use (about a third of what a command cost). Values go where `sql.placeholder(name)` stands.
 *
 * Drizzle ties what it has prepared to the connection that was at hand. So each use gets a copy
 * that differs in that, and nothing else; each driver has its own kind, and therefore its own text.
 */
export function statement<Values extends Record<string, unknown>, Row>(
  build: (tx: Tx) => Prepared<Row>,
): (tx: Tx, values: Values) => Promise<Row> {
  const built = new Map<unknown, Prepared<Row>>();
  return (tx, values) => {
    if (stock.has(tx)) return build(tx).execute(values);
    const { session } = tx._;
    const driver = session.constructor;
    const prepared = built.get(driver) ?? build(tx);
    built.set(driver, prepared);
    const here: Prepared<Row> = Object.create(prepared, { client: { value: clientOf(session) } });
    return here.execute(values);
  };
}

/**
 * Says that what was just asked is all: the transaction is committed in the same round trip. What is
 * asked all the same fails, and `isOver` knows by what. The embedded database, which makes no round
 * trips, and the stock ways take no notice.
 */
export function askNoMore(tx: Tx): void {
  if (stock.has(tx)) return;
  const client = clientOf(tx._.session) as { askNoMore?: () => void };
  client.askNoMore?.();
}

/** Whether something was asked after the end of its transaction. */
export const isOver = (error: unknown): boolean =>
  error === transactionOver || (error instanceof Error && error.cause === transactionOver);

const clientOf = (session: Tx['_']['session']): unknown => (session as unknown as { client: unknown }).client;
