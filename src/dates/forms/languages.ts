import { isEnglishMonth, monthNames, month as monthNumber, type Name } from '../names.ts';
import type { Policy } from '../policy.ts';
import {
  anyWeekday,
  choices,
  to as englishTo,
  form,
  inDocuments,
  lastDay,
  one,
  type Span,
  yearOf,
} from './form.ts';

const foreign = monthNames.filter(({ language }) => language !== 'en');
const texts = (names: readonly Name[]) => names.map(({ text }) => text);

/** 3. März, 3 de mayo, 1er mai, 1º de abril. */
const day = '(\\d{1,2})(?:\\.|er|[ºª°]|o\\b)?(?!\\d|:\\d|%)';
const month = `(${choices(texts(foreign))})\\.?`;
const of = '(?:d[eiou][ \\t]+|del[ \\t]+)';
const year = `(?:,?[ \\t]+${of}?(\\d{4})(?!\\d))`;
const to = `(?:${englishTo}|[ \\t]+(?:bis|au|al|a|até|tot|t/m)[ \\t]+(?:zum[ \\t]+)?)`;

/** Languages that write a dot after the day and capitalise names, from the runtime's data. */
const dotted = new Set(
  foreign.flatMap(({ language }) =>
    /\d\. /.test(new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' }).format(0))
      ? language
      : [],
  ),
);

/** Abbreviations of three letters that are words elsewhere: "3 out of 5" and "1 set" are not Portuguese dates. */
const unclear = new Set(
  foreign
    .filter(({ text, isShort, language }) => isShort && /^[a-z]{3}$/i.test(text) && !dotted.has(language))
    .map(({ text }) => text.toLowerCase())
    .filter((text) => !isEnglishMonth(text)),
);

/** Whether a month name may be a word of another language. */
export const isUnclear = (name: string): boolean => unclear.has(name.toLowerCase());

const isClear = (name: string, found: RegExpExecArray, year: string | undefined, { isUnasked }: Policy) =>
  year !== undefined ||
  !isUnclear(name) ||
  /[ \t]de[ \t]/i.test(found[0]) ||
  (!isUnasked && found[0] === found.input);

const numberOf = (name: string) => monthNumber(name) ?? 0;

/** Whether a two-letter weekday before a possibly English month is another word: "So 2 March". */
const isOther = (weekday: string | undefined, name: string) =>
  weekday !== undefined && weekday.length < 3 && isEnglishMonth(name);

/** 3.-7. März 2026, 28. Februar bis 3. März, del 3 al 7 de mayo de 2026. */
export const foreignSpans = [
  form(
    `${anyWeekday}${day}(?:[ \\t]+${of}?${month}${year}?)?${to}${anyWeekday}${day}[ \\t]+${of}?${month}${year}?`,
    (f, policy): Span | undefined => {
      const [, w1, d1, m1, y1, w2, d2, m2 = '', y2] = f;
      if (!isClear(m1 ?? m2, f, y2, policy) || isOther(w1, m1 ?? m2)) return undefined;
      return {
        from: { y: yearOf(y1 ?? y2), m: numberOf(m1 ?? m2), d: Number(d1), weekday: w1 },
        until: { y: yearOf(y2), m: numberOf(m2), d: Number(d2), weekday: w2 },
      };
    },
  ),
];

/** Dates with month names in German, French, Spanish, Portuguese, Italian and Dutch. */
export const foreignDays = [
  form(`${anyWeekday}${day}(?:[ \\t]+${of}?|[-/])${month}(?:${year}|[-/](\\d{4}))?`, (f, policy) => {
    const [, weekday, d, name = '', spaced, y = spaced] = f;
    if (!isClear(name, f, y, policy) || isOther(weekday, name)) return undefined;
    return one({ y: yearOf(y), m: numberOf(name), d: Number(d), weekday });
  }),
];

/** Full names in the case of their language: "Mars 2026" may be a mission. */
const asWritten = new Set(texts(foreign.filter(({ isShort }) => !isShort)));

/** März 2026, mars 2026, mayo de 2026: a whole month. */
export const foreignMonths = [
  inDocuments(`(${choices([...asWritten])})[ \\t]+${of}?(\\d{4})`, (f) => {
    const [whole, name = '', y] = f;
    if (!asWritten.has(name) && whole !== f.input.trim()) return undefined;
    const from = { y: yearOf(y), m: numberOf(name), d: 1 };
    return { from, until: { ...from, d: lastDay } };
  }),
];
