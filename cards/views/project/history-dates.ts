import type { HistoryEntry } from '../../../src/domain/project/history.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import { daysInWords } from '../rhythm/calendar.ts';

/** "off until Tue 15 Dec". */
export function snoozeWords(
  { on, day, hours }: (HistoryEntry & { type: 'snoozed' })['after'],
  today: string,
): string {
  if (on === true) return 'on';
  if (day !== undefined) return `off until ${formatDate(day, today)}`;
  return hours === undefined ? 'off' : 'off for an hour';
}

/** "added Fri 25 Dec"; false without dates. */
export const listedDates = (word: string, dates: readonly string[] | undefined, today: string) =>
  dates !== undefined && `${word} ${daysInWords(dates, today, 3)}`;
