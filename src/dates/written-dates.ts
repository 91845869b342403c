import { Temporal } from 'temporal-polyfill';
import { month as monthNumber, months, type NoDate, weekday, weekdays } from './calendar-names.ts';

const monthName = '([a-z]{3,9})\\.?';
const day = '(\\d{1,2})';
const yyyy = '(\\d{4})';
const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const figures = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/;
const dayMonth = new RegExp(`^${day}[ -]?${monthName}(?:[ -]${yyyy})?$`);
const monthDay = new RegExp(`^${monthName}[ -]?${day}(?:[ -]${yyyy})?$`);
const yearMonthDay = new RegExp(`^${yyyy} ${monthName} ${day}$`);
const monthAlone = new RegExp(`^${monthName}(?: ${yyyy})?$`);

/**
 * A date in figures or with the name of its month, in lower case. Without a year it is the next to come,
 * today included. Undefined when the text is nothing of the kind.
 */
export function readWrittenDate(
  text: string,
  today: Temporal.PlainDate,
): Temporal.PlainDate | NoDate | undefined {
  const iso = yearFirst.exec(text);
  if (iso) return dated(iso[1], iso[3], iso[4], today);
  const numbers = figures.exec(text);
  if (numbers) return inFigures(numbers, today);
  const [first = '', ...rest] = text.split(' ');
  const said = weekday(first);
  if (said === undefined || rest.length === 0) return named(text, today);
  const read = named(rest.join(' '), today);
  return read instanceof Temporal.PlainDate && read.dayOfWeek !== said ? notThatDay(read, said) : read;
}

/** `18/12/2026` can only be one day; `10/12/2026` is read differently on both sides of an ocean. Dots put the day first. */
function inFigures(match: RegExpExecArray, today: Temporal.PlainDate) {
  const [, first, mark, second, typed] = match;
  const full = typed?.length === 2 ? `20${typed}` : typed;
  const dayFirst = () => dated(full, second, first, today);
  const monthFirst = () => dated(full, first, second, today);
  if (mark === '.' || first === second || Number(first) > 12) return dayFirst();
  if (Number(second) > 12) return monthFirst();
  const [one, other] = [dayFirst(), monthFirst()];
  if (!(one instanceof Temporal.PlainDate) || !(other instanceof Temporal.PlainDate)) return one;
  const words = [one, other].map((date) => `${date.day} ${fullName(date.month)}`);
  return { problem: `could be ${words.join(' or ')}: write ${one} or ${other}` };
}

/** With the name of the month, in any of the usual orders. */
function named(text: string, today: Temporal.PlainDate): Temporal.PlainDate | NoDate | undefined {
  const before = dayMonth.exec(text);
  if (before) return withMonth(before[3], before[2], before[1], today);
  const after = monthDay.exec(text);
  if (after) return withMonth(after[3], after[1], after[2], today);
  const last = yearMonthDay.exec(text);
  if (last) return withMonth(last[1], last[2], last[3], today);
  const month = monthNumber(monthAlone.exec(text)?.[1] ?? '');
  if (month === undefined) return undefined;
  return { problem: `must name a day, such as 15 ${fullName(month)}` };
}

function withMonth(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  today: Temporal.PlainDate,
) {
  const number = monthNumber(month ?? '');
  return number === undefined ? undefined : dated(year, String(number), day, today);
}

function dated(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  today: Temporal.PlainDate,
): Temporal.PlainDate | NoDate {
  const [monthIs, dayIs] = [Number(month), Number(day)];
  const read =
    year === undefined ? nextToCome(monthIs, dayIs, today) : existing(Number(year), monthIs, dayIs);
  if (read) return read;
  if (monthIs < 1 || monthIs > 12)
    return { problem: `must be a day that exists: there is no month ${monthIs}` };
  const what = `${dayIs} ${fullName(monthIs)}${year === undefined ? '' : ` ${year}`}`;
  return { problem: `must be a day that exists: there is no ${what}` };
}

/** 29 February may be up to eight years away (1896 to 1904, 2096 to 2104). */
function nextToCome(month: number, day: number, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  for (let ahead = 0; ahead <= 8; ahead++) {
    const date = existing(today.year + ahead, month, day);
    if (date && Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return undefined;
}

function existing(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined;
  const date = Temporal.PlainDate.from({ year, month, day });
  return date.day === day ? date : undefined;
}

const notThatDay = (date: Temporal.PlainDate, said: number): NoDate => ({
  problem: `must be one day: ${date.day} ${fullName(date.month)} ${date.year} is a ${weekdays[date.dayOfWeek - 1]}, not a ${weekdays[said - 1]}`,
});

const fullName = (month: number) => months[month - 1];
