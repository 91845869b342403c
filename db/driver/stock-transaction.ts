import postgres, { type ISql } from 'postgres';
import { textsOf } from './parameters.ts';
import { type Answer, type Ask, answerLater, type Rows } from './query.ts';
import { SessionLost } from './session.ts';
import type { Debt, StockClient } from './stock-client.ts';
import type { Act } from './transaction.ts';

/** Milliseconds in which postgres.js has to notice that a connection is closed. */
const noticeMs = 1_000;
/** As many as a pool has connections. */
const repeatedErrors = 12;

/**
 * Runs a transaction by the client's `begin`.
 *
 * @param connectMs how long it may take to begin.
 * @param before statements that set its limits, where they are not the session's.
 * @throws what the callback throws, or what any of its statements failed with, also one that it did not wait for.
 */
export async function transactStock<T>(
  client: StockClient,
  connectMs: number,
  before: string | undefined,
  act: Act<T>,
): Promise<T> {
  for (let left = repeatedErrors; ; left -= 1) {
    try {
      return await transactOnce(client, connectMs, before, act);
    } catch (error) {
      if (left === 0 || !(error instanceof NotBegun)) throw error instanceof NotBegun ? error.cause : error;
    }
  }
}

/** postgres.js reports what ended a connection once more, to whoever uses it next. */
class NotBegun extends Error {}

const isRepeated = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && /^(?:57P01|57P05|25P03|25P04)$/.test(error.code);

async function transactOnce<T>(
  client: StockClient,
  connectMs: number,
  before: string | undefined,
  act: Act<T>,
): Promise<T> {
  const debt: Debt = { since: performance.now(), open: 0 };
  client.debts.add(debt);
  // postgres.js tries for ever where a connection is taken and closed at once
  let timer = giveUpIn(client, connectMs, 'the database could not be connected to in time');
  let scope: StockScope | undefined;
  const done = client.sql.begin((sql) => {
    clearTimeout(timer);
    scope = new StockScope(sql, debt, () => {
      timer = giveUpIn(client, noticeMs, 'a lost connection was not closed');
    });
    if (before) scope.ask(before);
    return scope.run(act);
  });
  try {
    return (await Promise.race([done, client.lost])) as T;
  } catch (error) {
    throw !scope && isRepeated(error) ? new NotBegun('a repeated error', { cause: error }) : error;
  } finally {
    done.catch(() => {});
    scope?.end();
    clearTimeout(timer);
    client.debts.delete(debt);
  }
}

const giveUpIn = (client: StockClient, ms: number, reason: string) =>
  setTimeout(() => client.giveUp(Object.assign(new Error(reason), { code: 'CONNECT_TIMEOUT' })), ms);

/**
 * The statements of one transaction. Once its connection is lost it sends nothing and never ends:
 * postgres.js would write to the closed connection, and that ends the process.
 */
class StockScope {
  readonly #sql: ISql;
  readonly #debt: Debt;
  readonly #onLost: () => void;
  readonly #asked: Promise<unknown>[] = [];
  readonly #failures: unknown[] = [];
  #isLost = false;

  constructor(sql: ISql, debt: Debt, onLost: () => void) {
    this.#sql = sql;
    this.#debt = debt;
    this.#onLost = onLost;
  }

  readonly ask: Ask = (text, values = [], how = {}): Answer => {
    const answer = answerLater((asValues) => this.#send(text, values, how, asValues));
    answer.catch((error) => this.#failures.push(error));
    this.#asked.push(answer);
    return answer;
  };

  async run<T>(act: Act<T>): Promise<T> {
    try {
      const result = await act({ unsafe: this.ask, askNoMore: () => {} });
      // what nobody waited for may fail, and then postgres.js would call the rollback a commit
      await Promise.allSettled(this.#asked);
      if (this.#failures.length > 0) throw this.#failures[0];
      this.#owes();
      return await this.#unlessLost(() => result);
    } catch (error) {
      return this.#unlessLost(() => {
        throw error;
      });
    }
  }

  /** The transaction has ended: nothing can be asked in it. */
  end(): void {
    this.#isLost = true;
  }

  #unlessLost<T>(settle: () => T): T | Promise<T> {
    return this.#isLost ? new Promise<T>(() => {}) : settle();
  }

  async #send(text: string, values: readonly unknown[], how: { prepare?: boolean }, asValues: boolean) {
    if (this.#isLost) throw new SessionLost('the transaction is over');
    const query = this.#sql.unsafe(text, textsOf(values), how);
    this.#owes();
    try {
      return (await (asValues ? query.values() : query)) as unknown as Rows;
    } catch (error) {
      if (!this.#isLost && isLoss(error)) {
        this.#isLost = true;
        this.#onLost();
      }
      throw error;
    } finally {
      this.#debt.open -= 1;
      this.#debt.since = performance.now();
    }
  }

  #owes(): void {
    if (this.#debt.open === 0) this.#debt.since = performance.now();
    this.#debt.open += 1;
  }
}

/** Whether an error ended its connection: anything but an ordinary error of the server. */
const isLoss = (error: unknown): boolean =>
  !(error instanceof postgres.PostgresError) || error.severity === 'FATAL';
