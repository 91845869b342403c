import { excerpt } from '../domain/text/cut.ts';
import { noSuchValue, notUnderstood, type Reading, understood } from '../domain/text/reading.ts';
import { dateOf, dayNumber } from '../domain/time/dates.ts';
import { maxDateWords, readDate } from './dates.ts';

/** Nobody is off for longer; a span beyond it is a slip. */
const longestSpan = 62;

/**
 * Reads several dates and spans of them, seen from `today` (YYYY-MM-DD), as YYYY-MM-DD in order:
 * "2026-12-25", "24-26 dec, 1 jan", "25 dec 26 dec", "24 dec to 2 jan". Each day once.
 */
export function readDates(text: string, today: string): Reading<string[]> {
  const days = new Set<string>();
  for (const part of withMonths(text.split(/[,;"“”\n]+|\band\b/))) {
    const words = part.split(/\s+/).filter((word) => word !== '');
    while (words.length > 0) {
      const run = takeRun(words, today);
      if (run.is !== 'read') return run;
      for (const day of run.value.days) days.add(day);
      words.splice(0, run.value.words);
    }
  }
  return days.size > 0 ? understood([...days].sort()) : notUnderstood('Dates are missing.');
}

/** `24, 25 and 26 dec`: a day alone has the month of the next that has one. */
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

/** The most words that read as a date or a span. */
function takeRun(words: string[], today: string): Reading<{ days: string[]; words: number }> {
  for (let count = Math.min(words.length, maxDateWords); count > 0; count -= 1) {
    const days = readSpan(words.slice(0, count).join(' '), today);
    if (days.is === 'read') return understood({ days: days.value, words: count });
    if (days.is === 'refused') return days;
  }
  return notUnderstood(
    `“${excerpt(words.join(' '), 40)}” is no date; write 2026-12-25, 25 dec or 24-26 dec.`,
  );
}

function readSpan(text: string, today: string): Reading<string[]> {
  const day = dayRead(text, today);
  if (day.is !== 'nonsense') return day.is === 'read' ? understood([day.value]) : day;
  const [first, last] = ends(text);
  const from = dayRead(first, today);
  if (from.is !== 'read') return from;
  const to = dayRead(last, from.value);
  if (to.is !== 'read') return to;
  const days = dayNumber(to.value) - dayNumber(from.value) + 1;
  if (days < 1) return noSuchValue(`“${excerpt(text, 40)}” ends before it begins.`);
  if (days > longestSpan)
    return noSuchValue(`“${excerpt(text, 40)}” has ${days} days; ${longestSpan} are the most.`);
  return understood(Array.from({ length: days }, (_, n) => dateOf(dayNumber(from.value) + n)));
}

const dash = '\\s*[\\p{Pd}−]\\s*';
const monthAfter = new RegExp(`^(\\d{1,2})${dash}(\\d{1,2}[ .]*\\p{L}.*)$`, 'u');
const monthBefore = new RegExp(`^(\\p{L}+ )(\\d{1,2})${dash}(\\d{1,2})( \\d{4})?$`, 'u');
const apart = /\s+(?:to|until|[\p{Pd}−])\s+|\s*\.\.+\s*|(?<=\p{L})[\p{Pd}−](?=\d)/u;

/** The first and the last day of a span, each as a date of its own: `24-26 dec`, `dec 24-26`, `24 dec - 2 jan`. */
function ends(text: string): [string, string] {
  const after = monthAfter.exec(text);
  if (after?.[1] && after[2]) return [after[2].replace(/^\d+/, after[1]), after[2]];
  const [, month, from, to, year = ''] = monthBefore.exec(text) ?? [];
  if (month && from && to) return [`${month}${from}${year}`, `${month}${to}${year}`];
  const [first = '', last = '', ...others] = text.split(apart);
  return others.length > 0 ? ['', ''] : [first, last];
}

function dayRead(text: string, today: string): Reading<string> {
  const day = readDate(text, today);
  switch (day.is) {
    case 'day':
      return understood(day.iso);
    case 'refused':
      return noSuchValue(`A date ${day.problem}.`);
    default:
      return notUnderstood('');
  }
}
