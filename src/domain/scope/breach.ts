/** A change to what is agreed of a milestone that has started. */
export type LockBreach = {
  milestone: { number: number; name: string };
  /** Also of these milestones. */
  others: number;
  /** The work that was asked for, as text; null where the change names none. */
  text: string | null;
  /** Working days that the end would move; 0: it stays. */
  days: number;
};
