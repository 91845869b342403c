import { Temporal } from 'temporal-polyfill';
import { quoted } from '../domain/text/wording.ts';
import { yearIn } from './calendar.ts';
import { criterion, type Policy, typed } from './policy.ts';
import { readRelativeDate } from './relative-dates.ts';
import { type NoDate, readWrittenDate } from './written-dates.ts';

/** The result of reading a date. A problem is a phrase that follows the name of the field. */
type DateRead =
  /** YYYY-MM-DD. */
  | { is: 'day'; iso: string }
  /** "none": the date is removed. */
  | { is: 'cleared' }
  /** A date that does not exist, is out of range, or is ambiguous: then `either` has both. */
  | ({ is: 'refused' } & NoDate)
  | { is: 'nonsense'; problem: string };

/** As many words as "wed, the 30th of september 2026" at most. */
export const maxDateWords = 7;
/** Longer than "Wednesday, the 30th of September 2026". */
const maxCharacters = 50;
/** Other years are typing errors. */
const years = { first: 1970, last: 2200 };

/**
 * Reads a date as people type it, relative to `today` (YYYY-MM-DD, in the person's zone).
 * The whole text must be a date. `isUnasked`: no key marks it as a date. `isPast`: without a year it has been. Pure: independent of the host's clock and zone.
 */
export function readDate(
  text: string,
  today: string,
  how: { isUnasked?: boolean; isPast?: boolean } = {},
): DateRead {
  const words = plainDate(text);
  if (words === 'none') return { is: 'cleared' };
  const read = words.length > maxCharacters ? undefined : readDay(words, typed(today, how));
  if (read === undefined) {
    return {
      is: 'nonsense',
      problem: `must be a date, such as 18 Dec 2026, next Friday or in 2 weeks; you wrote ${quoted(text)}`,
    };
  }
  if (typeof read !== 'string') return { is: 'refused', ...read };
  if (yearIn(read) < years.first || yearIn(read) > years.last) {
    return {
      is: 'refused',
      problem: `must be in the years ${years.first} to ${years.last}; you wrote ${quoted(text)}`,
    };
  }
  return { is: 'day', iso: read };
}

const readDay = (words: string, policy: Policy): string | NoDate | undefined =>
  readWrittenDate(words, policy) ??
  readRelativeDate(words, Temporal.PlainDate.from(policy.today))?.toString();

/** Reads the date that a criterion of a decision on `day` names, YYYY-MM-DD: "12 Feb", "Thu, Feb 12, 2026". */
export function readCriterionDay(text: string, day: string): string | undefined {
  const words = plainDate(text);
  const read = words.length > maxCharacters ? undefined : readWrittenDate(words, criterion(day));
  return typeof read === 'string' ? read : undefined;
}

/** Normalises case, dashes and spaces; removes ordinal endings, "the", "of" before a month, and commas. */
function plainDate(text: string): string {
  return text
    .slice(0, maxCharacters * 2)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{Pd}−]/gu, '-')
    .replaceAll(/[\s,;]+/g, ' ')
    .replaceAll(/(\d)(?:st|nd|rd|th)\b/g, '$1')
    .replaceAll(/\b(\d{1,2}) of\b/g, '$1')
    .replaceAll(/\bthe /g, '')
    .trim()
    .replace(/[.!?]$/, '');
}
