/**
 * The innermost reason of an error, for one line in the log. The outer ones repeat whole statements
 * with their parameters, and those can hold what people wrote.
 */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? causeOf(inner) : error.message;
}
