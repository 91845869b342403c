import { noSuchValue, notUnderstood, type Reading, understood } from '../domain/text/reading.ts';
import type { Cadence, Weekday } from '../domain/time/schedule.ts';
import { weekday } from './names.ts';

const daily = /^(?:daily|days?|(?:week|work|working |business )days?)$/;
const weekly = /^(?:weekly|weeks?)$/;
/** Frequencies that other tools have and Milepost does not. */
const rarer =
  /^(?:\d+|two|three|four|six|other|second|third) ?[a-z]+$|^(?:bi-?weekly|fortnight(?:ly)?|(?:bi-?)?month(?:ly)?|quarter(?:ly)?|year(?:ly)?|hour(?:ly)?)$/;
const monday: Weekday = 1;
const known = 'daily, weekly, or days of the week such as monday and thursday';
/** Longer than "monday, tuesday, wednesday, thursday, friday, saturday and sunday". */
const maxCharacters = 80;

/**
 * Reads the days on which something recurs. "Daily" and "every day" are the working days,
 * "weekly" is Monday; else days by name: "friday", "mon,wed", "monday and thursday", "mon-sun".
 */
export function readDays(text: string): Reading<Cadence['days']> {
  const words = plainDays(text);
  if (daily.test(words)) return understood('working');
  if (weekly.test(words)) return understood([monday]);
  if (rarer.test(words)) return noSuchValue(`can be ${known}`);
  const days = words.split(/ ?(?:,? and |[,&+/]| ) ?/).map(dayOrSpan);
  if (days.some((one) => one === undefined)) return notUnderstood(`must be ${known}`);
  const all = [...new Set(days.flatMap((one) => one ?? []))].sort();
  return understood(all.join() === '1,2,3,4,5' ? 'working' : all);
}

/** Reads `friday`, `fri`, `fridays`, `mon-thu` or `weekends`. */
function dayOrSpan(part: string): Weekday[] | undefined {
  if (/^weekends?$/.test(part)) return [6, 7];
  const [from, to = from, ...others] = part.split('-').map(dayNamed);
  if (!from || !to || others.length > 0) return undefined;
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, n) => (((from - 1 + n) % 7) + 1) as Weekday);
}

const dayNamed = (word: string) => (weekday(word) ?? weekday(word.replace(/s$/, ''))) as Weekday | undefined;

/** Normalises case, spaces and spans (`mon-thu`), and removes leading words such as "every". */
const plainDays = (text: string) =>
  text.length > maxCharacters
    ? ''
    : text
        .toLowerCase()
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/ ?(?:[\p{Pd}−]|\bto\b|\bthrough\b) ?/gu, '-')
        .trim()
        .replace(/[.!]$/, '')
        .replace(/^(?:(?:on|every|each|once a|once per) )+/, '');
