import { calendarDays, dateOf, dayNumber } from '../domain/time/dates.ts';

/** The day of a year, month and day, YYYY-MM-DD; undefined where the calendar has none. */
export function existing(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > lastOf(year, month)) return undefined;
  return iso(year, month, day);
}

/** YYYY-MM-DD; a day that its month does not have becomes the month's last one. */
export const clamped = (year: number, month: number, day: number): string =>
  iso(year, month, Math.min(day, lastOf(year, month)));

/** The number of days of a month. */
const lastOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const iso = (year: number, month: number, day: number) =>
  [String(year).padStart(4, '0'), ...[month, day].map((n) => String(n).padStart(2, '0'))].join('-');

/** A day with days added. */
export const plusDays = (date: string, days: number): string => dateOf(dayNumber(date) + days);

/** A day with whole months added; the 31st becomes the last day of a shorter month. */
export function plusMonths(date: string, count: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const months = year * 12 + month - 1 + count;
  return clamped(Math.floor(months / 12), (months % 12) + 1, day);
}

/** The year of a date. */
export const yearIn = (date: string): number => Number(date.slice(0, 4));

/** How many days lie between two dates, whichever is first. */
export const daysApart = (a: string, b: string): number => Math.abs(calendarDays(a, b));
