import postgres, { type PendingQuery, type Row, type Sql } from 'postgres';

/**
 * Opens a pool of connections to a server; the first statement connects.
 *
 * Statements are prepared, once on each connection. Drizzle asks for unnamed ones, and those cost a
 * second round trip, to be described, and a plan at every use. A pooler that cannot keep prepared
 * statements is told so by `?prepare=false` in the URL.
 */
export function openPool(url: string): Sql {
  const pool = postgres(url, { max: 10, connect_timeout: 2, backoff: () => retryAfter, onnotice: () => {} });
  const unsafe = preparing(pool.unsafe as Ask);
  return Object.assign(pool, { unsafe, begin: (act: Act) => transact(unsafe, act) });
}

/**
 * Seconds until a lost connection is made again. postgres.js waits up to twenty, because it takes the
 * connections that one restart of the server ends for as many attempts in vain.
 */
const retryAfter = 0.2;

/** Not `begin`, nor several at once, which only the simple protocol takes. */
const preparing =
  (unsafe: Ask): Ask =>
  (text, values, options) =>
    unsafe(
      text,
      values,
      values?.length || isRead.test(text) ? { ...options, prepare: true, simple: false } : options,
    );

const isRead = /^\s*(?:select|with)\s[^;]*$/i;

type Ask = (text: string, values?: unknown[], options?: Options) => Query;
type Act = (tx: { unsafe: Ask; askNoMore: () => void }) => Promise<unknown>;

/** What postgres.js itself uses for its transactions: a query's way to a connection, and a connection's to its owner. */
type Query = PendingQuery<Row[]> & { handler: (query: Query) => void; reject(error: unknown): void };
type Options = { prepare?: boolean; simple?: boolean; onexecute?: (line: Line) => void };
type Line = { execute(query: Query): boolean; reserved: () => void; onclose: (error: unknown) => void };

/** What fails because it was asked in a transaction that had been ended; one for all, as a place in the code says nothing here. */
export const transactionOver = new Error('the transaction is over');

/**
 * A transaction on a connection of its own, as postgres.js has it, with three differences. `begin` is
 * not waited for, so it travels with the first statement: that spares every command a round trip.
 * `commit` travels with the last ones where they are known to be that. And once the connection is
 * lost nothing is written to it any more, not even `rollback`, which would end the process.
 */
function transact(unsafe: Ask, act: Act): Promise<unknown> {
  const waiting: Query[] = [];
  let line: Line | undefined;
  let full = false;
  let over: unknown;
  let failed: unknown;

  const send = (query: Query) => {
    query.catch((error) => {
      failed ??= error;
    });
    if (over || !line) query.reject(over);
    else if (full) waiting.push(query);
    else full = !line.execute(query);
  };
  const ask: Ask = (...statement) => Object.assign(unsafe(...statement), { handler: send });
  let ended: Promise<unknown> | undefined;
  /** The last statement: after it the pool takes the connection back by itself. */
  const end = (how: 'commit' | 'rollback') => {
    const handler = (query: Query) => {
      send(query);
      over ??= transactionOver;
    };
    ended ??= Object.assign(unsafe(how), { handler }).execute();
    return ended;
  };
  // a tick that a microtask asks for comes after all of them: what was asked is sent by then, and not yet written
  const askNoMore = () => queueMicrotask(() => process.nextTick(end, 'commit'));

  const run = async () => {
    try {
      const result = await act({ unsafe: ask, askNoMore });
      if (failed) throw failed;
      await end('commit');
      return result;
    } catch (error) {
      if (!over) await end('rollback');
      throw error;
    }
  };

  return new Promise((resolve, reject) => {
    // what is on its way is not always answered for, so nobody waits for it
    const lose = (error: unknown) => {
      over ??= error;
      for (const query of waiting.splice(0)) query.reject(error);
      reject(error);
    };
    const onexecute = (taken: Line) => {
      line = taken;
      line.onclose = lose;
      line.reserved = () => {
        full = false;
        const next = waiting.shift();
        if (next) full = !taken.execute(next);
      };
      run().then(resolve, reject);
    };
    unsafe('begin', [], { onexecute }).catch(lose);
  });
}
