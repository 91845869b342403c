/** Longer words are nobody's slip of the finger, and comparing them costs. */
const longest = 40;

/**
 * How many slips (a letter too many, too few, wrong, or two swapped) lie between two words:
 * the optimal string alignment distance.
 */
export function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (i > 1 && j > 1 && swapped) least = Math.min(least, at(before, j - 2) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return at(last, other.length);
}

const at = (row: number[], index: number) => row[index] ?? Number.POSITIVE_INFINITY;

/** More slips than this make another word. */
const mostSlips = 2;

/** The name at most two slips away, and how many they are; the first of the nearest. */
export function closest(
  typed: string,
  names: readonly string[],
): { name: string; slips: number } | undefined {
  if (typed.length > longest) return undefined;
  return names
    .filter((name) => Math.abs(name.length - typed.length) <= mostSlips)
    .map((name) => ({ name, slips: editDistance(typed, name) }))
    .filter((one) => one.slips <= mostSlips)
    .reduce<{ name: string; slips: number } | undefined>(
      (best, one) => (best && best.slips <= one.slips ? best : one),
      undefined,
    );
}

/** The command somebody probably meant: one that begins so, or is at most two slips away (one in short words). */
export function nearestCommand(typed: string, names: readonly string[]): string | undefined {
  if (typed.length >= 3) {
    const begun = names.find((name) => name.startsWith(typed));
    if (begun) return begun;
  }
  const best = closest(typed, names);
  return best && best.slips <= (typed.length > 4 ? 2 : 1) ? best.name : undefined;
}
