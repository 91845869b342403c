import { weekdayOf } from '../domain/time/dates.ts';
import { clamped, existing, plusDays, yearIn } from './calendar.ts';
import { choices, isNamed, lastDay, type Part, type Span } from './forms/form.ts';
import { forms } from './forms/forms.ts';
import { withoutDate } from './left-over.ts';
import { weekdayNames } from './names.ts';
import { inYear, type Policy } from './policy.ts';

/** A date or span found in a text, and the text without it. */
export type Found = {
  start: string | null;
  due: string;
  /** The text without the date. */
  rest: string;
  /** The weekday that the text names, if the date is not that weekday. */
  contradicts: string | null;
};

/** Every date matches this; a quick test before the patterns. */
const hint = /\d|early|mid|late|end of|beginning of|\([a-z]{3,9}\)|^\W*[a-z]{3,9}\W*$/i;
/** How much of a text is searched. */
const maxSearched = 400;
const years = { first: 1970, last: 2200 };

type Match = { at: number; length: number; span: Span };

/** The earliest match wins, then the longest. */
const isBetter = (found: RegExpExecArray, { at, length }: Match) =>
  found.index < at || (found.index === at && found[0].length > length);

/** Returns the first date of a text that `accepts` accepts. */
function firstMatch(text: string, policy: Policy, accepts: (part: Part) => boolean): Match | undefined {
  if (!hint.test(text)) return undefined;
  const near = text.length > maxSearched ? text.slice(0, maxSearched) : text;
  let first: Match | undefined;
  const rejected: Match[] = [];
  for (const { find, read } of forms) {
    const found = find.exec(near);
    if (!found || (first && !isBetter(found, first))) continue;
    // a part of an impossible date is not a date: "Feb 2026" in 31 Feb 2026
    if (rejected.some(({ at, length }) => found.index >= at && found.index < at + length)) continue;
    const span = read(found, policy);
    if (!span) continue;
    const match = { at: found.index, length: found[0].length, span };
    if (accepts(span.from) && accepts(span.until)) first = match;
    else rejected.push(match);
  }
  return first;
}

/** Returns the first date of a text by a policy. Impossible dates (31 Feb) are ignored. */
export function findDate(text: string, policy: Policy): Found | undefined {
  const first = firstMatch(text, policy, (part) => isDay(part, policy));
  return first && foundAt(text, first, policy);
}

/** Returns the last day of the first date of a text; undefined if it is written without a year. */
export function findFullDate(text: string, policy: Policy): string | undefined {
  const first = firstMatch(text, policy, (part) => isDay(part, policy));
  return first?.span.until.y === undefined ? undefined : datesOf(first.span, policy).due;
}

/** Returns a date that does not exist in the calendar, as written. */
export function impossibleDate(text: string, policy: Policy): string | undefined {
  const first = firstMatch(text, policy, ({ m }) => m >= 1 && m <= 12);
  return first && !(isDay(first.span.from, policy) && isDay(first.span.until, policy))
    ? text.slice(first.at, first.at + first.length).trim()
    : undefined;
}

const namesOf = (names: typeof weekdayNames) => choices(names.map(({ text }) => text));
const fullWeekdays = namesOf(weekdayNames.filter(({ isShort }) => !isShort));
/** A weekday after the date: 16 Mar 2026 (Mon), 16 March, Monday. */
const weekdayBehind = new RegExp(
  `^,?[ \\t]*(?:\\((${namesOf(weekdayNames)})\\.?\\)|(${fullWeekdays})(?![\\p{L}\\d]))`,
  'iu',
);

function foundAt(text: string, { at, length, span }: Match, policy: Policy): Found {
  const { start, due } = datesOf(span, policy);
  const beside = weekdayBehind.exec(text.slice(at + length));
  const named = span.from.weekday ?? beside?.[1] ?? beside?.[2];
  const fits = (name: string) => [start, due].some((date) => isNamed(weekdayOf(date), name));
  return {
    start: span.from === span.until ? null : start,
    due,
    rest: span.stays ? text : withoutDate(text, at, length + (beside?.[0].length ?? 0)),
    contradicts: named !== undefined && !fits(named) ? named : null,
  };
}

/** Returns the first and last day of a span, YYYY-MM-DD. The first defaults to the year of the last or the one before. */
function datesOf(span: Span, policy: Policy): { start: string; due: string } {
  const due = dateOf(span.until, policy);
  const from = dateOf({ ...span.from, y: span.from.y ?? yearIn(due) }, policy);
  return { start: from > due ? dateOf({ ...span.from, y: yearIn(due) - 1 }, policy) : from, due };
}

/** Whether a date exists; without a year, in any year. */
function isDay({ y, m, d }: Part, { today }: Policy): boolean {
  if (d === lastDay) return m >= 1 && m <= 12;
  if (y !== undefined && (y < years.first || y > years.last)) return false;
  const isLeapDay = y === undefined && m === 2 && d === 29;
  return isLeapDay || existing(y ?? yearIn(today), m, d) !== undefined;
}

function dateOf({ y, m, d, plus = 0 }: Part, policy: Policy): string {
  const date =
    y === undefined ? (inYear(m, d, policy) ?? clamped(yearIn(policy.today), m, d)) : clamped(y, m, d);
  return plusDays(date, plus);
}
