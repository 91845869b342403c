import type { FigureOrder } from '../policy.ts';
import {
  anyWeekday,
  digits,
  form,
  inDocuments,
  one,
  type Part,
  to,
  weekday,
  weekdayChoice,
  yearOf,
} from './form.ts';

const twoOrFour = '(\\d{4}|\\d{2})';

/** A number after these words is a version; after these characters it is part of a path. */
const noVersion = '(?<!\\b(?:version|versions|release|v)[ \\t]*)(?<![_/])';
const noPath = '(?<![_/])';

/** Reads 16/03 or 3/16: a number above 12 is the day; else the policy decides. */
export function inOrder(a = '', b = '', order: FigureOrder): Pick<Part, 'm' | 'd' | 'figures'> {
  const [first, second] = [Number(a), Number(b)];
  const figures = first > 12 ? 'day' : second > 12 ? 'month' : first === second ? undefined : 'either';
  const isDayFirst = figures === 'day' || (figures === 'either' && order !== 'month');
  return {
    ...(isDayFirst ? { m: second, d: first } : { m: first, d: second }),
    ...(figures && { figures }),
  };
}

/** Numeric dates whose order is never ambiguous. */
export const plainFigures = [
  // 2026-02-10 to 2026-02-14
  form(
    `${noPath}(\\d{4})-(\\d{2})-(\\d{2})(?:${to}|/)(\\d{4})-(\\d{2})-(\\d{2})`,
    ([, a, b, c, d, e, f]) => ({ from: digits(a, b, c), until: digits(d, e, f) }),
  ),
  // 2026-02-10, 2026/2/10, 2026.02.10; "2024.10.1" is a version
  form(
    `${noPath}${weekday}(\\d{4})(?:([-/])(\\d{1,2})\\3(\\d{1,2})|\\.(\\d{2})\\.(\\d{2}))(?!\\.?\\d)`,
    ([, w, y, , m, d, dotted, day]) => one(digits(y, m ?? dotted, d ?? day, w)),
  ),
  // 12.01.2026 - 23.01.2026, 26.01. – 06.02.2026, 19.-21.01.2026
  form(
    `${noVersion}(\\d{1,2})\\.(?:(\\d{1,2})\\.${twoOrFour}?)?${to}(\\d{1,2})\\.(\\d{1,2})\\.${twoOrFour}?`,
    ([, d1, m1, y1, d2, m2, y2]) => ({
      from: digits(y1 ?? y2, m1 ?? m2, d1),
      until: digits(y2 ?? y1, m2, d2),
    }),
  ),
  // 1.3.2026, Mo, 01.03.2026
  form(`${noVersion}${anyWeekday}(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})`, ([, w, d, m, y]) =>
    one(digits(y, m, d, w)),
  ),
  form(`${noVersion}${anyWeekday}(\\d{2})\\.(\\d{2})\\.(\\d{2})?(?!\\.?\\d)`, ([, w, d, m, y]) =>
    one(digits(y, m, d, w)),
  ),
];

/** 2026年3月1日; text may follow without a space. */
export const ideographic = [
  {
    ...form('(?:(\\d{4})年[ \\t]*)?(\\d{1,2})月[ \\t]*(\\d{1,2})[日号]', ([, y, m, d]) =>
      one(digits(y, m, d)),
    ),
    find: /(?<!\d)(?:(\d{4})年[ \t]*)?(\d{1,2})月[ \t]*(\d{1,2})[日号](?:[（(][月火水木金土日][）)])?/u,
  },
];

/** Numeric dates whose order the policy decides: with slashes, or dashes and the year at the end. */
export const orderedFigures = [
  // 2/10 - 2/14, 2/10/2026 - 2/14/2026
  form(
    `${noPath}(\\d{1,2})/(\\d{1,2})(?:/${twoOrFour})?${to}(\\d{1,2})/(\\d{1,2})(?:/${twoOrFour})?(?!/)`,
    ([, a, b, y1, c, d, y2], { order }) => ({
      from: { y: yearOf(y1) ?? yearOf(y2), ...inOrder(a, b, order) },
      until: { y: yearOf(y2), ...inOrder(c, d, order) },
    }),
  ),
  form(`${noPath}${weekday}(\\d{1,2})/(\\d{1,2})/${twoOrFour}(?!/)`, ([, w, a, b, y], { order }) =>
    one({ y: yearOf(y), ...inOrder(a, b, order), weekday: w }),
  ),
  form(`(?<![-_/])${weekday}(\\d{1,2})-(\\d{1,2})-(\\d{4})(?!-)`, ([, w, a, b, y], { order }) =>
    one({ y: yearOf(y), ...inOrder(a, b, order), weekday: w }),
  ),
];

/** "2/10: Kick-off", "(2/10)", "due 2/10"; elsewhere it could be a fraction. */
export const shortFigures = [
  inDocuments(
    `(?<=^\\W{0,3}(?:${weekdayChoice}\\.?,?[ \\t]+)?|\\(|\\b(?:due|by|on|until):?[ \\t])(\\d{1,2})/(\\d{1,2})(?=[ \\t]*(?:[:)–—-]|$))`,
    ([, a, b], { order }) => one({ y: undefined, ...inOrder(a, b, order) }),
  ),
];
