import {
  afterQuietHours,
  isWorkingDay,
  lastSlot,
  nextSlot,
  nextWorkingDay,
  wallTime,
} from '../domain/time/calendar.ts';
import { addMinutes, weekdayOf } from '../domain/time/dates.ts';
import type { Cadence, Calendar, QuietHours } from '../domain/time/schedule.ts';

/** What recurs. `at` is the instant that was planned for it; null: none yet. */
export type Recurring = { cadence: Cadence; calendar: Calendar; at: string | null };

/** What comes once: on a date, YYYY-MM-DD, at HH:MM. `at` as in `Recurring`. */
export type Dated = { date: string; time: string; calendar: Calendar; at: string | null };

/** What is due now, and when to look again. ISO instants to the millisecond. */
export type DueSlot<Next = string> = {
  /** The latest slot that has come; of several missed slots only this one is made up for (RMD-5). */
  slot: string | null;
  nextAt: Next;
};

/** The moment of a tick, and that of the tick before. ISO instants to the millisecond. */
export type Tick = { now: string; since: string };

/**
 * What is due of something that recurs. Without a planned instant it was set up after the last tick, so
 * that only a slot since then counts. A slot before the planned instant does not count either: it comes
 * from a zone or holidays that have changed since.
 *
 * @throws RangeError for a zone or a time that does not exist.
 */
export function dueOf({ cadence, calendar, at }: Recurring, { now, since }: Tick): DueSlot {
  const nextAt = nextSlot(cadence, calendar, now);
  if (at !== null && at > now) return { slot: null, nextAt };
  const slot = lastSlot(cadence, calendar, now);
  const counts = at === null ? slot > since : slot >= at;
  return { slot: counts ? slot : null, nextAt };
}

/**
 * What is due of something that comes once; `nextAt` null: its day is over. A weekday that is a holiday
 * moves to the next working day, as in a cadence; a chosen Saturday or Sunday stays. A day that had
 * passed before it was planned is over without a message.
 *
 * @throws RangeError for a zone or a date that does not exist.
 */
export function dueOnce({ date, time, calendar, at }: Dated, { now, since }: Tick): DueSlot<string | null> {
  const moves = weekdayOf(date) <= 5 && !isWorkingDay(date, calendar);
  const slot = wallTime(moves ? nextWorkingDay(date, calendar) : date, time, calendar.zone);
  if (slot > now) return { slot: null, nextAt: slot };
  return { slot: at === null && slot <= since ? null : slot, nextAt: null };
}

/** A day later: when to look again at what cannot be computed, such as a zone that is unknown here. */
export const tomorrow = (now: string): string => addMinutes(now, 24 * 60);

/** The quiet hours of a person, and their zone. */
export type QuietSettings = { quiet: QuietHours | null; zone: string };

/** A person's slot; `notBefore` is the end of the quiet hours that it waits for. */
export type DeferredSlot = { slot: string; notBefore: string | null };

/**
 * Moves a slot out of a person's quiet hours, to their end (RMD-4). A missed slot that is made up for in
 * quiet hours moves there too, so that several become one: they then have the same slot.
 *
 * @throws RangeError for a zone that does not exist.
 */
export function deferForQuietHours(slot: string, { quiet, zone }: QuietSettings, now: string): DeferredSlot {
  const due = afterQuietHours(slot, quiet, zone);
  if (due > now) return { slot: due, notBefore: due };
  const free = afterQuietHours(now, quiet, zone);
  return free > now ? { slot: free, notBefore: free } : { slot: due, notBefore: null };
}
