/** Longer words are not typing errors, and comparing them is expensive. */
const maxCharacters = 40;

/**
 * Returns the number of typing errors between two words (a letter too many, too few, wrong, or two swapped):
 * the optimal string alignment distance.
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (i > 1 && j > 1 && swapped) least = Math.min(least, at(before, j - 2) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return at(last, b.length);
}

const at = (row: number[], index: number) => row[index] ?? Number.POSITIVE_INFINITY;

/** A larger distance means another word. */
const maxDistance = 2;

/** Returns the nearest name within two typing errors, the first of equals, and its distance. */
export function closest(
  typed: string,
  names: readonly string[],
): { name: string; distance: number } | undefined {
  if (typed.length > maxCharacters) return undefined;
  return names
    .filter((name) => Math.abs(name.length - typed.length) <= maxDistance)
    .map((name) => ({ name, distance: editDistance(typed, name) }))
    .filter((one) => one.distance <= maxDistance)
    .reduce<{ name: string; distance: number } | undefined>(
      (best, one) => (best && best.distance <= one.distance ? best : one),
      undefined,
    );
}

/** Returns the command that was probably meant: a completion, or a name within two typing errors (one in short words). */
export function nearestCommand(typed: string, names: readonly string[]): string | undefined {
  if (typed.length >= 3) {
    const begun = names.find((name) => name.startsWith(typed));
    if (begun) return begun;
  }
  const best = closest(typed, names);
  return best && best.distance <= (typed.length > 4 ? 2 : 1) ? best.name : undefined;
}
