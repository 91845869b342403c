import { weekdayOf } from '../domain/time/dates.ts';
import { plusDays, plusMonths } from './calendar.ts';
import { weekday } from './names.ts';

/** Returns the first date of a weekday within a span; undefined if there is none. */
export function weekdayIn(word: string, { start, due }: { start: string; due: string }): string | undefined {
  const wanted = weekday(word);
  if (wanted === undefined) return undefined;
  const first = plusDays(start, (wanted - weekdayOf(start) + 7) % 7);
  return first <= due ? first : undefined;
}

/**
 * Resolves a counted date: "Day 5" and "Week 3" from `from`, "Month 2" and "T-3 days" from the launch
 * if it is known.
 */
export function countedDate(
  text: string,
  { from, launch }: { from: string | null; launch: string | null },
): { start: string | null; due: string } | undefined {
  const around = /^\W*(?:[tld]|launch|go-?live)\s*([-–−+])\s*(\d{1,3})(?:\s*(d|days?|w|weeks?))?\b/i.exec(
    text,
  );
  if (around && launch !== null) {
    const days = Number(around[2]) * (around[3]?.toLowerCase().startsWith('w') ? 7 : 1);
    return { start: null, due: plusDays(launch, around[1] === '+' ? days : -days) };
  }
  const found = /^\W*(day|week|month)\s+(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\b/i.exec(text);
  if (!found) return undefined;
  const [, unit = '', first = '', last = first] = found;
  const [a, b] = [Number(first), Number(last)];
  const base = unit.toLowerCase() === 'month' ? (launch ?? from) : from;
  if (base === null || a < 1 || b < a) return undefined;
  if (unit.toLowerCase() === 'day') {
    const due = plusDays(base, b - 1);
    return { start: a === b ? null : plusDays(base, a - 1), due };
  }
  const at = (n: number) => (unit.toLowerCase() === 'week' ? plusDays(base, n * 7) : plusMonths(base, n));
  return { start: at(a - 1), due: plusDays(at(b), -1) };
}
