import { type Outcome, ok, refuse } from './outcome.ts';
import { fold } from './text/fold.ts';

/** How a typed reference may be looked up: a number, with or without `#`, else a name (MODEL-6). */
export function parseReference(typed: string): { number: number } | { name: string } {
  const digits = /^#?(\d{1,9})$/.exec(typed.trim())?.[1];
  return digits ? { number: Number(digits) } : { name: typed.trim() };
}

/** The one that is meant: a name that matches whole wins, one that matches in part must be the only one. */
export function chooseOne<T extends { name: string }>(
  what: 'milestone' | 'person' | 'project',
  typed: string,
  candidates: readonly T[],
  label: (candidate: T) => string,
): Outcome<T> {
  const whole = candidates.filter((candidate) => fold(candidate.name) === fold(typed));
  const [only, ...others] = whole.length > 0 ? whole : candidates;
  if (!only) return refuse({ is: 'not_found', what, typed });
  if (others.length > 0)
    return refuse({ is: 'ambiguous', what, typed, candidates: [only, ...others].map(label) });
  return ok(only);
}

/** The two numbers of an item's reference, `3.2`. */
export function parseItemReference(typed: string): { milestone: number; item: number } {
  const [milestone = '0', item = '0'] = typed.replace('#', '').split('.');
  return { milestone: Number(milestone), item: Number(item) };
}
