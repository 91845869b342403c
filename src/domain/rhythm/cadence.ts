import type { Cadence, QuietHours } from '../time/schedule.ts';

const weekdays = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/** Returns a cadence for use inside a sentence: "every working day at 09:00", "on Mondays and Thursdays at 10:00". */
export function inWords({ days, at }: Cadence): string {
  return `${daysInWords(days)} at ${at}`;
}

function daysInWords(days: Cadence['days']): string {
  if (days === 'working') return 'every working day';
  if (days.length === weekdays.length) return 'every day';
  const names = days.map((day) => weekdays[day - 1] ?? '');
  if (names.length === 0) return 'never';
  return `on ${names.length < 2 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`}`;
}

/** Returns quiet hours for use inside a sentence: "from 18:00 to 08:00". */
export const hoursInWords = ({ from, to }: QuietHours): string => `from ${from} to ${to}`;
