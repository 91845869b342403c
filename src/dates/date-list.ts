import { excerpt } from '../domain/text/cut.ts';
import { noSuchValue, notUnderstood, type Reading, understood } from '../domain/text/reading.ts';
import { dateOf, dayNumber } from '../domain/time/dates.ts';
import { maxDateWords, readDate } from './dates.ts';

/** Longer spans of days off are typing errors. */
const maxSpanDays = 62;

/**
 * Reads several dates and spans, relative to `today` (YYYY-MM-DD), as sorted unique YYYY-MM-DD:
 * "2026-12-25", "24-26 dec, 1 jan", "25 dec 26 dec", "24 dec to 2 jan".
 */
export function readDates(text: string, today: string): Reading<string[]> {
  const days = new Set<string>();
  for (const part of withMonths(text.split(/[,;"“”\n]+|\band\b/))) {
    const words = part.split(/\s+/).filter((word) => word !== '');
    while (words.length > 0) {
      const run = longestDatePrefix(words, today);
      if (run.is !== 'read') return run;
      for (const day of run.value.days) days.add(day);
      words.splice(0, run.value.words);
    }
  }
  return days.size > 0 ? understood([...days].sort()) : notUnderstood('Dates are missing.');
}

/** Gives a day alone the month of the next date with one: `24, 25 and 26 dec`. */
function withMonths(parts: string[]): string[] {
  let month = '';
  return parts
    .toReversed()
    .map((part) => part.trim())
    .map((part) => {
      if (/^\d{1,2}$/.test(part)) return part + month;
      month = /^\d{1,2}([ .]*\p{L}.*)$/u.exec(part)?.[1] ?? month;
      return part;
    })
    .toReversed();
}

/** Reads as many leading words as form a date or span. */
function longestDatePrefix(words: string[], today: string): Reading<{ days: string[]; words: number }> {
  for (let count = Math.min(words.length, maxDateWords); count > 0; count -= 1) {
    const days = readSpan(words.slice(0, count).join(' '), today);
    if (days.is === 'read') return understood({ days: days.value, words: count });
    if (days.is === 'refused') return days;
  }
  return notUnderstood(
    `“${excerpt(words.join(' '), 40)}” is not a date; write 2026-12-25, 25 dec or 24-26 dec.`,
  );
}

function readSpan(text: string, today: string): Reading<string[]> {
  const day = dayRead(text, today);
  if (day.is !== 'nonsense') return day.is === 'read' ? understood([day.value]) : day;
  const [first, last] = splitSpan(text);
  const from = dayRead(first, today);
  if (from.is !== 'read') return from;
  const to = dayRead(last, from.value);
  if (to.is !== 'read') return to;
  const days = dayNumber(to.value) - dayNumber(from.value) + 1;
  if (days < 1) return noSuchValue(`“${excerpt(text, 40)}” ends before it begins.`);
  if (days > maxSpanDays)
    return noSuchValue(`“${excerpt(text, 40)}” has ${days} days; at most ${maxSpanDays} are allowed.`);
  return understood(Array.from({ length: days }, (_, n) => dateOf(dayNumber(from.value) + n)));
}

const dash = '\\s*[\\p{Pd}−]\\s*';
const monthAfter = new RegExp(`^(\\d{1,2})${dash}(\\d{1,2}[ .]*\\p{L}.*)$`, 'u');
const monthBefore = new RegExp(`^(\\p{L}+ )(\\d{1,2})${dash}(\\d{1,2})( \\d{4})?$`, 'u');
const separator = /\s+(?:to|until|[\p{Pd}−])\s+|\s*\.\.+\s*|(?<=\p{L})[\p{Pd}−](?=\d)/u;

/** Splits a span into two dates: `24-26 dec`, `dec 24-26`, `24 dec - 2 jan`. */
function splitSpan(text: string): [string, string] {
  const after = monthAfter.exec(text);
  if (after?.[1] && after[2]) return [after[2].replace(/^\d+/, after[1]), after[2]];
  const [, month, from, to, year = ''] = monthBefore.exec(text) ?? [];
  if (month && from && to) return [`${month}${from}${year}`, `${month}${to}${year}`];
  const [first = '', last = '', ...others] = text.split(separator);
  return others.length > 0 ? ['', ''] : [first, last];
}

function dayRead(text: string, today: string): Reading<string> {
  const day = readDate(text, today);
  if (day.is === 'day') return understood(day.iso);
  return day.is === 'refused' ? noSuchValue(`A date ${day.problem}.`) : notUnderstood('');
}
