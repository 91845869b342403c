import { Temporal } from 'temporal-polyfill';
import { dateOf, dayNumber, weekdayOf, workingDays } from './dates.ts';
import type { Cadence, Calendar, QuietHours, Weekday } from './schedule.ts';

/*
 * Slots are wall-clock times (RMD-2). Where the clocks go forward over one, it is the first moment
 * afterwards; where they go back over one, the earlier of the two: each day has exactly one. Days
 * are counted as numbers since 1970, so that only the turn to a zone and back costs something.
 * All of these throw a RangeError for a zone, a date or a time that does not exist.
 */

type Holidays = Pick<Calendar, 'holidays'>;

/** The first slot of a cadence strictly after a moment. Both are ISO instants, the slot to the millisecond. */
export function nextSlot(cadence: Cadence, calendar: Calendar, after: string): string {
  const then = epoch(after);
  for (let day = dayAt(then, calendar.zone); ; day += 1) {
    if (!hasSlot(day, cadence, calendar)) continue;
    const slot = momentOf(day, cadence.at, calendar.zone);
    if (slot > then) return iso(slot);
  }
}

/** The last slot of a cadence at or before a moment: of several that were missed, the one to make up for. */
export function lastSlot(cadence: Cadence, calendar: Calendar, upTo: string): string {
  const then = epoch(upTo);
  // where clocks go back over midnight, a bit of the next day has been already
  for (let day = dayAt(then, calendar.zone) + 1; ; day -= 1) {
    if (!hasSlot(day, cadence, calendar)) continue;
    const slot = momentOf(day, cadence.at, calendar.zone);
    if (slot <= then) return iso(slot);
  }
}

/** Whether people work on a date: Monday to Friday, and no holiday. */
export function isWorkingDay(date: string, { holidays }: Holidays): boolean {
  return weekdayOf(date) <= 5 && !holidays.includes(date);
}

/** The first working day after a date, which itself does not count. */
export function nextWorkingDay(date: string, calendar: Holidays): string {
  let day = dayNumber(date) + 1;
  while (!isWorkingDay(dateOf(day), calendar)) day += 1;
  return dateOf(day);
}

/** Working days after `from`, up to and including `to`; negative when `to` is earlier. */
export function workingDaysBetween(from: string, to: string, { holidays }: Holidays): number {
  return workingDays(from, to, holidays);
}

/** The moment at which a clock on the wall of the zone shows HH:MM on a date, as an ISO instant. */
export function wallTime(date: string, time: string, zone: string): string {
  return iso(momentOf(dayNumber(date), time, zone));
}

/** A moment, or the end of the quiet hours that it falls into (RMD-4). None where they begin as they end. */
export function afterQuietHours(at: string, quiet: QuietHours | null, zone: string): string {
  if (!quiet || quiet.from === quiet.to) return at;
  let end: number | undefined;
  // once nearly always: but clocks that go forward may jump right into them
  for (let then = epoch(at); ; then = end) {
    const here = Temporal.Instant.fromEpochMilliseconds(then).toZonedDateTimeISO(zone);
    const time = `${two(here.hour)}:${two(here.minute)}`;
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
  return days.includes(weekdayOf(date)) || movesTo(day, days, calendar);
}

/** Whether a chosen weekday lies among the free days right before a working day. */
function movesTo(working: number, days: readonly Weekday[], calendar: Holidays): boolean {
  for (let day = working - 1; !isWorkingDay(dateOf(day), calendar); day -= 1) {
    const weekday = weekdayOf(dateOf(day));
    if (weekday <= 5 && days.includes(weekday)) return true;
  }
  return false;
}

/** Milliseconds since 1970 of HH:MM on a day; `later` only where clocks go back over it. */
function momentOf(day: number, time: string, zone: string, which: 'earlier' | 'later' = 'earlier'): number {
  const [hour, minute] = time.split(':').map(Number);
  const wall = Temporal.PlainDate.from(dateOf(day)).toPlainDateTime({ hour, minute });
  const moment = wall.toZonedDateTime(zone, { disambiguation: which });
  if (moment.hour === hour && moment.minute === minute && moment.day === wall.day)
    return moment.epochMilliseconds;
  // the clocks go forward over it: `earlier` shows a time before they do
  const before = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return (before.getTimeZoneTransition('next') ?? before).epochMilliseconds;
}

/** The day, in the zone, of a moment in milliseconds. */
const dayAt = (moment: number, zone: string) =>
  dayNumber(Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate().toString());

const epoch = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds;
const iso = (moment: number) => new Date(moment).toISOString();
const two = (n: number) => String(n).padStart(2, '0');
