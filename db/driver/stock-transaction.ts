import postgres, { type ISql } from 'postgres';
import { textsOf } from './parameters.ts';
import { type Answer, type Ask, answerLater, type Rows } from './query.ts';
import { SessionLost } from './session.ts';
import type { Debt, StockClient } from './stock-client.ts';
import type { Act } from './transaction.ts';

/** Milliseconds within which postgres.js notices that a connection is closed. */
const noticeMs = 1_000;
/** How often the error that ended a connection is reported again at most: once per connection of the pool. */
const repeatedErrors = 12;

/**
 * Runs a transaction by the client's `begin`.
 *
 * @param connectMs time limit for `begin`, in milliseconds.
 * @param before statements that set the limits of the transaction, where the session has none.
 * @throws the error of the callback, or of any of its statements, awaited or not.
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

/** postgres.js reports the error that ended a connection again to its next user. */
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
  // postgres.js retries for ever when a connection is accepted and closed at once
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
 * The statements of one transaction. After its connection is lost, statements are not sent and stay
 * pending: postgres.js would write to the closed connection, which ends the process.
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
      // a statement that was not awaited may fail, and postgres.js would then report the rollback as a commit
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

  /** Ends the transaction: later statements fail. */
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

/** Whether an error ended the connection: anything but an ordinary error of the server. */
const isLoss = (error: unknown): boolean =>
  !(error instanceof postgres.PostgresError) || error.severity === 'FATAL';
