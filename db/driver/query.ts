import type { Row } from 'postgres';
import type { WireText } from './parameters.ts';

/** Rows, with the command tag of the server: "SELECT", "COMMIT". */
export type Rows = Row[] & { command: string };

/** The pending rows of a statement. Drizzle calls `values` to get arrays where it knows the column order. */
export type Answer = Promise<Rows> & { values(): Promise<Rows> };

/** Sends a statement. Drizzle's `prepare` option is used only with `DB_PIPELINE=off`. */
export type Ask = (text: string, values?: readonly unknown[], options?: { prepare?: boolean }) => Answer;

/** A result that is requested one microtask later, once it is known whether `values` was called. */
export function answerLater(ask: (asValues: boolean) => Promise<Rows>): Answer {
  let asValues = false;
  const answer = Promise.resolve().then(() => ask(asValues));
  return Object.assign(answer, {
    values: () => {
      asValues = true;
      return answer;
    },
  });
}

const prepared = { prepare: true, simple: false };
/** `begin`, and several statements in one text, which need the simple protocol. */
const simple = { prepare: false, simple: true };
const isRead = /^\s*(?:select|with)\s[^;]*$/i;

/**
 * A pending statement with the fields of the driver's `Query`, which its connection reads and writes. The
 * driver's own is a promise subclass whose garbage collection took a tenth of a command's time.
 */
export class Query {
  readonly answer: Answer;
  readonly values: readonly unknown[];
  /** Called once, when the statement has succeeded or failed. */
  onSettled: (query: Query) => void = () => {};
  readonly #resolve: (rows: Rows) => void;
  readonly #reject: (error: unknown) => void;

  // read by the driver
  readonly strings: readonly [string];
  /** Empty, so that the driver infers no types and identifies a prepared statement by its text alone. */
  readonly args: readonly [] = [];
  parameters: WireText[] = [];
  readonly options: { prepare: boolean; simple: boolean };
  isRaw: 'values' | false = false;
  readonly tagged = false;
  readonly origin = '';

  // written by the driver
  active = false;
  cancelled: unknown = null;
  state: unknown = null;
  statement: unknown = null;
  signature = '';
  string = '';
  prepare = false;
  prepared = false;
  describeFirst = false;
  parsing = false;
  retried: unknown;

  constructor(text: string, values: readonly unknown[] = []) {
    this.strings = [text];
    this.values = values;
    this.options = values.length > 0 || isRead.test(text) ? prepared : simple;
    const { promise, resolve, reject } = Promise.withResolvers<Rows>();
    this.#resolve = resolve;
    this.#reject = reject;
    this.answer = Object.assign(promise, {
      values: () => {
        this.isRaw = 'values';
        return promise;
      },
    });
  }

  /** Resolves with the rows. */
  resolve(rows: Rows): void {
    this.active = false;
    this.onSettled(this);
    this.#resolve(rows);
  }

  /** Rejects with the error. */
  reject(error: unknown): void {
    this.active = false;
    this.onSettled(this);
    this.#reject(error);
  }
}
