/** A day or a span of days found in a text, and the text without it. */
export type Found = {
  start: string | null;
  due: string;
  /** What is left of the text. */
  rest: string;
  /** The weekday that the text names beside the day, where the day is another one. */
  contradicts: string | null;
};

/** What a date without a year is read by. */
export type Reading = {
  /** The document's day. */
  today: string;
  /** Days written 16/03/2026 have the day first. */
  dayFirst?: boolean;
  /** The span of the heading above; a date in it is meant rather than one in another year. */
  within?: { start: string | null; due: string | null } | undefined;
  /** What is done was not done in the future. */
  past?: boolean;
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const day = '(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:\\d|%)';
const year = "(?:,?[ \\t]+|[ \\t]*,[ \\t]*)(\\d{4}|['’]\\d{2})(?!\\d)";
const to = '[ \\t]*(?:[-–—~]|to|until|through|thru|→|\\.\\.)[ \\t]*';
const weekday =
  '(?:(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?[ \\t]+(?:the[ \\t]+)?)?';
const before = '(?<![\\p{L}\\d])';
const after = '(?![\\p{L}\\d])';

/** Stands for the last day of a month. */
const lastDay = 32;

type Day = {
  y: number | undefined;
  m: number;
  d: number;
  weekday?: string | undefined;
  /** Days to add. */
  plus?: number;
};
/** `stays`: the words of the date stay in the text, because they say more than a day. */
type Span = { from: Day; until: Day; stays?: boolean } | undefined;
type Form = { find: RegExp; read(found: RegExpExecArray, reading: Reading): Span };

const form = (source: string, read: Form['read']): Form => ({
  find: new RegExp(`${before}${source}${after}`, 'iu'),
  read,
});

const monthOf = (word: string) => months.findIndex((name) => word.toLowerCase().startsWith(name)) + 1;
const one = (from: Day): Span => ({ from, until: from });

/** A year of two digits is of this century. */
function yearOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const digits = text.replace(/^['’]/, '');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

const parts = { early: 10, 'beginning of': 10, mid: 15, late: lastDay, 'end of': lastDay } as const;
const partDay = (word: string) => parts[word.toLowerCase().replaceAll(/\s+/g, ' ') as keyof typeof parts];

/** 16/03 or 3/16: the document's other dates say which, and what cannot be a month does. */
function slashed(a: string | undefined, b: string | undefined, { dayFirst }: Reading) {
  const [first, second] = [Number(a), Number(b)];
  return first > 12 || (dayFirst && second <= 12) ? { m: second, d: first } : { m: first, d: second };
}

/** The ways to write a date, the longest first: what is found by one is not looked at by the next. */
const forms: Form[] = [
  // 2026-02-10 to 2026-02-14
  form(`(\\d{4})-(\\d{2})-(\\d{2})(?:${to}|/)(\\d{4})-(\\d{2})-(\\d{2})`, ([, a, b, c, d, e, f]) => ({
    from: { y: Number(a), m: Number(b), d: Number(c) },
    until: { y: Number(d), m: Number(e), d: Number(f) },
  })),
  form('(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})', ([, y, m, d]) =>
    one({ y: Number(y), m: Number(m), d: Number(d) }),
  ),
  // 12.01.2026 - 23.01.2026, 26.01. – 06.02.2026, 19.-21.01.2026
  form(
    `(\\d{1,2})\\.(?:(\\d{1,2})\\.(\\d{4}|\\d{2})?)?${to}(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})?`,
    ([, d1, m1, y1, d2, m2, y2]) => ({
      from: { y: yearOf(y1) ?? yearOf(y2), m: Number(m1 ?? m2), d: Number(d1) },
      until: { y: yearOf(y2) ?? yearOf(y1), m: Number(m2), d: Number(d2) },
    }),
  ),
  form(`${weekday}(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})`, ([, w, d, m, y]) =>
    one({ y: Number(y), m: Number(m), d: Number(d), weekday: w }),
  ),
  form(`${weekday}(\\d{2})\\.(\\d{2})\\.(\\d{2})?(?!\\.?\\d)`, ([, w, d, m, y]) =>
    one({ y: yearOf(y), m: Number(m), d: Number(d), weekday: w }),
  ),
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
  // week of Feb 9, week of 9 Feb
  form(
    `week[ \\t]+(?:of|commencing|starting|beginning)[ \\t]+(?:${month}[ \\t]+${day}|${day}[ \\t]+${month})(?:${year})?`,
    (f) => {
      const from = { y: yearOf(f[5]), m: monthOf(f[1] ?? f[4] ?? ''), d: Number(f[2] ?? f[3]) };
      return { from, until: { ...from, plus: 6 }, stays: true };
    },
  ),
  form(`${weekday}${month}[ \\t]+${day}(?:${year})?`, (f) =>
    one({ y: yearOf(f[4]), m: monthOf(f[2] ?? ''), d: Number(f[3]), weekday: f[1] }),
  ),
  form(`${weekday}${day}\\.?(?:[ \\t]+|-)(?:of[ \\t]+)?${month}(?:(?:${year})|-(\\d{4}))?`, (f) =>
    one({ y: yearOf(f[4] ?? f[5]), m: monthOf(f[3] ?? ''), d: Number(f[2]), weekday: f[1] }),
  ),
  // 2/10 - 2/14, 2/10/2026 - 2/14/2026
  form(
    `(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?${to}(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?(?!/)`,
    ([, a, b, y1, c, d, y2], reading) => ({
      from: { y: yearOf(y1) ?? yearOf(y2), ...slashed(a, b, reading) },
      until: { y: yearOf(y2), ...slashed(c, d, reading) },
    }),
  ),
  form('(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})(?!/)', ([, a, b, y], reading) =>
    one({ y: yearOf(y), ...slashed(a, b, reading) }),
  ),
  // "2/10: Kick-off", "(2/10)", "due 2/10": elsewhere it could be a fraction
  form(
    `(?<=^\\W{0,3}(?:(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)[a-z]*,?[ \\t]+)?|\\(|\\b(?:due|by|on|until):?[ \\t])(\\d{1,2})/(\\d{1,2})(?=[ \\t]*(?:[:)–—-]|$))`,
    ([, a, b], reading) => one({ y: undefined, ...slashed(a, b, reading) }),
  ),
  // Q4 2025 - Jan 2026, Q4 2025 - Q1 2026
  form(
    `q([1-4])(?:[ \\t]*(\\d{4}|['’]\\d{2}))?${to}(?:q([1-4])|${month})(?:[ \\t]*(\\d{4}|['’]\\d{2}))?`,
    (f) => {
      const last = f[3] ? Number(f[3]) * 3 : monthOf(f[4] ?? '');
      return {
        from: { y: yearOf(f[2]) ?? yearOf(f[5]), m: Number(f[1]) * 3 - 2, d: 1 },
        until: { y: yearOf(f[5]) ?? yearOf(f[2]), m: last, d: lastDay },
      };
    },
  ),
  form("q([1-4])(?:[ \\t,]*(\\d{4}|['’]\\d{2}))?", ([, q, y]) => quarter(q, y)),
  form('(\\d{4})[ \\t-]*q([1-4])', ([, y, q]) => quarter(q, y)),
  form("h([12])[ \\t,]*(\\d{4}|['’]\\d{2})", ([, h, y]) => ({
    from: { y: yearOf(y), m: Number(h) * 6 - 5, d: 1 },
    until: { y: yearOf(y), m: Number(h) * 6, d: lastDay },
  })),
  // Feb - Mar 2026, Dec 2025 - Jan 2026
  form(`${month}(?:[ \\t]+(\\d{4}))?${to}${month}[ \\t]+(\\d{4})`, (f) => ({
    from: { y: yearOf(f[2]) ?? yearOf(f[4]), m: monthOf(f[1] ?? ''), d: 1 },
    until: { y: yearOf(f[4]), m: monthOf(f[3] ?? ''), d: lastDay },
  })),
  form(`(early|mid|late|end[ \\t]+of|beginning[ \\t]+of)[ \\t-]*${month}(?:[ \\t,]+(\\d{4}))?`, (f) => ({
    ...{ from: { y: yearOf(f[3]), m: monthOf(f[2] ?? ''), d: partDay(f[1] ?? '') }, stays: true },
    get until() {
      return this.from;
    },
  })),
  form(`${month}(?:,?[ \\t]+(\\d{4})|[ \\t]*['’](\\d{2}))`, (f) => ({
    from: { y: yearOf(f[2] ?? f[3]), m: monthOf(f[1] ?? ''), d: 1 },
    until: { y: yearOf(f[2] ?? f[3]), m: monthOf(f[1] ?? ''), d: lastDay },
  })),
  // a month alone, or in parentheses
  form(`(?<=^\\W{0,3})${month}(?=\\W{0,3}$)`, ([, m]) => wholeMonth(m)),
  form(`(?<=\\()${month}(?=\\))`, ([, m]) => (/^\p{Lu}/u.test(m ?? '') ? wholeMonth(m) : undefined)),
  // "Wed 18: press call": the month is the one in which that day is a Wednesday
  form(
    `(?<=^\\W{0,3})(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?[ \\t]+(?:the[ \\t]+)?${day}(?=[ \\t]*(?:[:–—)-]|$))`,
    ([, w, d], reading) => nearby(w ?? '', Number(d), reading),
  ),
  // CW 11, KW 11/2026: the weeks of ISO 8601
  form('(?:cw|kw|calendar week)[ \\t]*(\\d{1,2})(?:(?:/|,?[ \\t]+)(\\d{4}))?', ([, week, y], { today }) =>
    calendarWeek(Number(week), yearOf(y) ?? Number(today.slice(0, 4))),
  ),
];

const wholeMonth = (name = ''): Span => ({
  from: { y: undefined, m: monthOf(name), d: 1 },
  until: { y: undefined, m: monthOf(name), d: lastDay },
});

/** The day of a month that is such a weekday: within the span of the heading above, else the next to today. */
function nearby(weekdayName: string, of: number, { today, within }: Reading): Span {
  const { start, due } = within ?? {};
  for (let days = 0; days < 62; days += 1) {
    for (const date of start && due
      ? [plusDays(start, days)]
      : [plusDays(today, days), plusDays(today, -days)]) {
      const [y = 0, m = 0, d = 0] = date.split('-').map(Number);
      if (d === of && isWeekday(date, weekdayName)) return due && date > due ? undefined : one({ y, m, d });
    }
  }
  return undefined;
}

const isWeekday = (date: string, word: string) =>
  (weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '').startsWith(word.toLowerCase().slice(0, 3));

/** Monday to Sunday of a week; the first one of a year is the one with the fourth of January. */
function calendarWeek(week: number, y: number): Span {
  if (week < 1 || week > 53) return undefined;
  const fourth = new Date(Date.UTC(y, 0, 4));
  const from = { y, m: 1, d: 4, plus: (week - 1) * 7 - ((fourth.getUTCDay() + 6) % 7) };
  return { from, until: { ...from, plus: from.plus + 6 } };
}

const quarter = (q: string | undefined, y: string | undefined): Span => ({
  from: { y: yearOf(y), m: Number(q) * 3 - 2, d: 1 },
  until: { y: yearOf(y), m: Number(q) * 3, d: lastDay },
});

/** What no date is without. */
const hint = /\d|early|mid|late|end of|beginning of|\([a-z]{3,9}\)|^\W*[a-z]{3,9}\W*$/i;
const looked = 400;

type Match = { at: number; length: number; span: NonNullable<Span> };

/** The first date of a text that `accepts` accepts. */
function firstMatch(text: string, reading: Reading, accepts: (day: Day) => boolean): Match | undefined {
  if (!hint.test(text)) return undefined;
  const near = text.length > looked ? text.slice(0, looked) : text;
  let first: Match | undefined;
  const refused: Match[] = [];
  for (const { find, read } of forms) {
    const found = find.exec(near);
    if (!found || (first && found.index >= first.at)) continue;
    // a part of what is no date is none: there is no February in 31 Feb 2026
    if (refused.some(({ at, length }) => found.index >= at && found.index < at + length)) continue;
    const span = read(found, reading);
    if (!span) continue;
    const match = { at: found.index, length: found[0].length, span };
    if (accepts(span.from) && accepts(span.until)) first = match;
    else refused.push(match);
  }
  return first;
}

/**
 * The first date of a text. A date without a year is in the year that its heading speaks of; else in
 * the year of the document's day, or in the next one where it would be more than half a year ago. What
 * is no day of the calendar (31 Feb) is no date.
 */
export function findDate(text: string, reading: Reading): Found | undefined {
  const first = firstMatch(text, reading, (day) => isDay(day, reading));
  return first && foundAt(text, first, reading);
}

/** What looks like a date and is no day of the calendar, as it was written. */
export function impossibleDate(text: string, reading: Reading): string | undefined {
  const first = firstMatch(text, reading, ({ m }) => m >= 1 && m <= 12);
  return first && !(isDay(first.span.from, reading) && isDay(first.span.until, reading))
    ? text.slice(first.at, first.at + first.length).trim()
    : undefined;
}

function foundAt(text: string, { at, length, span }: Match, reading: Reading): Found {
  const due = isoOf(span.until, reading);
  const from = isoOf({ ...span.from, y: span.from.y ?? Number(due.slice(0, 4)) }, reading);
  const start = from > due ? isoOf({ ...span.from, y: Number(due.slice(0, 4)) - 1 }, reading) : from;
  const behind = /^,?[ \t]*\(?(mon|tues|wednes|thurs|fri|satur|sun)day\)?(?![\p{L}\d])/iu.exec(
    text.slice(at + length),
  );
  const beside = behind && /\(/.test(behind[0]) === /\)/.test(behind[0]) ? behind : null;
  const named = span.from.weekday ?? beside?.[1];
  const is = [start, due].map((date) => weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '');
  const fits = (word: string) => is.some((one) => one.startsWith(word.toLowerCase().slice(0, 3)));
  return {
    start: span.from === span.until ? null : start,
    due,
    rest: span.stays ? text : without(text, at, length + (beside?.[0].length ?? 0)),
    contradicts: named !== undefined && !fits(named) ? named : null,
  };
}

/** What is left of a text without its date, and without the marks that held it. */
function without(text: string, at: number, length: number): string {
  const [left, right] = [text.slice(0, at), text.slice(at + length)];
  const joined =
    /[([]\s*$/.test(left) && /^\s*[)\]]/.test(right)
      ? `${left.replace(/\s*[([]\s*$/, '')}${right.replace(/^\s*[)\]]/, '')}`
      : `${left.replace(/(?:\b(?:due(?: date| on| by)?|by|on|until|before|from)\b:?|\b(?:target(?: date)?|eta|deadline|date):|\beta|(?<=[–—-]\s)(?:delivered|shipped|ships|completed|released|launched)(?: on)?|(?<![^\s([])@)?\s*$/i, '')} ${right}`;
  return joined
    .replaceAll(/\(\s*[,;:–—-]*\s*\)|\[\s*\]/g, '')
    .replaceAll(/\(\s*[,;:–—-]\s*/g, '(')
    .replaceAll(/\s*[,;]\s*\)/g, ')')
    .replaceAll(/\s*[:：,]\s+(?=\()/g, ' ')
    .replaceAll(/(^|\s)@\s+(?=\d)/g, '$1')
    .replaceAll(/\s+([–—-])\s+[,;:]\s*/g, ' $1 ')
    .replaceAll(/\s*[:：]\s*[–—-]\s+|\s+[–—-]\s*[:：]\s*/g, ': ')
    .replaceAll(/\s+([–—-])\s+[–—-]\s+/g, ' $1 ')
    .replaceAll(/\s+([:,;])(?=\s|$)/g, '$1')
    .replace(/^[\s:：,;–—|-]+|[\s:：,;–—|-]+$/g, '')
    .replaceAll(/[ \t]+/g, ' ')
    .trim()
    .replace(/^\(([^()]*)\)(?=$|\s*[:：]\s)/, '$1');
}

function isDay({ y, m, d }: Day, { today }: Reading): boolean {
  if (d === lastDay) return m >= 1 && m <= 12;
  if (y !== undefined && (y < 1970 || y > 2200)) return false;
  const date = new Date(Date.UTC(y ?? Number(today.slice(0, 4)), m - 1, d));
  const leap = y === undefined && m === 2 && d === 29;
  return m >= 1 && m <= 12 && d >= 1 && (leap || date.getUTCDate() === d);
}

/** As YYYY-MM-DD. */
function isoOf({ y, m, d, plus }: Day, { today, within, past }: Reading): string {
  const inYear = (of: number) => {
    const last = new Date(Date.UTC(of, m, 0)).getUTCDate();
    const iso = `${String(of).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(Math.min(d, last)).padStart(2, '0')}`;
    return plus ? plusDays(iso, plus) : iso;
  };
  if (y !== undefined) return inYear(y);
  const now = Number(today.slice(0, 4));
  const { start, due } = within ?? {};
  const inside = [now - 1, now, now + 1]
    .map(inYear)
    .find((date) => start && due && date >= start && date <= due);
  if (inside) return inside;
  const same = inYear(now);
  if (past) return same > today ? inYear(now - 1) : same;
  const age = (Date.parse(today) - Date.parse(same)) / 86_400_000;
  return age > 183 ? inYear(now + 1) : same;
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

/** The day of a weekday within a span; undefined where the span has none. */
export function weekdayIn(word: string, { start, due }: { start: string; due: string }): string | undefined {
  const wanted = weekdays.findIndex((name) => name.startsWith(word.toLowerCase().slice(0, 3)));
  const first = plusDays(start, (wanted - new Date(`${start}T00:00:00Z`).getUTCDay() + 7) % 7);
  return wanted >= 0 && first <= due ? first : undefined;
}

/**
 * A date that is said by counting: "Day 5" and "Week 3" of what begins on `from`, "Month 2" and "T-3
 * days" around the launch where one is known.
 */
export function countedDate(
  text: string,
  { from, launch }: { from: string | null; launch: string | null },
): { start: string | null; due: string } | undefined {
  const around = /^\W*(?:[tld]|launch|go-?live)\s*([-–−+])\s*(\d{1,3})(?:\s*(d|days?|w|weeks?))?\b/i.exec(
    text,
  );
  if (around && launch !== null) {
    const days = Number(around[2]) * (around[3]?.toLowerCase().startsWith('w') ? 7 : 1);
    return { start: null, due: plusDays(launch, around[1] === '+' ? days : -days) };
  }
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
