import { weekdayOf } from '../../domain/time/dates.ts';
import { plusDays, yearIn } from '../calendar.ts';
import type { Policy } from '../policy.ts';
import {
  day,
  inDocuments,
  isNamed,
  lastDay,
  month,
  monthOf,
  one,
  type Span,
  to,
  weekdayName,
  yearOf,
} from './form.ts';

/** Periods, and days that need the text around them; for documents only. */
export const periods = [
  // Q4 2025 - Jan 2026, Q4 2025 - Q1 2026
  inDocuments(
    `q([1-4])(?:[ \\t]*(\\d{4}|['’]\\d{2}))?${to}(?:q([1-4])|${month})(?:[ \\t]*(\\d{4}|['’]\\d{2}))?`,
    (f) => {
      const last = f[3] ? Number(f[3]) * 3 : monthOf(f[4] ?? '');
      return monthSpan(Number(f[1]) * 3 - 2, last, f[2] ?? f[5], f[5] ?? f[2]);
    },
  ),
  inDocuments("q([1-4])(?:[ \\t,]*(\\d{4}|['’]\\d{2})|/(\\d{4}|\\d{2}))?", ([, q, y, short]) =>
    quarter(q, y ?? short),
  ),
  inDocuments('(\\d{4})[ \\t-]*q([1-4])', ([, y, q]) => quarter(q, y)),
  inDocuments("h([12])[ \\t,]*(\\d{4}|['’]\\d{2})", ([, h, y]) =>
    monthSpan(Number(h) * 6 - 5, Number(h) * 6, y),
  ),
  // Feb - Mar 2026, Dec 2025 - Jan 2026
  inDocuments(`${month}(?:[ \\t]+(\\d{4}))?${to}${month}[ \\t]+(\\d{4})`, (f) =>
    monthSpan(monthOf(f[1] ?? ''), monthOf(f[3] ?? ''), f[2] ?? f[4], f[4]),
  ),
  inDocuments(
    `(early|mid|late|end[ \\t]+of|beginning[ \\t]+of)[ \\t-]*${month}(?:[ \\t,]+(\\d{4}))?`,
    ([, part = '', name = '', y]) => ({
      ...one({ y: yearOf(y), m: monthOf(name), d: partDay(part) }),
      stays: true,
    }),
  ),
  inDocuments(`${month}(?:,?[ \\t]+(\\d{4})|[ \\t]*['’](\\d{2}))`, ([, m, y, short]) =>
    wholeMonth(m, y ?? short),
  ),
  // a month alone, or in parentheses
  inDocuments(`(?<=^\\W{0,3})${month}(?=\\W{0,3}$)`, ([, m]) => wholeMonth(m)),
  inDocuments(`(?<=\\()${month}(?=\\))`, ([, m]) => (/^\p{Lu}/u.test(m ?? '') ? wholeMonth(m) : undefined)),
  // "Wed 18: press call": in the nearest month in which the 18th is a Wednesday
  inDocuments(
    `(?<=^\\W{0,3})${weekdayName}[ \\t]+(?:the[ \\t]+)?${day}(?=[ \\t]*(?:[:–—)-]|$))`,
    ([, name, d], policy) => nearby(name ?? '', Number(d), policy),
  ),
  // CW 11, KW 11/2026, 2026-W11: the weeks of ISO 8601
  inDocuments(
    '(?:cw|kw|calendar week)[ \\t]*(\\d{1,2})(?:(?:/|,?[ \\t]+)(\\d{4}))?',
    ([, week, y], { today }) => calendarWeek(Number(week), yearOf(y) ?? yearIn(today)),
  ),
  inDocuments('(\\d{4})-?W(\\d{2})', ([, y, week]) => calendarWeek(Number(week), Number(y))),
];

/** Returns the span from the first day of one month to the last day of another. */
const monthSpan = (first: number, last: number, y: string | undefined, lastY = y): Span => ({
  from: { y: yearOf(y), m: first, d: 1 },
  until: { y: yearOf(lastY), m: last, d: lastDay },
});

const wholeMonth = (name = '', y?: string): Span => monthSpan(monthOf(name), monthOf(name), y);

const parts = { early: 10, 'beginning of': 10, mid: 15, late: lastDay, 'end of': lastDay } as const;
const partDay = (word: string) => parts[word.toLowerCase().replaceAll(/\s+/g, ' ') as keyof typeof parts];

const quarter = (q: string | undefined, y: string | undefined): Span =>
  monthSpan(Number(q) * 3 - 2, Number(q) * 3, y);

/** How far from today "Wed 18" is searched for. */
const maxNearbyDays = 62;

/** Finds "Wed 18" within the span of the heading above, else nearest to today. */
function nearby(name: string, of: number, { today, year }: Policy): Span | undefined {
  const { start, due } = (year.is === 'plan' && year.within) || { start: null, due: null };
  const isIt = (date: string) => Number(date.slice(8)) === of && isNamed(weekdayOf(date), name);
  for (let days = 0; days < maxNearbyDays; days += 1) {
    const near = start && due ? [plusDays(start, days)] : [plusDays(today, days), plusDays(today, -days)];
    const date = near.find(isIt);
    if (date && due && date > due) return undefined;
    if (date) return one({ y: yearIn(date), m: Number(date.slice(5, 7)), d: of });
  }
  return undefined;
}

/** Returns Monday to Sunday of an ISO week; week 1 contains 4 January. */
function calendarWeek(week: number, y: number): Span | undefined {
  if (week < 1 || week > 53) return undefined;
  const daysBefore = weekdayOf(`${String(y).padStart(4, '0')}-01-04`) - 1;
  const from = { y, m: 1, d: 4, plus: (week - 1) * 7 - daysBefore };
  return { from, until: { ...from, plus: from.plus + 6 } };
}
