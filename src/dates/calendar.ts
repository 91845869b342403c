import { calendarDays, dateOf, dayNumber } from '../domain/time/dates.ts';

/** Formats a date as YYYY-MM-DD; undefined if it does not exist. */
export function existing(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > lastOf(year, month)) return undefined;
  return iso(year, month, day);
}

/** Formats a date as YYYY-MM-DD; a day after the end of its month becomes the last day. */
export const clamped = (year: number, month: number, day: number): string =>
  iso(year, month, Math.min(day, lastOf(year, month)));

/** Returns the number of days in a month. */
const lastOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const iso = (year: number, month: number, day: number) =>
  [String(year).padStart(4, '0'), ...[month, day].map((n) => String(n).padStart(2, '0'))].join('-');

/** Adds days to a date. */
export const plusDays = (date: string, days: number): string => dateOf(dayNumber(date) + days);

/** Adds months to a date; the 31st becomes the last day of a shorter month. */
export function plusMonths(date: string, count: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const months = year * 12 + month - 1 + count;
  return clamped(Math.floor(months / 12), (months % 12) + 1, day);
}

/** Returns the year of a date. */
export const yearIn = (date: string): number => Number(date.slice(0, 4));

/** Returns the number of days between two dates, in any order. */
export const daysApart = (a: string, b: string): number => Math.abs(calendarDays(a, b));
