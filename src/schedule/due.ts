import { afterQuietHours, lastSlot, nextSlot } from '../domain/time/calendar.ts';
import { addMinutes } from '../domain/time/dates.ts';
import type { Cadence, Calendar, QuietHours } from '../domain/time/schedule.ts';

/** Something with a cadence. `at` is the next instant that was planned for it; null: none yet. */
export type Recurring = { cadence: Cadence; calendar: Calendar; at: string | null };

/** What a schedule has to do now, and when it looks again. All are ISO instants to the millisecond. */
export type Due = {
  /** The latest slot that has come: of several that were missed, one is made up for (RMD-5). */
  slot: string | null;
  nextAt: string;
};

/** The tick: its moment, and that of the one before. ISO instants to the millisecond. */
export type Tick = { now: string; since: string };

/**
 * What is due of something. One that was not planned yet was asked for after the last tick, so only
 * a slot since then is meant. And a slot from before the planned instant is none of something whose
 * zone or holidays changed without anybody saying so.
 *
 * @throws RangeError for a zone or a time that does not exist.
 */
export function dueOf({ cadence, calendar, at }: Recurring, { now, since }: Tick): Due {
  const nextAt = nextSlot(cadence, calendar, now);
  if (at !== null && at > now) return { slot: null, nextAt };
  const slot = lastSlot(cadence, calendar, now);
  const meant = at === null ? slot > since : slot >= at;
  return { slot: meant ? slot : null, nextAt };
}

/** Looks again tomorrow: for what cannot be computed, because its zone is unknown here. */
export const notNow = (now: string): Due => ({ slot: null, nextAt: addMinutes(now, 24 * 60) });

/** Whom a slot is for, as far as their peace goes. */
export type Resting = { quiet: QuietHours | null; zone: string };

/** A slot of somebody, and how long it has to wait. */
export type Awaited = { slot: string; notBefore: string | null };

/**
 * A slot that falls into somebody's quiet hours is due when they end (RMD-4), and so is one that is
 * made up for in them: then several become one again, because they end at the same moment.
 *
 * @throws RangeError for a zone that does not exist.
 */
export function awaited(slot: string, { quiet, zone }: Resting, now: string): Awaited {
  const due = afterQuietHours(slot, quiet, zone);
  if (due > now) return { slot: due, notBefore: due };
  const free = afterQuietHours(now, quiet, zone);
  return free > now ? { slot: free, notBefore: free } : { slot: due, notBefore: null };
}
