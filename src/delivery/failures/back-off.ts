/** Attempts per receipt, the first included; about half an hour with the platforms' timings. */
export const maxAttempts = 8;

/** The longest back-off of one receipt, before jitter. */
export const maxBackOffMs = 15 * 60_000;

/**
 * Returns the back-off after a failed attempt: exponential with base 3 and 25 % jitter.
 *
 * @param attempt counts from 1.
 * @param random from 0 to 1.
 */
export function backOffMs(attempt: number, firstMs: number, random: number): number {
  const wait = Math.min(maxBackOffMs, firstMs * 3 ** (attempt - 1));
  return Math.round(wait * (0.75 + random / 2));
}

/** Consecutive refusals before administrators are notified; a good minute with the platforms' timings. */
export const refusalsBeforeNotice = 4;

/** Waits after consecutive refusals, in multiples of the first: 2 s, 10 s, 1 min, 5 min, 15 min, 1 h. */
const cutOffSteps = [1, 5, 30, 150, 450, 1_800];
/** The same for an unreachable platform, which recovers without anybody's help. */
const unreachableSteps = [1, 5, 30, 150];

/** Returns the waits after consecutive refusals, in milliseconds; the last one repeats. */
export const outageWaitsMs = (is: 'cut_off' | 'unreachable', firstMs: number): number[] =>
  (is === 'cut_off' ? cutOffSteps : unreachableSteps).map((step) => step * firstMs);
