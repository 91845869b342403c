import postgres, { type Sql, type TransactionSql } from 'postgres';

/**
 * Opens a pool of connections to a server; the first statement connects.
 *
 * Statements are prepared, once on each connection. Drizzle asks for unnamed ones, and those cost a
 * second round trip, to be described, and a plan at every use. A pooler that cannot keep prepared
 * statements is told so by `?prepare=false` in the URL.
 */
export function openPool(url: string): Sql {
  const pool = preparing(postgres(url, { max: 10, connect_timeout: 2, onnotice: () => {} }));
  const begin = pool.begin as (act: (tx: TransactionSql) => unknown) => Promise<unknown>;
  return Object.assign(pool, {
    begin: (act: (tx: TransactionSql) => unknown) => begin((tx) => act(preparing(tx))),
  });
}

/** Has parameters, so is not one of the statements (`begin`, several at once) that only the simple protocol takes. */
function preparing<S extends Sql | TransactionSql>(sql: S): S {
  const { unsafe } = sql;
  const prepared: typeof unsafe = (text, values, options) =>
    unsafe(text, values, values && values.length > 0 ? { ...options, prepare: true } : options);
  return Object.assign(sql, { unsafe: prepared });
}
