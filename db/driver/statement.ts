import type { Tx } from '../database.ts';
import { transactionOver } from './transaction.ts';

/** The result of Drizzle's `.prepare(name)`. */
type Prepared<Row> = { execute(values?: Record<string, unknown>): Promise<Row> };

/** Databases and transactions that use Drizzle's documented API alone. */
const stock = new WeakSet<object>();

/** Makes Drizzle build the statements of a database or transaction at each use, and the driver send its commit. */
export const keepStock = (tx: object): void => void stock.add(tx);

/**
 * A statement whose text Drizzle builds once per process instead of at each use, which took about a third of
 * a command's time. Values replace `sql.placeholder(name)`.
 *
 * Drizzle binds a prepared statement to one connection, so each use gets a copy with another connection.
 * Each driver has its own text.
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
 * Marks the last statement of a transaction, so that `commit` travels in the same round trip. A later
 * statement fails with an error that `isOver` recognises. Has no effect on the embedded database, which
 * makes no round trips, and with `DB_PIPELINE=off`.
 */
export function askNoMore(tx: Tx): void {
  if (stock.has(tx)) return;
  const client = clientOf(tx._.session) as { askNoMore?: () => void };
  client.askNoMore?.();
}

/** Whether an error means that a statement came after the end of its transaction. */
export const isOver = (error: unknown): boolean =>
  error === transactionOver || (error instanceof Error && error.cause === transactionOver);

const clientOf = (session: Tx['_']['session']): unknown => (session as unknown as { client: unknown }).client;
