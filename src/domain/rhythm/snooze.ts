import { nextWorkingDay, wallTime } from '../time/calendar.ts';
import { addMinutes, dateOf, dayNumber, todayIn, weekdayOf } from '../time/dates.ts';
import type { Calendar } from '../time/schedule.ts';

/** A pause of a person's reminders of a milestone; for good where `until` is null. */
export type Snooze = {
  id: string;
  projectId: string;
  milestoneId: string;
  personId: string;
  until: string | null;
  /** Ends with a message of its own; otherwise with the person's next digest. */
  wakes: boolean;
};

/** For how long one press snoozes a reminder (RMD-1). */
export const spans = ['1h', 'tomorrow', 'next_week'] as const;
/** One of these. */
export type Span = (typeof spans)[number];

/** The moment of the request; `time` is that of the person's own digest, HH:MM. */
type At = { now: string; calendar: Calendar; time: string };

/** Computes the end of a snooze: an hour ends with a message of its own, the others with the digest of a working day. */
export function putOffFor(span: Span, at: At): Pick<Snooze, 'until' | 'wakes'> {
  const today = todayIn(at.now, at.calendar.zone);
  switch (span) {
    case '1h':
      return { until: addMinutes(at.now, 60), wakes: true };
    case 'tomorrow':
      return after(today, at);
    case 'next_week':
      return after(plus(today, 7 - weekdayOf(today)), at);
    default:
      return span satisfies never;
  }
}

/** Computes a snooze until a date, YYYY-MM-DD, or the next working day after it; undefined unless it is in the future. */
export function putOffUntil(date: string, at: At): Pick<Snooze, 'until' | 'wakes'> | undefined {
  return date > todayIn(at.now, at.calendar.zone) ? after(plus(date, -1), at) : undefined;
}

/** Ends with the digest of the first working day after a date. */
function after(date: string, { calendar, time }: At): Pick<Snooze, 'until' | 'wakes'> {
  return { until: wallTime(nextWorkingDay(date, calendar), time, calendar.zone), wakes: false };
}

const plus = (date: string, days: number) => dateOf(dayNumber(date) + days);
