import { isWorkingDay, nextWorkingDay, wallTime, workingDaysBetween } from '../time/calendar.ts';
import { todayIn } from '../time/dates.ts';

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
};

/** The end of a working day, at which windows close. */
const closingTime = '17:00';
/** The time of day of the reminders. */
const reminderTime = '09:00';

/**
 * Computes the window of a review (APR-5): it ends at 17:00 on the last of its working days, counted from the
 * day of the submission in the project's zone and in each reviewer's; the latest counts, so that it never ends
 * early for any of them. Each working day on which a question was open is added. Returns null while one is open.
 */
export function acceptanceWindow(
  submittedAt: string,
  { days }: AcceptancePolicy,
  calendar: AcceptanceCalendar,
  pauses: readonly Pause[] = [],
): AcceptanceWindow | null {
  if (pauses.some(({ to }) => to === null)) return null;
  const total = days + pauses.reduce((sum, pause) => sum + pausedDays(pause, calendar), 0);
  const half = Math.ceil(total / 2);
  const after = (workingDays: number, time: string) =>
    [calendar.zone, ...calendar.reviewerZones]
      .map((zone) => wallTime(dayAfter(todayIn(submittedAt, zone), workingDays, calendar), time, zone))
      .sort()
      .at(-1) as string;
  return {
    halfAt: after(half, reminderTime),
    lastDayAt: total - 1 > half ? after(total - 1, reminderTime) : null,
    endsAt: after(total, closingTime),
  };
}

/** Counts the working days on which a question was open, the first and the last included. */
function pausedDays({ from, to }: Pause, calendar: AcceptanceCalendar): number {
  const [first, last] = [todayIn(from, calendar.zone), todayIn(to ?? from, calendar.zone)];
  return workingDaysBetween(first, last, calendar) + (isWorkingDay(first, calendar) ? 1 : 0);
}

/** Returns the date some working days after another. */
function dayAfter(date: string, workingDays: number, calendar: AcceptanceCalendar): string {
  let day = date;
  for (let left = workingDays; left > 0; left -= 1) day = nextWorkingDay(day, calendar);
  return day;
}
