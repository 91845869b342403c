/** A day or a span of days found in a text, and the text without it. */
export type Found = {
  start: string | null;
  due: string;
  /** What is left of the text. */
  rest: string;
  /** The weekday that the text names beside the day, where the day is another one. */
  contradicts: string | null;
};

/** What a date without a year is read by: the document's day. */
export type Reading = { today: string };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const day = '(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:\\d|%)';
const year = '(?:,?[ \\t]+|[ \\t]*,[ \\t]*)(\\d{4})(?!\\d)';
const to = '[ \\t]*(?:[-–—~]|to|until|through|→|\\.\\.)[ \\t]*';
const weekday =
  '(?:(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?[ \\t]+(?:the[ \\t]+)?)?';
const before = '(?<![\\p{L}\\d])';
const after = '(?![\\p{L}\\d])';

/** Stands for the last day of a month. */
const lastDay = 32;

type Day = { y: number | undefined; m: number; d: number; weekday?: string | undefined };
type Span = { from: Day; until: Day } | undefined;
type Form = { find: RegExp; read(found: RegExpExecArray, reading: Reading): Span };

const form = (source: string, read: Form['read']): Form => ({
  find: new RegExp(`${before}${source}${after}`, 'iu'),
  read,
});

const monthOf = (word: string) => months.findIndex((name) => word.toLowerCase().startsWith(name)) + 1;
const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const one = (from: Day): Span => ({ from, until: from });

/** The ways to write a date, the longest first: what is found by one is not looked at by the next. */
const forms: Form[] = [
  // 2026-02-10 to 2026-02-14
  form(`(\\d{4})-(\\d{2})-(\\d{2})${to}(\\d{4})-(\\d{2})-(\\d{2})`, ([, a, b, c, d, e, f]) => ({
    from: { y: Number(a), m: Number(b), d: Number(c) },
    until: { y: Number(d), m: Number(e), d: Number(f) },
  })),
  form('(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})', ([, y, m, d]) =>
    one({ y: Number(y), m: Number(m), d: Number(d) }),
  ),
  // Feb 10, 2026 - Mar 2, 2026
  form(
    `${weekday}${month}[ \\t]+${day}(?:${year})?${to}${weekday}${month}[ \\t]+${day}(?:${year})?`,
    (f) => ({
      from: { y: number(f[4]) ?? number(f[8]), m: monthOf(f[2] ?? ''), d: Number(f[3]), weekday: f[1] },
      until: { y: number(f[8]), m: monthOf(f[6] ?? ''), d: Number(f[7]), weekday: f[5] },
    }),
  ),
  // Feb 10-14, 2026
  form(`${weekday}${month}[ \\t]+${day}${to}${weekday}${day}(?:${year})?`, (f) => ({
    from: { y: number(f[6]), m: monthOf(f[2] ?? ''), d: Number(f[3]), weekday: f[1] },
    until: { y: number(f[6]), m: monthOf(f[2] ?? ''), d: Number(f[5]), weekday: f[4] },
  })),
  // 28 Feb - 2 Mar 2026, 10-14 Feb 2026
  form(
    `${weekday}${day}(?:[ \\t]+${month}(?:${year})?)?${to}${weekday}${day}[ \\t]+(?:of[ \\t]+)?${month}(?:${year})?`,
    (f) => ({
      from: {
        y: number(f[4]) ?? number(f[8]),
        m: monthOf(f[3] ?? f[7] ?? ''),
        d: Number(f[2]),
        weekday: f[1],
      },
      until: { y: number(f[8]), m: monthOf(f[7] ?? ''), d: Number(f[6]), weekday: f[5] },
    }),
  ),
  form(`${weekday}${month}[ \\t]+${day}(?:${year})?`, (f) =>
    one({ y: number(f[4]), m: monthOf(f[2] ?? ''), d: Number(f[3]), weekday: f[1] }),
  ),
  form(`${weekday}${day}[ \\t]+(?:of[ \\t]+)?${month}(?:${year})?`, (f) =>
    one({ y: number(f[4]), m: monthOf(f[3] ?? ''), d: Number(f[2]), weekday: f[1] }),
  ),
  form('(\\d{1,2})/(\\d{1,2})/(\\d{4})', ([, a, b, y]) => {
    // the month stands first unless it cannot
    const [m, d] = Number(a) > 12 ? [Number(b), Number(a)] : [Number(a), Number(b)];
    return one({ y: Number(y), m, d });
  }),
  // Q4 2025 - Jan 2026, Q4 2025 - Q1 2026
  form(`q([1-4])(?:[ \\t]*['’]?(\\d{4}))?${to}(?:q([1-4])|${month})(?:[ \\t]+(\\d{4}))?`, (f) => {
    const last = f[3] ? Number(f[3]) * 3 : monthOf(f[4] ?? '');
    return {
      from: { y: number(f[2]) ?? number(f[5]), m: Number(f[1]) * 3 - 2, d: 1 },
      until: { y: number(f[5]), m: last, d: lastDay },
    };
  }),
  form('q([1-4])(?:[ \\t,]*(\\d{4}))?', ([, q, y]) => ({
    from: { y: number(y), m: Number(q) * 3 - 2, d: 1 },
    until: { y: number(y), m: Number(q) * 3, d: lastDay },
  })),
  // Feb - Mar 2026, Dec 2025 - Jan 2026
  form(`${month}(?:[ \\t]+(\\d{4}))?${to}${month}[ \\t]+(\\d{4})`, (f) => ({
    from: { y: number(f[2]) ?? number(f[4]), m: monthOf(f[1] ?? ''), d: 1 },
    until: { y: number(f[4]), m: monthOf(f[3] ?? ''), d: lastDay },
  })),
  form(`${month},?[ \\t]+(\\d{4})`, ([, m, y]) => ({
    from: { y: Number(y), m: monthOf(m ?? ''), d: 1 },
    until: { y: Number(y), m: monthOf(m ?? ''), d: lastDay },
  })),
];

