import { calendarDays, dateOf, dayNumber } from './dates.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const day = '(\\d{1,2})(?:st|nd|rd|th)?';
const weekday = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\\.?,? )?';
const year = '(?:,? (\\d{4}))?';
const dayFirst = new RegExp(`^${weekday}${day}(?: of)? ${month}${year}$`, 'i');
const monthFirst = new RegExp(`^${weekday}${month} ${day}${year}$`, 'i');

/**
 * The day that a text names and nothing else, YYYY-MM-DD: "2026-02-12", "12 Feb", "Thu, Feb 12, 2026".
 * Without a year it is the one nearest to `today`. Undefined for what is no day of the calendar.
 */
export function writtenDay(text: string, today: string): string | undefined {
  const said = text.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(said)) return existing(said);
  const [, d1, m1, y1] = dayFirst.exec(said) ?? [];
  const [, m2, d2, y2] = monthFirst.exec(said) ?? [];
  const [d, m, y] = [d1 ?? d2, m1 ?? m2, y1 ?? y2];
  if (d === undefined || m === undefined) return undefined;
  const number = months.indexOf(m.slice(0, 3).toLowerCase()) + 1;
  const inYear = (of: number) =>
    existing(`${String(of).padStart(4, '0')}-${String(number).padStart(2, '0')}-${d.padStart(2, '0')}`);
  if (y !== undefined) return inYear(Number(y));
  const now = Number(today.slice(0, 4));
  const far = (date: string) => Math.abs(calendarDays(today, date));
  return [now, now + 1, now - 1]
    .map(inYear)
    .filter((date) => date !== undefined)
    .sort((a, b) => far(a) - far(b))[0];
}

/** A date that the calendar has. */
function existing(date: string): string | undefined {
  const number = dayNumber(date);
  return Number.isFinite(number) && dateOf(number) === date ? date : undefined;
}
