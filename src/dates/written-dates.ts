import { weekdayOf } from '../domain/time/dates.ts';
import { existing } from './calendar.ts';
import { inOrder } from './forms/figures.ts';
import { type Form, one, type Part, type Span, yearOf } from './forms/form.ts';
import { forms } from './forms/forms.ts';
import { isUnclear } from './forms/languages.ts';
import { isEnglishMonth, month as monthNumber, months, weekdayBefore, weekdays } from './names.ts';
import { inYear, type Policy } from './policy.ts';

/** Why a text that speaks of a date is none; a phrase that follows the name of the field. */
export type NoDate = {
  problem: string;
  /** The days that it could be, YYYY-MM-DD. */
  either?: [string, string];
};

type Short = { whole: RegExp; read(found: RegExpExecArray, policy: Policy): Span | undefined };

const name = '(\\p{L}{3,12})\\.?';
const day = '(\\d{1,2})';
const year = '(?:[ -](\\d{4}))?';

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

/** Ways to write a date that only the answer to "when?" is understood by: elsewhere 18.12 is a number. */
const shortForms: readonly Short[] = [
  {
    whole: /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
    read: ([, y, m, d]) => one({ y: Number(y), m: Number(m), d: Number(d) }),
  },
  {
    whole: /^(\d{1,2})\.(\d{1,2})(?:\.(\d{2})?)?$/,
    read: ([, d, m, y]) => one({ y: yearOf(y), m: Number(m), d: Number(d) }),
  },
  {
    whole: /^(\d{1,2})([-/])(\d{1,2})(?:\2(\d{2}))?$/,
    read: ([, a, , b, y], { order }) => one({ y: yearOf(y), ...inOrder(a, b, order) }),
  },
  {
    whole: new RegExp(`^${day}[ -]?${name}${year}$`, 'u'),
    read: ([, d, word, y], policy) => named(y, word, d, policy),
  },
  {
    whole: new RegExp(`^${name}[ -]?${day}${year}$`, 'u'),
    read: ([, word, d, y], policy) => named(y, word, d, policy),
  },
  {
    whole: new RegExp(`^(\\d{4}) ${name} ${day}$`, 'u'),
    read: ([, y, word, d], policy) => named(y, word, d, policy),
  },
];

const typedForms: readonly (Short | Form)[] = [...forms.filter(({ isTyped }) => isTyped), ...shortForms];
const monthAlone = new RegExp(`^${name}(?: \\d{4})?$`, 'u');

/** The span that the whole of a text names; undefined when it is nothing of the kind. */
function wholeSpan(text: string, policy: Policy): Span | undefined {
  for (const { whole, read } of typedForms) {
    const found = whole.exec(text);
    const span = found && read(found, policy);
    if (span) return span;
  }
  return undefined;
}

/**
 * The day that the whole of a text names in figures or with the name of its month, YYYY-MM-DD; `text` is in
 * lower case. Undefined when it is nothing of the kind.
 */
export function readWrittenDate(text: string, policy: Policy): string | NoDate | undefined {
  const [first = '', ...rest] = text.split(' ');
  const said = rest.length > 0 ? weekdayBefore(first) : undefined;
  const behind = said === undefined ? undefined : wholeSpan(rest.join(' '), policy);
  const span = behind ?? wholeSpan(text, policy);
  if (span) return isOneDay(span) ? dated(span.from, behind && said, policy) : undefined;
  const month = monthAlone.exec(text)?.[1] ?? '';
  if (!isEnglishMonth(month)) return undefined;
  return { problem: `must name a day, such as 15 ${months[(monthNumber(month) ?? 1) - 1]}` };
}

const isOneDay = ({ from, until }: Span) => from === until;

function dated(part: Part, said: number | undefined, policy: Policy): string | NoDate {
  const date = dayOf(part, policy);
  if (date === undefined) return noSuchDay(part);
  if (part.figures === 'either' && policy.order === 'ask') {
    const other = dayOf({ ...part, m: part.d, d: part.m }, policy);
    if (other !== undefined) return twoDays(date, other);
  }
  const weekday = said ?? (part.weekday === undefined ? undefined : weekdayBefore(part.weekday));
  return weekday === undefined || weekdayOf(date) === weekday ? date : notThatDay(date, weekday);
}

const dayOf = ({ y, m, d }: Part, policy: Policy) =>
  y === undefined ? inYear(m, d, policy) : existing(y, m, d);

function noSuchDay({ y, m, d }: Part): NoDate {
  const what = m < 1 || m > 12 ? `month ${m}` : `${d} ${months[m - 1]}${y === undefined ? '' : ` ${y}`}`;
  return { problem: `must be a day that exists: there is no ${what}` };
}

/** 10/12 is read differently on both sides of an ocean. */
function twoDays(one: string, other: string): NoDate {
  const words = [one, other].map((date) => `${Number(date.slice(8))} ${monthIn(date)}`);
  return { problem: `could be ${words.join(' or ')}: write ${one} or ${other}`, either: [one, other] };
}

const notThatDay = (date: string, said: number): NoDate => ({
  problem: `must be one day: ${Number(date.slice(8))} ${monthIn(date)} ${date.slice(0, 4)} is a ${weekdays[weekdayOf(date) - 1]}, not a ${weekdays[said - 1]}`,
});

const monthIn = (date: string) => months[Number(date.slice(5, 7)) - 1];
