import type { Row } from 'postgres';
import type { WireText } from './parameters.ts';

/** Rows, and what the server says that it did: "SELECT", "COMMIT". */
export type Rows = Row[] & { command: string };

/** The rows of a statement to come. Drizzle asks for them as lists of values, where it knows their order. */
export type Answer = Promise<Rows> & { values(): Promise<Rows> };

/** Asks for a statement. `prepare` is Drizzle's wish, which counts in the stock ways only. */
export type Ask = (text: string, values?: readonly unknown[], options?: { prepare?: boolean }) => Answer;

/** An answer that is asked for a microtask later, when it is known whether the rows are to be lists of values. */
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
/** `begin`, and several at once, which only the simple protocol takes. */
const simple = { prepare: false, simple: true };
const isRead = /^\s*(?:select|with)\s[^;]*$/i;

/**
 * A statement on its way, with the fields that a connection of the driver reads and writes in its own
 * `Query`. That one is a promise with a `then` of its own: what was waited for so outlives the young
 * generation of the heap, and to collect it was a tenth of what a command cost.
 */
export class Query {
  readonly answer: Answer;
  readonly values: readonly unknown[];
  /** Called once, when there is an answer or none to come. */
  onSettled: (query: Query) => void = () => {};
  readonly #resolve: (rows: Rows) => void;
  readonly #reject: (error: unknown) => void;

  // read by the driver
  readonly strings: readonly [string];
  /** It finds no values here, so it has no types to guess; a statement is known again by its text alone. */
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

  /** The answer is there. */
  resolve(rows: Rows): void {
    this.active = false;
    this.onSettled(this);
    this.#resolve(rows);
  }

  /** There will be no answer. */
  reject(error: unknown): void {
    this.active = false;
    this.onSettled(this);
    this.#reject(error);
  }
}
