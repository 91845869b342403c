/** Tries of one receipt, the first included; with the real timings they span about half an hour. */
export const maxAttempts = 8;

/** The longest back-off of one receipt, in milliseconds, before chance. */
export const maxBackOffMs = 15 * 60_000;

/**
 * How long to wait after a failed attempt: three times as long each time, a quarter more or less by
 * chance, so that the rooms of an outage do not all come back at once.
 *
 * @param attempt counts from 1.
 * @param random from 0 to 1.
 */
export function backOffMs(attempt: number, firstMs: number, random: number): number {
  const wait = Math.min(maxBackOffMs, firstMs * 3 ** (attempt - 1));
  return Math.round(wait * (0.75 + random / 2));
}

/** Refusals in a row after which the administrators are told of an outage; with the real timings after a good minute. */
export const refusalsBeforeNotice = 4;

/**
 * How long an installation that refuses everything is left alone after each refusal in a row, in
 * multiples of the first wait; with the real timings 2 s, 10 s, 1 min, 5 min, 15 min, 1 h.
 */
const cutOffSteps = [1, 5, 30, 150, 450, 1_800];
/** The same for a platform that cannot be reached: it comes back without anybody doing anything. */
const unreachableSteps = [1, 5, 30, 150];

/** The waits after each refusal in a row, in milliseconds; the last one is repeated. */
export const outageWaitsMs = (is: 'cut_off' | 'unreachable', firstMs: number): number[] =>
  (is === 'cut_off' ? cutOffSteps : unreachableSteps).map((step) => step * firstMs);
