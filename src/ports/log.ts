import type { BaseLogger } from 'pino';

/** Where operators read; one line an event, never the text of a message. */
export type Log = Pick<BaseLogger, 'info' | 'warn' | 'error'>;

/**
 * The innermost cause of an error, for one line in the log. The outer errors repeat whole statements
 * with their parameters, and those can hold what people wrote.
 */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? causeOf(inner) : error.message;
}
