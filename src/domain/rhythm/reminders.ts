import type { Milestone } from '../plan/milestone.ts';
import { isWorkingDay, workingDaysBetween } from '../time/calendar.ts';
import { dateOf, dayNumber, weekdayOf } from '../time/dates.ts';
import type { Cadence, Calendar, Reminders } from '../time/schedule.ts';

/** Why somebody is reminded of a milestone: it is due in some days, due now, or overdue. */
export type Reminder = 'before' | 'today' | 'overdue';

/** What a reminder depends on besides the milestone. Dates are YYYY-MM-DD. */
export type Reminding = {
  /** The day of the message. */
  today: string;
  calendar: Pick<Calendar, 'holidays'>;
  reminders: Reminders;
  /** The days on which the person gets such messages. */
  days?: Cadence['days'];
};

/** For so many working days an overdue milestone is in each message, then in one of every seven days. */
const maxDailyDays = 7;

/**
 * Returns why a milestone is in today's reminder (RMD-1); undefined when it is not. Today's message also
 * covers the days until the next one, so that what is due on a weekend or holiday is told on the working
 * day before. There is no reminder on holidays.
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
    const told =
      workingDaysBetween(due, today, calendar) <= maxDailyDays || weekPasses(from - day, until - day);
    return reminders.overdue && told ? 'overdue' : undefined;
  }
  if (counts(day)) return 'today';
  return reminders.before.some((ahead) => counts(day - ahead)) ? 'before' : undefined;
}

/** The day number of the next day with a message. */
function nextDay(today: string, calendar: Pick<Calendar, 'holidays'>, days: Cadence['days']): number {
  for (let day = dayNumber(today) + 1; ; day += 1) {
    const date = dateOf(day);
    const meant = days === 'working' ? isWorkingDay(date, calendar) : days.includes(weekdayOf(date));
    if (meant && !calendar.holidays.includes(date)) return day;
  }
}

/** Whether a count of days since the due date in `from` … `until - 1` is a whole number of weeks. */
const weekPasses = (from: number, until: number) => Math.floor((until - 1) / 7) > Math.floor((from - 1) / 7);
