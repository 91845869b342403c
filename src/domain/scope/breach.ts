import type { NamedMilestone } from '../plan/milestone.ts';

/** A change to what is agreed of milestones that have started. */
export type LockBreach = {
  /** The first of them. */
  milestone: NamedMilestone;
  /** How many others. */
  others: number;
  /** The work that was asked for of the first one, as text; null where the change names none. */
  text: string | null;
  /** Working days that the end of the first one would move; 0: it stays. */
  days: number;
};

/** Joins what several commands would change of agreed scopes; undefined where that is nothing. */
export function joinBreaches(breaches: readonly LockBreach[]): LockBreach | undefined {
  const [first] = breaches;
  if (!first) return undefined;
  const { milestone } = first;
  const own = breaches.filter((one) => one.milestone.number === milestone.number);
  const elsewhere = new Set(breaches.map((one) => one.milestone.number)).size - 1;
  return {
    milestone,
    others: Math.max(elsewhere, ...breaches.map(({ others }) => others)),
    text: joinedWork(own.map(({ text }) => text)),
    days: own.reduce((sum, { days }) => sum + days, 0),
  };
}

/** Joins pieces of work to one text; null where there are none. */
export function joinedWork(texts: readonly (string | null)[]): string | null {
  const named = [...new Set(texts.filter((text) => text !== null))];
  return named.length === 0 ? null : named.join('; ');
}
