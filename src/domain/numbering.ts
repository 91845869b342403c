/** The highest removed number of each kind, by its key letter; milestones have none. */
export type RemovedNumbers = Partial<
  Record<'A' | 'B' | 'C' | 'CO' | 'D' | 'M' | 'P' | 'R' | 'milestone', number>
>;

/**
 * Returns the next number of a kind in a project. Numbers of removed rows are never reused (MODEL-6): an old
 * button must not act on another row.
 */
export const nextNumber = (rows: readonly { number: number }[], highestRemoved = 0): number =>
  Math.max(highestRemoved, 0, ...rows.map(({ number }) => number)) + 1;