/**
 * The first date of a text. A date without a year is in the year of the document's day, or in the
 * next one where it would be more than half a year ago. What is no day of the calendar (31 Feb) is
 * no date.
 */
export function findDate(text: string, reading: Reading): Found | undefined {
  const near = text.length > 400 ? text.slice(0, 400) : text;
  let first: { at: number; length: number; span: NonNullable<Span> } | undefined;
  for (const { find, read } of forms) {
    const found = find.exec(near);
    if (!found || (first && found.index >= first.at)) continue;
    const span = read(found, reading);
    if (span && isDay(span.from, reading) && isDay(span.until, reading))
      first = { at: found.index, length: found[0].length, span };
  }
  return first && foundAt(text, first, reading);
}

function foundAt(
  text: string,
  { at, length, span }: { at: number; length: number; span: NonNullable<Span> },
  reading: Reading,
): Found {
  const due = isoOf(span.until, reading);
  const from = isoOf({ ...span.from, y: span.from.y ?? Number(due.slice(0, 4)) }, reading);
  const start = from > due ? isoOf({ ...span.from, y: Number(due.slice(0, 4)) - 1 }, reading) : from;
  const named = span.from.weekday;
  const is = weekdays[new Date(`${start}T00:00:00Z`).getUTCDay()] ?? '';
  return {
    start: span.from === span.until ? null : start,
    due,
    rest: without(text, at, length),
    contradicts: named !== undefined && !is.startsWith(named.toLowerCase().slice(0, 3)) ? named : null,
  };
}

/** What is left of a text without its date, and without the marks that held it. */
function without(text: string, at: number, length: number): string {
  const [left, right] = [text.slice(0, at), text.slice(at + length)];
  const joined =
    /[([]\s*$/.test(left) && /^\s*[)\]]/.test(right)
      ? `${left.replace(/\s*[([]\s*$/, '')}${right.replace(/^\s*[)\]]/, '')}`
      : `${left.replace(/(?:\b(?:due|by|on|until|before|from)\b:?)?\s*$/i, '')} ${right}`;
  return joined
    .replaceAll(/\(\s*[,;:–—-]*\s*\)|\[\s*\]/g, '')
    .replaceAll(/\(\s*[,;:–—-]\s*/g, '(')
    .replaceAll(/\s*[:：,]\s+(?=\()/g, ' ')
    .replace(/^[\s:：,;–—|-]+|[\s:：,;–—|-]+$/g, '')
    .replaceAll(/[ \t]+/g, ' ')
    .trim()
    .replace(/^\(([^()]*)\)$/, '$1');
}

function isDay({ y, m, d }: Day, { today }: Reading): boolean {
  if (d === lastDay) return m >= 1 && m <= 12;
  const date = new Date(Date.UTC(y ?? Number(today.slice(0, 4)), m - 1, d));
  const leap = y === undefined && m === 2 && d === 29;
  return m >= 1 && m <= 12 && d >= 1 && (leap || date.getUTCDate() === d);
}

/** As YYYY-MM-DD. */
function isoOf({ y, m, d }: Day, { today }: Reading): string {
  const inYear = (of: number) => {
    const last = new Date(Date.UTC(of, m, 0)).getUTCDate();
    return `${String(of).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(Math.min(d, last)).padStart(2, '0')}`;
  };
  if (y !== undefined) return inYear(y);
  const same = inYear(Number(today.slice(0, 4)));
  const age = (Date.parse(today) - Date.parse(same)) / 86_400_000;
  return age > 183 ? inYear(Number(today.slice(0, 4)) + 1) : same;
}

/** A day with days added. */
export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** A day with whole months added; the 31st becomes the last day of a shorter month. */
export function plusMonths(date: string, count: number): string {
  const [y = 0, m = 1, d = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(y, m - 1 + count + 1, 0)).getUTCDate();
  return new Date(Date.UTC(y, m - 1 + count, Math.min(d, last))).toISOString().slice(0, 10);
}

/**
 * A date that is said by counting: "Day 5" and "Week 3" of what begins on `from`, "Month 2" after the
 * launch where one is known.
 */
export function countedDate(
  text: string,
  { from, launch }: { from: string | null; launch: string | null },
): { start: string | null; due: string } | undefined {
  const found = /^\W*(day|week|month)\s+(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\b/i.exec(text);
  if (!found) return undefined;
  const [, unit = '', first = '', last = first] = found;
  const [a, b] = [Number(first), Number(last)];
  const base = unit.toLowerCase() === 'month' ? (launch ?? from) : from;
  if (base === null || a < 1 || b < a) return undefined;
  if (unit.toLowerCase() === 'day') {
    const due = plusDays(base, b - 1);
    return { start: a === b ? null : plusDays(base, a - 1), due };
  }
  const at = (n: number) => (unit.toLowerCase() === 'week' ? plusDays(base, n * 7) : plusMonths(base, n));
  return { start: at(a - 1), due: plusDays(at(b), -1) };
}
