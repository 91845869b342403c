/**
 * Returns the go-live of a plan whose go-live work ends on these days: it moves only where that work would end after
 * it, and then to its last end. Null where it stays. Dates are YYYY-MM-DD.
 */
export function laterGoLive(
  target: string | null,
  ends: readonly string[],
): { was: string; is: string } | null {
  const last = ends.toSorted().at(-1);
  return target !== null && last !== undefined && last > target ? { was: target, is: last } : null;
}
