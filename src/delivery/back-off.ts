/** Tries of one receipt, the first included; with the real pace they span about half an hour. */
export const maxAttempts = 8;

const longestMs = 15 * 60_000;

/**
 * How long to wait after a failed attempt: three times as long each time, a quarter more or less by
 * chance, so that the rooms of an outage do not all come back at once.
 *
 * @param attempt counts from 1.
 * @param chance from 0 to 1.
 */
export function backOffMs(attempt: number, firstMs: number, chance: number): number {
  const wait = Math.min(longestMs, firstMs * 3 ** (attempt - 1));
  return Math.round(wait * (0.75 + chance / 2));
}
