import { fold } from './fold.ts';

/**
 * Returns the things whose label contains all the typed words, in their order; first those whose number starts
 * with them ("12" finds 12 and 120), then those whose name starts with them.
 */
export function searchLabels<T extends { label: string; value: string }>(
  things: readonly T[],
  typed: string,
): T[] {
  const wanted = fold(typed).replace(/^#/, '');
  if (wanted === '') return [...things];
  const parts = wanted.split(' ');
  const rank = ({ label, value }: T): number => {
    const shown = fold(label);
    if (fold(value) === wanted) return 0;
    if (shown.startsWith(wanted)) return 1;
    if (shown.includes(` ${wanted}`)) return 2;
    // a number is no part of another number
    const has = (part: string) =>
      /^\d+$/.test(part) ? ` ${shown}`.includes(` ${part}`) : shown.includes(part);
    return parts.every(has) ? 3 : Number.POSITIVE_INFINITY;
  };
  return things
    .map((thing) => ({ thing, rank: rank(thing) }))
    .filter((one) => one.rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .map(({ thing }) => thing);
}
