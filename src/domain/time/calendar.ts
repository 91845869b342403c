import { Temporal } from 'temporal-polyfill';
import { dateOf, dayNumber, weekdayOf, workingDays } from './dates.ts';
import type { Cadence, Calendar, QuietHours, Weekday } from './schedule.ts';

/**
 * Slots are wall-clock times (RMD-2). Where the clock skips one, it is the first moment afterwards; where the
 * clock repeats one, the earlier of the two: every day has exactly one. Days are counted as numbers since
 * 1970, so that only the zone conversion is expensive. All functions throw a RangeError for an invalid zone,
 * date or time.
 */

type Holidays = Pick<Calendar, 'holidays'>;

/** Returns the first slot of a cadence strictly after an instant. Both are ISO instants. */
export function nextSlot(cadence: Cadence, calendar: Calendar, after: string): string {
  const then = epoch(after);
  for (let day = dayAt(then, calendar.zone); ; day += 1) {
    if (!hasSlot(day, cadence, calendar)) continue;
    const slot = momentOf(day, cadence.at, calendar.zone);
    if (slot > then) return iso(slot);
  }
}

/** Returns the last slot of a cadence at or before an instant: of several missed slots, the one to send. */
export function lastSlot(cadence: Cadence, calendar: Calendar, upTo: string): string {
  const then = epoch(upTo);
  // where the clock goes back over midnight, the next day may have begun already
  for (let day = dayAt(then, calendar.zone) + 1; ; day -= 1) {
    if (!hasSlot(day, cadence, calendar)) continue;
    const slot = momentOf(day, cadence.at, calendar.zone);
    if (slot <= then) return iso(slot);
  }
}

/** Whether a date is a working day: Monday to Friday and no holiday. */
export function isWorkingDay(date: string, { holidays }: Holidays): boolean {
  return weekdayOf(date) <= 5 && !holidays.includes(date);
}

/** Returns the first working day after a date. */
export function nextWorkingDay(date: string, calendar: Holidays): string {
  let day = dayNumber(date) + 1;
  while (!isWorkingDay(dateOf(day), calendar)) day += 1;
  return dateOf(day);
}

/** Returns the date a number of working days after another; before it if negative. */
export function workingDaysLater(date: string, days: number, calendar: Holidays): string {
  const step = days < 0 ? -1 : 1;
  let day = dayNumber(date);
  for (let left = Math.abs(days); left > 0; ) {
    day += step;
    if (isWorkingDay(dateOf(day), calendar)) left -= 1;
  }
  return dateOf(day);
}

/** Counts working days after `from` up to and including `to`; negative if `to` is earlier. */
export function workingDaysBetween(from: string, to: string, { holidays }: Holidays): number {
  return workingDays(from, to, holidays);
}

/** Returns the instant of HH:MM on a date in a zone. */
export function wallTime(date: string, time: string, zone: string): string {
  return iso(momentOf(dayNumber(date), time, zone));
}

/** Returns the instant, or the end of the quiet hours around it (RMD-4). Hours that start as they end are none. */
export function afterQuietHours(at: string, quiet: QuietHours | null, zone: string): string {
  if (!quiet || quiet.from === quiet.to) return at;
  let end: number | undefined;
  // usually one pass; a skipped hour may lead into the quiet hours again
  for (let then = epoch(at); ; then = end) {
    const here = Temporal.Instant.fromEpochMilliseconds(then).toZonedDateTimeISO(zone);
    const time = `${twoDigits(here.hour)}:${twoDigits(here.minute)}`;
    if (!isInside(time, quiet)) break;
    const day = dayNumber(here.toPlainDate().toString()) + (time < quiet.to ? 0 : 1);
    const earlier = momentOf(day, quiet.to, zone);
    end = earlier > then ? earlier : momentOf(day, quiet.to, zone, 'later');
  }
  return end === undefined ? at : iso(end);
}

const isInside = (time: string, { from, to }: QuietHours) =>
  from < to ? from <= time && time < to : from <= time || time < to;

/** A chosen weekday that is a holiday moves to the next working day; a chosen Saturday or Sunday stays. */
function hasSlot(day: number, { days }: Cadence, calendar: Holidays): boolean {
  const date = dateOf(day);
  if (days === 'working') return isWorkingDay(date, calendar);
  if (days.length === 0) throw new RangeError('a cadence needs at least one day');
  if (!isWorkingDay(date, calendar)) return weekdayOf(date) > 5 && days.includes(weekdayOf(date));
  return days.includes(weekdayOf(date)) || takesHoliday(day, days, calendar);
}

/** Whether a chosen weekday is among the free days right before a working day. */
function takesHoliday(working: number, days: readonly Weekday[], calendar: Holidays): boolean {
  for (let day = working - 1; !isWorkingDay(dateOf(day), calendar); day -= 1) {
    const weekday = weekdayOf(dateOf(day));
    if (weekday <= 5 && days.includes(weekday)) return true;
  }
  return false;
}

/** Returns the epoch milliseconds of HH:MM on a day; `later` matters only where the clock repeats it. */
function momentOf(day: number, time: string, zone: string, which: 'earlier' | 'later' = 'earlier'): number {
  const [hour, minute] = time.split(':').map(Number);
  const wall = Temporal.PlainDate.from(dateOf(day)).toPlainDateTime({ hour, minute });
  const moment = wall.toZonedDateTime(zone, { disambiguation: which });
  if (moment.hour === hour && moment.minute === minute && moment.day === wall.day)
    return moment.epochMilliseconds;
  // the clock skips it: `earlier` is a time before the gap
  const before = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return (before.getTimeZoneTransition('next') ?? before).epochMilliseconds;
}

/** The day number of an epoch in milliseconds in a zone. */
const dayAt = (moment: number, zone: string) =>
  dayNumber(Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate().toString());

const epoch = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds;
const iso = (moment: number) => new Date(moment).toISOString();
const twoDigits = (n: number) => String(n).padStart(2, '0');
