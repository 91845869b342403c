import { weekdayOf } from '../domain/time/dates.ts';
import { existing } from './calendar.ts';
import { inOrder } from './forms/figures.ts';
import { type Form, one, type Part, type Span, yearOf } from './forms/form.ts';
import { forms } from './forms/forms.ts';
import { isUnclear } from './forms/languages.ts';
import { isEnglishMonth, month as monthNumber, months, weekdayBefore, weekdays } from './names.ts';
import { inYear, type Policy } from './policy.ts';

/** Why a written date is refused; a phrase that follows the name of the field. */
export type NoDate = {
  problem: string;
  /** The possible dates, YYYY-MM-DD. */
  either?: [string, string];
};

type Short = { whole: RegExp; read(found: RegExpExecArray, policy: Policy): Span | undefined };

const name = '(\\p{L}{3,12})\\.?';
const day = '(\\d{1,2})';
const year = '(?:[ -](\\d{4}))?';

const short = (whole: RegExp, read: Short['read']): Short => ({ whole, read });

const named = (
  y: string | undefined,
  word: string | undefined,
  d: string | undefined,
  { isUnasked }: Policy,
): Span | undefined => {
  const m = monthNumber(word ?? '');
  const isWord = isUnasked && y === undefined && isUnclear(word ?? '');
  return m === undefined || isWord ? undefined : one({ y: yearOf(y), m, d: Number(d) });
};

/** Forms read only where a date is expected: elsewhere 18.12 is a number. */
const shortForms: readonly Short[] = [
  short(/^(\d{4})\.(\d{1,2})\.(\d{1,2})$/, ([, y, m, d]) =>
    one({ y: Number(y), m: Number(m), d: Number(d) }),
  ),
  short(/^(\d{1,2})\.(\d{1,2})(?:\.(\d{2})?)?$/, ([, d, m, y]) =>
    one({ y: yearOf(y), m: Number(m), d: Number(d) }),
  ),
  short(/^(\d{1,2})([-/])(\d{1,2})(?:\2(\d{2}))?$/, ([, a, , b, y], { order }) =>
    one({ y: yearOf(y), ...inOrder(a, b, order) }),
  ),
  short(new RegExp(`^${day}[ -]?${name}${year}$`, 'u'), ([, d, word, y], policy) =>
    named(y, word, d, policy),
  ),
  short(new RegExp(`^${name}[ -]?${day}${year}$`, 'u'), ([, word, d, y], policy) =>
    named(y, word, d, policy),
  ),
  short(new RegExp(`^(\\d{4}) ${name} ${day}$`, 'u'), ([, y, word, d], policy) => named(y, word, d, policy)),
];

const typedForms: readonly (Short | Form)[] = [...forms.filter(({ isTyped }) => isTyped), ...shortForms];
const monthAlone = new RegExp(`^${name}(?: \\d{4})?$`, 'u');

/** Reads a whole text as a date or span; undefined if it is neither. */
function wholeSpan(text: string, policy: Policy): Span | undefined {
  for (const { whole, read } of typedForms) {
    const found = whole.exec(text);
    const span = found && read(found, policy);
    if (span) return span;
  }
  return undefined;
}

/**
 * Reads a whole text as a date in numbers or with the name of its month, YYYY-MM-DD; `text` is in
 * lower case. Undefined if it is neither.
 */
export function readWrittenDate(text: string, policy: Policy): string | NoDate | undefined {
  const [first = '', ...rest] = text.split(' ');
  const weekdayNumber = rest.length > 0 ? weekdayBefore(first) : undefined;
  const behind = weekdayNumber === undefined ? undefined : wholeSpan(rest.join(' '), policy);
  const span = behind ?? wholeSpan(text, policy);
  if (span) return isOneDay(span) ? checkedDay(span.from, behind && weekdayNumber, policy) : undefined;
  const month = monthAlone.exec(text)?.[1] ?? '';
  if (!isEnglishMonth(month)) return undefined;
  return { problem: `must name a day, such as 15 ${months[(monthNumber(month) ?? 1) - 1]}` };
}

const isOneDay = ({ from, until }: Span) => from === until;

function checkedDay(part: Part, weekdayNumber: number | undefined, policy: Policy): string | NoDate {
  const date = dayOf(part, policy);
  if (date === undefined) return noSuchDay(part);
  if (part.figures === 'either' && policy.order === 'ask') {
    const other = dayOf({ ...part, m: part.d, d: part.m }, policy);
    if (other !== undefined) return ambiguousDay(date, other);
  }
  const weekday = weekdayNumber ?? (part.weekday === undefined ? undefined : weekdayBefore(part.weekday));
  return weekday === undefined || weekdayOf(date) === weekday ? date : wrongWeekday(date, weekday);
}

const dayOf = ({ y, m, d }: Part, policy: Policy) =>
  y === undefined ? inYear(m, d, policy) : existing(y, m, d);

function noSuchDay({ y, m, d }: Part): NoDate {
  const what = m < 1 || m > 12 ? `month ${m}` : `${d} ${months[m - 1]}${y === undefined ? '' : ` ${y}`}`;
  return { problem: `must be a day that exists: there is no ${what}` };
}

/** Refuses 10/12, which is read differently in Europe and America. */
function ambiguousDay(one: string, other: string): NoDate {
  const words = [one, other].map((date) => `${Number(date.slice(8))} ${monthIn(date)}`);
  return { problem: `could be ${words.join(' or ')}: write ${one} or ${other}`, either: [one, other] };
}

const wrongWeekday = (date: string, weekdayNumber: number): NoDate => ({
  problem: `must be one day: ${Number(date.slice(8))} ${monthIn(date)} ${date.slice(0, 4)} is a ${weekdays[weekdayOf(date) - 1]}, not a ${weekdays[weekdayNumber - 1]}`,
});

const monthIn = (date: string) => months[Number(date.slice(5, 7)) - 1];
