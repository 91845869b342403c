import { workingDaysLater } from '../time/calendar.ts';
import { todayIn } from '../time/dates.ts';
import type { Calendar } from '../time/schedule.ts';

/**
 * The working days after which a side is told that nobody has answered: one to read a message and one to answer it, so
 * that nobody is hurried on the day after (CUS-4, CUS-5).
 */
export const silentWorkingDays = 2;

/** Returns the day, YYYY-MM-DD, on which a message that was written at an instant has waited that long. */
export const silentSince = (writtenAt: string, calendar: Calendar): string =>
  workingDaysLater(todayIn(writtenAt, calendar.zone), silentWorkingDays, calendar);
