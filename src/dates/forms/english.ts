import { day, form, inDocuments, month, named, one, to, weekday, year } from './form.ts';

/** Spans with English month names. */
export const namedSpans = [
  // Feb 10, 2026 - Mar 2, 2026
  form(
    `${weekday}${month}[ \\t]+${day}(?:${year})?${to}${weekday}${month}[ \\t]+${day}(?:${year})?`,
    (f) => ({ from: named(f[4] ?? f[8], f[2], f[3], f[1]), until: named(f[8], f[6], f[7], f[5]) }),
  ),
  // Feb 10-14, 2026
  form(`${weekday}${month}[ \\t]+${day}${to}${weekday}${day}(?:${year})?`, (f) => ({
    from: named(f[6], f[2], f[3], f[1]),
    until: named(f[6], f[2], f[5], f[4]),
  })),
  // 28 Feb - 2 Mar 2026, 10-14 Feb 2026
  form(
    `${weekday}${day}(?:\\.?[ \\t]+${month}(?:${year})?)?${to}${weekday}${day}\\.?[ \\t]+(?:of[ \\t]+)?${month}(?:${year})?`,
    (f) => ({ from: named(f[4] ?? f[8], f[3] ?? f[7], f[2], f[1]), until: named(f[8], f[7], f[6], f[5]) }),
  ),
];

/** Dates with English month names. */
export const namedDays = [
  // week of Feb 9, week of 9 Feb
  inDocuments(
    `week[ \\t]+(?:of|commencing|starting|beginning)[ \\t]+(?:${month}[ \\t]+${day}|${day}[ \\t]+${month})(?:${year})?`,
    (f) => {
      const from = named(f[5], f[1] ?? f[4], f[2] ?? f[3]);
      return { from, until: { ...from, plus: 6 }, stays: true };
    },
  ),
  form(`${weekday}${month}[ \\t]+${day}(?:${year})?`, (f) => one(named(f[4], f[2], f[3], f[1]))),
  form(
    `${weekday}${day}\\.?(?:[ \\t]+|[-/])(?:of[ \\t]+)?${month}(?:(?:${year})|[-/](\\d{4}|\\d{2}))?`,
    (f) => one(named(f[4] ?? f[5], f[3], f[2], f[1])),
  ),
];
