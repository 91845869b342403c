import { monthNames, months, weekdayBefore, weekdayNames, weekdays } from '../names.ts';
import type { Policy } from '../policy.ts';

/** A day as it is written. `y` is absent where the text has no year. */
export type Part = {
  y: number | undefined;
  m: number;
  d: number;
  /** The weekday that stands before it, as it is written. */
  weekday?: string | undefined;
  /** Days to add. */
  plus?: number;
  /** Two figures by a slash or a dash: which of them can be the day. */
  figures?: 'day' | 'month' | 'either';
};

/** From a day to a day, which are the same where one day is meant. `stays`: the words say more than a day. */
export type Span = { from: Part; until: Part; stays?: boolean };

/** One way to write a date. `find` finds it inside a text, `whole` is the entire text. */
export type Form = {
  find: RegExp;
  whole: RegExp;
  /** It may be the value of a date that somebody types. */
  isTyped: boolean;
  read(found: RegExpExecArray, policy: Policy): Span | undefined;
};

/** Stands for the last day of a month. */
export const lastDay = 32;

const before = '(?<![\\p{L}\\d])';
const after = '(?![\\p{L}\\d])';

/** A form of a date that people type and that documents have. */
export const form = (source: string, read: Form['read']): Form => ({
  find: new RegExp(`${before}${source}${after}`, 'iu'),
  whole: new RegExp(`^${source}$`, 'iu'),
  isTyped: true,
  read,
});

/** One that only a document is understood by: a period, or what the text around it explains. */
export const inDocuments = (source: string, read: Form['read']): Form => ({
  ...form(source, read),
  isTyped: false,
});

/** One day. */
export const one = (from: Part): Span => ({ from, until: from });

/** Names as the choices of a pattern, the longest first, with and without their accents. */
export const choices = (names: readonly string[]): string =>
  [...new Set(names.flatMap((name) => [name, unaccented(name)]).map((name) => name.toLowerCase()))]
    .sort((a, b) => b.length - a.length)
    .join('|');

const unaccented = (name: string) => name.normalize('NFKD').replaceAll(/\p{M}/gu, '');

/** From three letters on, as people shorten English names: "thurs", "sept". */
const shortened = (name: string): string[] =>
  Array.from({ length: name.length - 2 }, (_, more) => name.slice(0, 3 + more));

const englishMonths = monthNames.filter(({ language }) => language === 'en').map(({ text }) => text);

/** A month in English. */
export const month = `(${choices([...englishMonths, 'sept'])})\\.?`;
/** Not followed by a figure, a time or a share. */
export const day = '(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:\\d|%)';
/** Four digits, or two behind an apostrophe. */
export const year = "(?:,?[ \\t]+|[ \\t]*,[ \\t]*)(\\d{4}|['’]\\d{2})(?!\\d)";
export const to = '[ \\t]*(?:[-–—~]|to|until|through|thru|→|\\.\\.)[ \\t]*';
/** The names of weekdays in English, as choices of a pattern. */
export const weekdayChoice = `(?:${choices([...weekdays.flatMap(shortened), 'weds'])})`;
/** A weekday in English, without a day behind it. */
export const weekdayName = `(${weekdayChoice})\\.?,?`;
const foreignWeekdays = weekdayNames.filter(({ language, isShort }) => language !== 'en' && !isShort);
/** A weekday in English, or by its full name in another language, that may stand before a day. */
export const weekday = `(?:(${weekdayChoice}|${choices(foreignWeekdays.map(({ text }) => text))})\\.?,?[ \\t]+(?:the[ \\t]+)?)?`;
/** The same in any of the languages. */
export const anyWeekday = `(?:(${choices([...weekdays.flatMap(shortened), ...weekdayNames.map(({ text }) => text)])})\\.?,?[ \\t]+(?:(?:the|den|el)[ \\t]+)?)?`;

/** The month of a name that a pattern has found; 0 for none. */
export const monthOf = (word: string): number =>
  months.findIndex((name) => name.toLowerCase().startsWith(word.toLowerCase())) + 1;

/** A year of two digits is of this century. */
export function yearOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const digits = text.replace(/^['’]/, '');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

/** Whether a date is the weekday of that name; 1 for Monday. */
export const isNamed = (weekdayOfDate: number, name: string): boolean =>
  weekdayBefore(name) === weekdayOfDate;
