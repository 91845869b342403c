import { day, form, inDocuments, month, monthOf, one, to, weekday, year, yearOf } from './form.ts';

/** Spans with English month names. */
export const namedSpans = [
  // Feb 10, 2026 - Mar 2, 2026
  form(
    `${weekday}${month}[ \\t]+${day}(?:${year})?${to}${weekday}${month}[ \\t]+${day}(?:${year})?`,
    (f) => ({
      from: { y: yearOf(f[4]) ?? yearOf(f[8]), m: monthOf(f[2] ?? ''), d: Number(f[3]), weekday: f[1] },
      until: { y: yearOf(f[8]), m: monthOf(f[6] ?? ''), d: Number(f[7]), weekday: f[5] },
    }),
  ),
  // Feb 10-14, 2026
  form(`${weekday}${month}[ \\t]+${day}${to}${weekday}${day}(?:${year})?`, (f) => ({
    from: { y: yearOf(f[6]), m: monthOf(f[2] ?? ''), d: Number(f[3]), weekday: f[1] },
    until: { y: yearOf(f[6]), m: monthOf(f[2] ?? ''), d: Number(f[5]), weekday: f[4] },
  })),
  // 28 Feb - 2 Mar 2026, 10-14 Feb 2026
  form(
    `${weekday}${day}(?:\\.?[ \\t]+${month}(?:${year})?)?${to}${weekday}${day}\\.?[ \\t]+(?:of[ \\t]+)?${month}(?:${year})?`,
    (f) => ({
      from: {
        y: yearOf(f[4]) ?? yearOf(f[8]),
        m: monthOf(f[3] ?? f[7] ?? ''),
        d: Number(f[2]),
        weekday: f[1],
      },
      until: { y: yearOf(f[8]), m: monthOf(f[7] ?? ''), d: Number(f[6]), weekday: f[5] },
    }),
  ),
];

/** Dates with English month names. */
export const namedDays = [
  // week of Feb 9, week of 9 Feb
  inDocuments(
    `week[ \\t]+(?:of|commencing|starting|beginning)[ \\t]+(?:${month}[ \\t]+${day}|${day}[ \\t]+${month})(?:${year})?`,
    (f) => {
      const from = { y: yearOf(f[5]), m: monthOf(f[1] ?? f[4] ?? ''), d: Number(f[2] ?? f[3]) };
      return { from, until: { ...from, plus: 6 }, stays: true };
    },
  ),
  form(`${weekday}${month}[ \\t]+${day}(?:${year})?`, (f) =>
    one({ y: yearOf(f[4]), m: monthOf(f[2] ?? ''), d: Number(f[3]), weekday: f[1] }),
  ),
  form(
    `${weekday}${day}\\.?(?:[ \\t]+|[-/])(?:of[ \\t]+)?${month}(?:(?:${year})|[-/](\\d{4}|\\d{2}))?`,
    (f) => one({ y: yearOf(f[4] ?? f[5]), m: monthOf(f[3] ?? ''), d: Number(f[2]), weekday: f[1] }),
  ),
];
