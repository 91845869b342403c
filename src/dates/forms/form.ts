import { monthNames, months, weekdayBefore, weekdayNames, weekdays } from '../names.ts';
import type { Policy } from '../policy.ts';

/** A day as written. `y` is undefined if the text has no year. */
export type Part = {
  y: number | undefined;
  m: number;
  d: number;
  /** The weekday before it, as written. */
  weekday?: string | undefined;
  /** Days to add. */
  plus?: number;
  /** Two numbers with a slash or dash: which can be the day, the first (`day`), the second (`month`) or either. */
  figures?: 'day' | 'month' | 'either';
};

/** A span; both ends are the same object for one day. `stays`: the date stays in the text, as it says more than a day. */
export type Span = { from: Part; until: Part; stays?: boolean };

/** A way to write a date. `find` matches inside a text, `whole` an entire text. */
export type Form = {
  find: RegExp;
  whole: RegExp;
  /** Whether it is accepted as a typed date. */
  isTyped: boolean;
  read(found: RegExpExecArray, policy: Policy): Span | undefined;
};

/** Represents the last day of a month. */
export const lastDay = 32;

const before = '(?<![\\p{L}\\d])';
const after = '(?![\\p{L}\\d])';

/** Returns a form for typed dates and documents. */
export const form = (source: string, read: Form['read']): Form => ({
  find: new RegExp(`${before}${source}${after}`, 'iu'),
  whole: new RegExp(`^${source}$`, 'iu'),
  isTyped: true,
  read,
});

/** Returns a form for documents only: a period, or one that needs the text around it. */
export const inDocuments = (source: string, read: Form['read']): Form => ({
  ...form(source, read),
  isTyped: false,
});

/** Returns the span of one day. */
export const one = (from: Part): Span => ({ from, until: from });

/** Returns a day from its digits and the weekday before it. */
export const digits = (y?: string, m?: string, d?: string, weekday?: string): Part => ({
  y: yearOf(y),
  m: Number(m),
  d: Number(d),
  weekday,
});

/** Returns a day with an English month and the weekday before it. */
export const named = (y?: string, month = '', d?: string, weekday?: string): Part => ({
  y: yearOf(y),
  m: monthOf(month),
  d: Number(d),
  weekday,
});

/** Returns names as alternatives of a pattern, longest first, with and without accents. */
export const choices = (names: readonly string[]): string =>
  [...new Set(names.flatMap((name) => [name, unaccented(name)]).map((name) => name.toLowerCase()))]
    .sort((a, b) => b.length - a.length)
    .join('|');

const unaccented = (name: string) => name.normalize('NFKD').replaceAll(/\p{M}/gu, '');

/** Abbreviations of three letters or more: "thurs", "sept". */
const shortened = (name: string): string[] =>
  Array.from({ length: name.length - 2 }, (_, more) => name.slice(0, 3 + more));

const englishMonths = monthNames.filter(({ language }) => language === 'en').map(({ text }) => text);

/** A month in English. */
export const month = `(${choices([...englishMonths, 'sept'])})\\.?`;
/** Not followed by a digit, a time or a percentage. */
export const day = '(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:\\d|%)';
/** Four digits, or two after an apostrophe. */
export const year = "(?:,?[ \\t]+|[ \\t]*,[ \\t]*)(\\d{4}|['’]\\d{2})(?!\\d)";
export const to = '[ \\t]*(?:[-–—~]|to|until|through|thru|→|\\.\\.)[ \\t]*';
/** English weekdays as alternatives of a pattern. */
export const weekdayChoice = `(?:${choices([...weekdays.flatMap(shortened), 'weds'])})`;
/** An English weekday without a following day. */
export const weekdayName = `(${weekdayChoice})\\.?,?`;
const foreignWeekdays = weekdayNames.filter(({ language, isShort }) => language !== 'en' && !isShort);
/** An optional weekday before a day: English, or a full name in another language. */
export const weekday = `(?:(${weekdayChoice}|${choices(foreignWeekdays.map(({ text }) => text))})\\.?,?[ \\t]+(?:the[ \\t]+)?)?`;
/** An optional weekday before a day, in any language. */
export const anyWeekday = `(?:(${choices([...weekdays.flatMap(shortened), ...weekdayNames.map(({ text }) => text)])})\\.?,?[ \\t]+(?:(?:the|den|el)[ \\t]+)?)?`;

/** Returns the number of an English month; 0 if unknown. */
export const monthOf = (word: string): number =>
  months.findIndex((name) => name.toLowerCase().startsWith(word.toLowerCase())) + 1;

/** Reads a year; two digits are in this century. */
export function yearOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const digits = text.replace(/^['’]/, '');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

/** Whether a weekday (1 is Monday) has this name. */
export const isNamed = (weekdayOfDate: number, name: string): boolean =>
  weekdayBefore(name) === weekdayOfDate;
