import { noSuchValue, notUnderstood, type Reading, understood } from '../domain/text/reading.ts';
import type { QuietHours } from '../domain/time/schedule.ts';

const named: ReadonlyMap<string, string> = new Map([
  ['noon', '12:00'],
  ['midday', '12:00'],
  ['midnight', '00:00'],
]);
const written = /^(\d{1,2})(?:[:.h](\d{2})|h)?(?: ?([ap])\.?(?:m\.?)?| o['’]?clock)?$/;
/** Four digits without a colon: `0930`. */
const fourDigits = /^(\d{2})(\d{2})$/;

/** Reads a time of day as people write it, as HH:MM: "9", "10:00", "9:30 pm", "17.30", "noon". */
export function readTime(text: string): Reading<string> {
  const words = plainTime(text);
  const time = named.get(words);
  if (time) return understood(time);
  const match = written.exec(words) ?? fourDigits.exec(words);
  if (!match) return notUnderstood('must be a time of day, such as 09:00 or 5 pm');
  return onClock(Number(match[1]), Number(match[2] ?? 0), match[3]);
}

function onClock(hour: number, minute: number, half: string | undefined): Reading<string> {
  const isThere = minute < 60 && (half ? hour > 0 && hour < 13 : hour < 24);
  if (!isThere) return noSuchValue('must be a time that a clock shows, from 00:00 to 23:59');
  const ofDay = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  return understood([ofDay, minute].map((n) => String(n).padStart(2, '0')).join(':'));
}

/** Reads hours of the day, over midnight or not: "18:00-08:00", "from 6 pm to 8 am"; "off" is null. */
export function readHours(text: string): Reading<QuietHours | null> {
  const words = plainTime(text);
  if (/^(?:off|none|never)$/.test(words)) return understood(null);
  const parts = words.replace(/^(?:from|between) /, '').split(/ ?(?:-|\b(?:to|until|till|and)\b) ?/);
  const [from, to, ...others] = parts.map(readTime);
  if (!from || !to || others.length > 0)
    return notUnderstood('must be two times of day, such as 18:00-08:00');
  if (from.is !== 'read') return from;
  if (to.is !== 'read') return to;
  if (from.value === to.value) return noSuchValue('must begin and end at different times');
  return understood({ from: from.value, to: to.value });
}

/** Longer texts are not a time. */
const maxCharacters = 60;

const plainTime = (text: string) =>
  text.length > maxCharacters
    ? ''
    : text
        .toLowerCase()
        .replaceAll(/[\p{Pd}−]/gu, '-')
        .replaceAll(/\s+/g, ' ')
        .trim()
        .replace(/^at /, '');
