import { readDate } from '../../src/dates/dates.ts';

/** Phrases that are read in different ways inside, on days around which zones and summer times differ. */
const phrases = [
  ...['today', 'tomorrow', 'yesterday', 'friday', 'next friday', 'next week', 'next month', 'next year'],
  ...['in 2 weeks', 'in 3 days', 'in 1 month', '2 weeks ago', '3 days from now', 'end of month', '15 mar'],
  ...['29 feb', '18 dec 2026', '2026-03-29'],
];
const days = '2026-12-31 2027-01-01 2026-03-28 2026-03-29 2026-10-25 2026-01-31 2028-02-29'.split(' ');

for (const today of days) {
  for (const phrase of phrases) console.log(today, phrase, JSON.stringify(readDate(phrase, today)));
}
