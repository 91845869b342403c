import { Temporal } from 'temporal-polyfill';
import { calendarDays, formatDate, todayIn } from './dates.ts';

/** Returns the wall-clock time of an instant in a zone, HH:MM. */
export const timeIn = (moment: string, zone: string): string =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });

/** Formats a past instant as briefly as possible: "09:00", "yesterday", "Fri 4 Dec". */
export function formatPastMoment(moment: string, now: string, zone: string): string {
  const [day, today] = [todayIn(moment, zone), todayIn(now, zone)];
  const days = calendarDays(day, today);
  if (days === 0) return timeIn(moment, zone);
  return days === 1 ? 'yesterday' : formatDate(day, today);
}

const weekdays = {
  Mon: 'Mon',
  Tue: 'Tues',
  Wed: 'Wednes',
  Thu: 'Thurs',
  Fri: 'Fri',
  Sat: 'Satur',
  Sun: 'Sun',
};

/** Formats a date for headlines: "Friday 11 Dec". */
export const formatLongDate = (date: string): string =>
  formatDate(date, date).replace(/^\w+/, (day) => `${weekdays[day as keyof typeof weekdays]}day`);

/** A message this many minutes after its slot says that it is late (RMD-5). */
const lateAfterMinutes = 10;

/** Whether a message is so late that it should say so. Both are ISO instants. */
export const isLate = (slot: string, now: string): boolean =>
  Temporal.Instant.from(slot).until(Temporal.Instant.from(now)).total('minutes') > lateAfterMinutes;
