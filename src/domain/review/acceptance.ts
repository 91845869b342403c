import { Temporal } from 'temporal-polyfill';
import { isWorkingDay, nextWorkingDay, wallTime } from '../time/calendar.ts';
import { addDays, todayIn } from '../time/dates.ts';

/** What happens when a review was not decided in its window (APR-5). */
export const silences = ['accept', 'escalate', 'stop'] as const;
/** What happens when a review was not decided in its window. */
export type Silence = (typeof silences)[number];

/** The policy for the time that a review may take (APR-5). */
export type AcceptancePolicy = {
  /** Working days of the project's calendar. */
  days: number;
  silence: Silence;
};

/** The time between a question of the reviewer and its answer; ISO instants, `to` is null while it is open. */
export type Pause = { from: string; to: string | null };

/** Where and for whom the time of a review runs. */
export type AcceptanceCalendar = {
  /** The project's zone. */
  zone: string;
  holidays: readonly string[];
  /** The zones of those who may decide. */
  reviewerZones: readonly string[];
};

/** When a review is reminded of and ends; ISO instants. */
export type AcceptanceWindow = {
  /** When half of its working days have passed. */
  halfAt: string;
  /** A working day before its end; null where half its time is as late. */
  lastDayAt: string | null;
  endsAt: string;
  /** The zone in which it ends last; the day of its end there, YYYY-MM-DD. */
  zone: string;
  lastDay: string;
};

/** The end of a working day, at which windows close. */
export const closingTime = '17:00';
/** The time of day of the reminders. */
const reminderTime = '09:00';

/**
 * Computes the window of a review (APR-5): it ends at 17:00 on the last of its working days, counted from the
 * day of the submission in the project's zone and in each reviewer's; the latest counts, so that it never ends
 * early for any of them. Working time in which a question was open is added, rounded up to whole days. Returns
 * null while one is open.
 */
export function acceptanceWindow(
  submittedAt: string,
  { days }: Pick<AcceptancePolicy, 'days'>,
  calendar: AcceptanceCalendar,
  pauses: readonly Pause[] = [],
): AcceptanceWindow | null {
  const closed = pauses.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]));
  if (closed.length < pauses.length) return null;
  const each = [calendar.zone, ...calendar.reviewerZones].map((zone) => {
    const total = days + pausedDays(closed, zone, calendar);
    // counted from the end, because questions may have moved it
    const half = total - Math.floor(days / 2);
    const first = todayIn(submittedAt, zone);
    const lastDay = dayAfter(first, total, calendar);
    return {
      zone,
      lastDay,
      endsAt: wallTime(lastDay, closingTime, zone),
      halfAt: wallTime(dayAfter(first, half, calendar), reminderTime, zone),
      lastDayAt: total - 1 > half ? wallTime(dayAfter(first, total - 1, calendar), reminderTime, zone) : null,
    };
  });
  const latest = (of: (one: (typeof each)[number]) => string) => each.map(of).sort().at(-1) ?? '';
  const endsAt = latest((one) => one.endsAt);
  const last = each.find((one) => one.endsAt === endsAt);
  if (!last) throw new RangeError('a window has at least the zone of its project');
  const lastDayAt = latest((one) => one.lastDayAt ?? '');
  const halfAt = latest((one) => one.halfAt);
  return {
    halfAt,
    lastDayAt: lastDayAt > halfAt ? lastDayAt : null,
    endsAt,
    zone: last.zone,
    lastDay: last.lastDay,
  };
}

type Closed = { from: string; to: string };

const dayMs = 24 * 60 * 60 * 1000;

/** Returns the working days in a zone that questions took, rounded up together. */
function pausedDays(pauses: readonly Closed[], zone: string, calendar: AcceptanceCalendar): number {
  const time = pauses.reduce((sum, pause) => sum + workingTime(pause, zone, calendar), 0);
  return Math.ceil(time / dayMs);
}

/** Returns the milliseconds of a span that are on working days. */
function workingTime({ from, to }: Closed, zone: string, calendar: AcceptanceCalendar): number {
  let total = 0;
  for (let day = todayIn(from, zone); day <= todayIn(to, zone); day = addDays(day, 1)) {
    if (!isWorkingDay(day, calendar)) continue;
    const [start, end] = [startOf(day, zone), startOf(addDays(day, 1), zone)];
    total += Math.max(0, Math.min(epoch(to), end) - Math.max(epoch(from), start));
  }
  return total;
}

const epoch = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds;
const startOf = (day: string, zone: string) =>
  Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;

/** Returns the date some working days after another. */
function dayAfter(date: string, workingDays: number, calendar: AcceptanceCalendar): string {
  let day = date;
  for (let left = workingDays; left > 0; left -= 1) day = nextWorkingDay(day, calendar);
  return day;
}
