import { Temporal } from 'temporal-polyfill';
import type { Weekday } from './schedule.ts';
import { resolveZone } from './zones.ts';

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Today in a zone, YYYY-MM-DD. `now` is an ISO instant. */
export function todayIn(now: string, zone: string): string {
  const minute = now.slice(0, 16);
  if (minute !== known.minute) known = { minute, days: new Map() };
  const day = known.days.get(zone) ?? dayIn(now, zone);
  known.days.set(zone, day);
  return day;
}

/** A name that is no zone here is no reason to answer nothing: the day is that of UTC. */
const dayIn = (now: string, zone: string): string =>
  Temporal.Instant.from(now)
    .toZonedDateTimeISO(resolveZone(zone) ?? 'UTC')
    .toPlainDate()
    .toString();

/** What day it is where, in the minute that was asked for last: each command asks several times. */
let known = { minute: '', days: new Map<string, string>() };

/**
 * Days since 1 January 1970, a Thursday. Dates are counted as numbers here and not with Temporal:
 * a list has dozens of them, and they were a sixth of what it cost.
 */
export const dayNumber = (date: string): number => Date.parse(date) / dayLength;
/** The date of a day that was counted so, YYYY-MM-DD. */
export const dateOf = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10);
/** A day that is written as YYYY-MM-DD and that the calendar has; undefined for any other text. */
export function isoDay(text: string): string | undefined {
  const day = text.trim();
  const number = /^\d{4}-\d{2}-\d{2}$/.test(day) ? dayNumber(day) : Number.NaN;
  return Number.isFinite(number) && dateOf(number) === day ? day : undefined;
}
/** In milliseconds. */
const dayLength = 86_400_000;

/** The day of the week of a day by its number, 0 for Monday; day -3 was one. */
const weekday = (day: number) => (((day + 3) % 7) + 7) % 7;
/** The day of the week of a date. */
export const weekdayOf = (date: string): Weekday => (weekday(dayNumber(date)) + 1) as Weekday;

/** A date as people say it: "Thu 10 Dec", with the year when it is not this one. */
export function formatDate(date: string, today: string): string {
  const [year, month = '', day] = date.split('-');
  const inYear = year === today.slice(0, 4) ? '' : ` ${year}`;
  return `${days[weekday(dayNumber(date))]} ${Number(day)} ${months[Number(month) - 1]}${inYear}`;
}

/**
 * Monday to Friday, without holidays (each named once), after `from`, up to and including `to`;
 * negative when `to` is earlier.
 */
export function workingDays(from: string, to: string, holidays: readonly string[]): number {
  if (to < from) return 0 - workingDays(to, from, holidays);
  const free = holidays.filter((day) => from < day && day <= to && weekdayOf(day) <= 5);
  return weekdaysUntil(dayNumber(to)) - weekdaysUntil(dayNumber(from)) - free.length;
}

/** Monday to Friday, all there were, including the day itself, by its number. */
const weekdaysUntil = (day: number) => Math.floor((day + 3) / 7) * 5 + Math.min(weekday(day) + 1, 5);

/** Calendar days from `from` to `to`. */
export function calendarDays(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** How far a date is, in the words of a card: "today", "3 working days", "2 days overdue". */
export function formatDistance(date: string, today: string, holidays: readonly string[]): string {
  const total = calendarDays(today, date);
  if (total === 0) return 'today';
  if (total < 0) return `${plural(-total, 'day')} overdue`;
  const working = workingDays(today, date, holidays);
  return working === 0 ? `in ${plural(total, 'day')}` : plural(working, 'working day');
}

/** "1 day", "3 days", "2 contingencies". */
export function plural(n: number, thing: string): string {
  return `${n} ${n === 1 ? thing : `${thing}s`.replace(/(?<![aeiou])ys$/, 'ies')}`;
}

/** A moment with `minutes` added, as an ISO instant. */
export function addMinutes(now: string, minutes: number): string {
  return Temporal.Instant.from(now).add({ minutes }).toString({ fractionalSecondDigits: 3 });
}

/** Minutes from one moment to another; ISO instants. */
export const minutesBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 60_000;

/** How long ago a moment was, in one unit: "just now", "5 min ago", "2 days ago". */
export function ago(moment: string, now: string): string {
  const minutes = Math.floor(
    Temporal.Instant.from(moment).until(Temporal.Instant.from(now)).total('minutes'),
  );
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 60 * 24) return `${plural(Math.floor(minutes / 60), 'hour')} ago`;
  return `${plural(Math.floor(minutes / 60 / 24), 'day')} ago`;
}
