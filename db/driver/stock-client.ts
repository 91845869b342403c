import postgres, { type Sql } from 'postgres';
import { isPooled, type Limits, sessionSettings } from './limits.ts';
import { SessionLost } from './session.ts';
import type { PoolLimits } from './session-pool.ts';

/** Parsers by type; Drizzle adds its own. */
type Parsers = Record<string, (value: string) => unknown>;

/** One use of the client, and when its pending statement was sent, by `performance.now()`. */
export type Debt = { since: number; open: number };

/** A client of postgres.js with its own pool. It is replaced as a whole when the server does not answer. */
export type StockClient = {
  sql: Sql;
  /** The uses in progress. */
  debts: Set<Debt>;
  /** Rejects once the client is abandoned. */
  lost: Promise<never>;
  isLost(): boolean;
  giveUp(reason: Error): void;
};

/** The types that postgres.js serializes itself: text, numbers, bytea, JSON, boolean, date and time. */
const serialized = [25, 0, 21, 23, 26, 700, 701, 17, 114, 3802, 16, 1082, 1114, 1184];

/** Opens a client with documented options of postgres.js only; the first statement connects. */
export function openStockClient(url: string, parsers: Parsers, settings: PoolLimits & Limits): StockClient {
  const sql = postgres(url, {
    max: settings.max,
    connect_timeout: 2,
    // by default a connection waits up to 20 seconds, for the failures of all connections together
    backoff: () => 0.2,
    fetch_types: false,
    onnotice: () => {},
    types: typesOf(parsers),
    connection: isPooled(url) ? {} : sessionSettings(settings),
  });
  const { promise: lost, reject } = Promise.withResolvers<never>();
  lost.catch(() => {});
  let isLost = false;
  return {
    sql,
    debts: new Set(),
    lost,
    isLost: () => isLost,
    giveUp(reason) {
      isLost = true;
      reject(new SessionLost(reason.message, { cause: reason }));
      void sql.end({ timeout: 0 });
    },
  };
}

/** Replaces the serializers of postgres.js, because parameters are text already. */
function typesOf(parsers: Parsers): Record<string, postgres.PostgresType> {
  const types = new Set([...serialized.map(String), ...Object.keys(parsers)]);
  return Object.fromEntries(
    [...types].map((type) => {
      const parse = parsers[type];
      return [
        `type${type}`,
        {
          to: Number(type),
          from: parse ? [Number(type)] : [],
          serialize: (value: unknown) => value,
          parse: parse ?? ((value: unknown) => value),
        },
      ];
    }),
  );
}
