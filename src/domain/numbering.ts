/** The highest number of each kind of thing that was removed, by the letter before its numbers. */
export type RemovedNumbers = Partial<Record<'D' | 'M' | 'P' | 'R', number>>;

/**
 * The next number of a kind of thing in a project. Numbers of removed rows are not given again
 * (MODEL-6): a button that names one must never act on another thing.
 */
export const nextNumber = (rows: readonly { number: number }[], spent = 0): number =>
  Math.max(spent, 0, ...rows.map(({ number }) => number)) + 1;
