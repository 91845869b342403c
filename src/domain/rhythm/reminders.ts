import type { Milestone } from '../plan/milestone.ts';
import { isWorkingDay, workingDaysBetween } from '../time/calendar.ts';
import { dateOf, dayNumber, weekdayOf } from '../time/dates.ts';
import type { Cadence, Calendar, Reminders } from '../time/schedule.ts';

/** Why somebody is reminded of a milestone: it is due in some days, now, or it was. */
export type Reminder = 'before' | 'today' | 'overdue';

/** When and how somebody is reminded. Dates are YYYY-MM-DD. */
export type Reminding = {
  /** The day of the message. */
  today: string;
  calendar: Pick<Calendar, 'holidays'>;
  reminders: Reminders;
  /** The days on which they get such messages at all. */
  days?: Cadence['days'];
};

/** Working days for which what is overdue is told each time; afterwards it is told once in seven days. */
const daily = 7;

/**
 * Whether somebody is told today that a milestone of theirs is due (RMD-1); undefined when not. The
 * days until the next message count together: what falls on one of them is told now, so that what is
 * due on a weekend or holiday is told on the working day before. On holidays nothing is.
 */
export function reminderFor(
  { dueDate: due, status, submittedAt }: Pick<Milestone, 'dueDate' | 'status' | 'submittedAt'>,
  { today, calendar, reminders, days = 'working' }: Reminding,
): Reminder | undefined {
  if (!due || status === 'done' || submittedAt || calendar.holidays.includes(today)) return undefined;
  const [from, until] = [dayNumber(today), nextDay(today, calendar, days)];
  const day = dayNumber(due);
  const counts = (other: number) => from <= other && other < until;
  if (day < from) {
    const told = workingDaysBetween(due, today, calendar) <= daily || weekPasses(from - day, until - day);
    return reminders.overdue && told ? 'overdue' : undefined;
  }
  if (counts(day)) return 'today';
  return reminders.before.some((ahead) => counts(day - ahead)) ? 'before' : undefined;
}

/** The next day with a message, as a number. */
function nextDay(today: string, calendar: Pick<Calendar, 'holidays'>, days: Cadence['days']): number {
  for (let day = dayNumber(today) + 1; ; day += 1) {
    const date = dateOf(day);
    const meant = days === 'working' ? isWorkingDay(date, calendar) : days.includes(weekdayOf(date));
    if (meant && !calendar.holidays.includes(date)) return day;
  }
}

/** Whether one of these days since it was due is a whole number of weeks; the last does not count. */
const weekPasses = (from: number, until: number) => Math.floor((until - 1) / 7) > Math.floor((from - 1) / 7);
