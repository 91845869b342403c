import { Temporal } from 'temporal-polyfill';
import type { Weekday } from './schedule.ts';
import { resolveZone } from './zones.ts';

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Returns today's date in a zone, YYYY-MM-DD; in UTC if the zone is unknown. `now` is an ISO instant. */
export function todayIn(now: string, zone: string): string {
  const minute = now.slice(0, 16);
  if (minute !== cache.minute) cache = { minute, days: new Map() };
  const day = cache.days.get(zone) ?? dayIn(now, zone);
  cache.days.set(zone, day);
  return day;
}

const dayIn = (now: string, zone: string): string =>
  Temporal.Instant.from(now)
    .toZonedDateTimeISO(resolveZone(zone) ?? 'UTC')
    .toPlainDate()
    .toString();

/** The dates of the last minute asked for, by zone: each command asks several times. */
let cache = { minute: '', days: new Map<string, string>() };

/**
 * Returns the days since 1 January 1970. Numbers instead of Temporal: lists have dozens of dates, and
 * Temporal took a sixth of their time.
 */
export const dayNumber = (date: string): number => Date.parse(date) / dayMs;
/** Returns the date of a day number, YYYY-MM-DD. */
export const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
/** Returns the date a number of days later. */
export const addDays = (date: string, days: number): string => dateOf(dayNumber(date) + days);
/** Returns the same day a number of months later, or the last day of a shorter month. */
export const addMonths = (date: string, months: number): string =>
  Temporal.PlainDate.from(date).add({ months }).toString();
/** Returns a text that is a valid date, YYYY-MM-DD; undefined otherwise. */
export function isoDay(text: string): string | undefined {
  const day = text.trim();
  const number = /^\d{4}-\d{2}-\d{2}$/.test(day) ? dayNumber(day) : Number.NaN;
  return Number.isFinite(number) && dateOf(number) === day ? day : undefined;
}
const dayMs = 86_400_000;

/** The weekday of a day number, 0 is Monday; day -3 was a Monday. */
const weekday = (day: number) => (((day + 3) % 7) + 7) % 7;
/** Returns the ISO weekday of a date. */
export const weekdayOf = (date: string): Weekday => (weekday(dayNumber(date)) + 1) as Weekday;

/** Formats a date: "Thu 10 Dec", with the year if it is not the current one. */
export function formatDate(date: string, today: string): string {
  const [year, month = '', day] = date.split('-');
  const inYear = year === today.slice(0, 4) ? '' : ` ${year}`;
  return `${days[weekday(dayNumber(date))]} ${Number(day)} ${months[Number(month) - 1]}${inYear}`;
}

/** A date with its year and no weekday, short enough for a button: "10 Dec 2026". */
export function formatDateWithYear(date: string): string {
  const [year, month, day] = date.split('-');
  return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
}

/**
 * Counts working days after `from` up to and including `to`: Monday to Friday without holidays (without
 * duplicates). Negative if `to` is earlier.
 */
export function workingDays(from: string, to: string, holidays: readonly string[]): number {
  if (to < from) return 0 - workingDays(to, from, holidays);
  const free = holidays.filter((day) => from < day && day <= to && weekdayOf(day) <= 5);
  return weekdaysUntil(dayNumber(to)) - weekdaysUntil(dayNumber(from)) - free.length;
}

/** Counts the weekdays of the calendar up to and including a day number. */
const weekdaysUntil = (day: number) => Math.floor((day + 3) / 7) * 5 + Math.min(weekday(day) + 1, 5);

/** Returns the calendar days from `from` to `to`. */
export function calendarDays(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** Formats how far a date is: "today", "3 working days left", "2 days overdue". */
export function formatDistance(date: string, today: string, holidays: readonly string[]): string {
  const total = calendarDays(today, date);
  if (total === 0) return 'today';
  if (total < 0) return `${plural(-total, 'day')} overdue`;
  const working = workingDays(today, date, holidays);
  return working === 0 ? `in ${plural(total, 'day')}` : `${plural(working, 'working day')} left`;
}

/** Formats a count: "1 day", "3 days", "2 contingencies". */
export function plural(n: number, thing: string): string {
  return `${n} ${n === 1 ? thing : `${thing}s`.replace(/(?<![aeiou])ys$/, 'ies')}`;
}

/** Adds minutes to an ISO instant. */
export function addMinutes(now: string, minutes: number): string {
  return Temporal.Instant.from(now).add({ minutes }).toString({ fractionalSecondDigits: 3 });
}

/** Returns the minutes between two ISO instants. */
export const minutesBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 60_000;

/** Formats how long ago an instant was: "just now", "5 min ago", "2 days ago". */
export function ago(moment: string, now: string): string {
  const minutes = Math.floor(
    Temporal.Instant.from(moment).until(Temporal.Instant.from(now)).total('minutes'),
  );
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 60 * 24) return `${plural(Math.floor(minutes / 60), 'hour')} ago`;
  return `${plural(Math.floor(minutes / 60 / 24), 'day')} ago`;
}
