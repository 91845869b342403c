import { isWorkingDay, nextWorkingDay, wallTime } from '../domain/time/calendar.ts';
import { addMinutes, weekdayOf } from '../domain/time/dates.ts';
import type { Calendar } from '../domain/time/schedule.ts';
import type { Tick } from './due.ts';

/** Something that comes once: on a date, YYYY-MM-DD, at HH:MM. `at` as that of what comes again. */
export type Dated = { date: string; time: string; calendar: Calendar; at: string | null };

/** What is due of it, and when it is looked at again; null: it is over. */
export type DatedDue = { slot: string | null; nextAt: string | null };

/**
 * What is due of something that comes once. A weekday that is a holiday moves to the next working day, as a
 * cadence does; a chosen Saturday or Sunday stays. What was past before it was planned is over.
 *
 * @throws RangeError for a zone or a date that does not exist.
 */
export function dueOnce({ date, time, calendar, at }: Dated, { now, since }: Tick): DatedDue {
  const moves = weekdayOf(date) <= 5 && !isWorkingDay(date, calendar);
  const slot = wallTime(moves ? nextWorkingDay(date, calendar) : date, time, calendar.zone);
  if (slot > now) return { slot: null, nextAt: slot };
  return { slot: at === null && slot <= since ? null : slot, nextAt: null };
}

/** Looks again tomorrow, as for what comes again. */
export const notYet = (now: string): DatedDue => ({ slot: null, nextAt: addMinutes(now, 24 * 60) });
