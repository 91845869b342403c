import { Temporal } from 'temporal-polyfill';
import { quoted } from '../domain/text/wording.ts';
import { readRelativeDate } from './relative-dates.ts';
import { readWrittenDate } from './written-dates.ts';

/** What a text says of a date. A problem is a phrase that follows the name of the field. */
export type DateRead =
  /** YYYY-MM-DD. */
  | { is: 'day'; iso: string }
  /** "none": the date is to be taken away. */
  | { is: 'cleared' }
  /** It speaks of a date that does not exist, is out of range, or could be two. */
  | { is: 'refused'; problem: string }
  | { is: 'nonsense'; problem: string };

/** No date of a plan has more letters: "Wednesday, the 30th of September 2026". */
const longestDate = 50;
/** Earlier or later years are slips of the finger. */
const years = { first: 1970, last: 2200 };

/**
 * Reads a date as people write it, seen from `today` (YYYY-MM-DD, in the person's zone).
 * The whole text must be understood. Pure: neither the host's clock nor its zone matters.
 */
export function readDate(text: string, today: string): DateRead {
  const words = plainDate(text);
  if (words === 'none') return { is: 'cleared' };
  const read = words.length > longestDate ? undefined : readDay(words, Temporal.PlainDate.from(today));
  if (read === undefined) {
    return {
      is: 'nonsense',
      problem: `must be a date, such as 18 Dec 2026, next Friday or in 2 weeks; you wrote ${quoted(text)}`,
    };
  }
  if (!(read instanceof Temporal.PlainDate)) return { is: 'refused', problem: read.problem };
  if (read.year < years.first || read.year > years.last) {
    return {
      is: 'refused',
      problem: `must be in the years ${years.first} to ${years.last}; you wrote ${quoted(text)}`,
    };
  }
  return { is: 'day', iso: read.toString() };
}

const readDay = (words: string, today: Temporal.PlainDate) =>
  readWrittenDate(words, today) ?? readRelativeDate(words, today);

/** Lower case, plain dashes, single spaces, without ordinals, "the", "of" before a month, and commas. */
function plainDate(text: string): string {
  return text
    .slice(0, longestDate * 2)
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
