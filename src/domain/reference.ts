import { type Outcome, ok, refuse } from './outcome.ts';
import { fold } from './text/fold.ts';

/** Parses a typed reference: a number with or without `#`, else a name (MODEL-6). */
export function parseReference(typed: string): { number: number } | { name: string } {
  const digits = /^#?(\d{1,9})$/.exec(typed.trim())?.[1];
  return digits ? { number: Number(digits) } : { name: typed.trim() };
}

/** Chooses the candidate that was typed: an exact name wins, a partial match must be the only one. */
export function chooseOne<T extends { name: string }>(
  what: 'milestone' | 'person' | 'project',
  typed: string,
  candidates: readonly T[],
  label: (candidate: T) => string,
): Outcome<T> {
  const exact = candidates.filter((candidate) => fold(candidate.name) === fold(typed));
  const [only, ...others] = exact.length > 0 ? exact : candidates;
  if (!only) return refuse({ is: 'not_found', what, typed });
  if (others.length > 0)
    return refuse({ is: 'ambiguous', what, typed, candidates: [only, ...others].map(label) });
  return ok(only);
}

/** Parses an item's reference, `3.2`, into its two numbers. */
export function parseItemReference(typed: string): { milestone: number; item: number } {
  const [milestone = '0', item = '0'] = typed.replace('#', '').split('.');
  return { milestone: Number(milestone), item: Number(item) };
}
