import type { Tx } from './tenant.ts';

/** What Drizzle's `.prepare(name)` gives. */
type Prepared<Row> = { execute(values?: Record<string, unknown>): Promise<Row> };

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
    const { session } = tx._;
    const driver = session.constructor;
    const prepared = built.get(driver) ?? build(tx);
    built.set(driver, prepared);
    const here: Prepared<Row> = Object.create(prepared, { client: { value: clientOf(session) } });
    return here.execute(values);
  };
}

const clientOf = (session: Tx['_']['session']): unknown => (session as unknown as { client: unknown }).client;
