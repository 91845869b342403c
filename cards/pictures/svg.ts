import { calendarDays, dateOf, dayNumber, formatDate, weekdayOf } from '../../src/domain/time/dates.ts';

/* The platforms show pictures on light and dark backgrounds, so each draws its own background. Colour never carries meaning alone. */

/** In SVG units. Chats show pictures about 400 pixels wide, and the text must stay readable there. */
export const width = 640;

/** PNG pixels per unit, for sharp screens. Teams accepts at most 1024 by 1024 pixels. */
export const pixelsPerUnit = 1.5;

/** The only font available when a picture is rendered. */
export const font = 'DejaVu Sans';

/** The palette. */
export const colours = {
  ground: '#ffffff',
  ink: '#1d1c1d',
  faint: '#6b6b6b',
  grid: '#dddddd',
  done: '#2e7d32',
  open: '#1264a3',
  late: '#c62828',
} as const;

/** Wraps parts into a complete SVG document. */
export const picture = (height: number, parts: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${font}" font-size="15" fill="${colours.ink}">`,
    `<rect width="${width}" height="${height}" fill="${colours.ground}"/>`,
    ...parts,
    '</svg>',
  ].join('\n');

type LabelStyle = { fill?: string; size?: number; anchor?: 'start' | 'middle' | 'end'; bold?: boolean };

/** Draws text with a halo, so that it stays readable across lines. `anchor` says which end is at the point. */
export function label(x: number, y: number, words: string, style: LabelStyle = {}): string {
  const { fill = colours.ink, size = 15, anchor = 'start', bold = false } = style;
  const weight = bold ? ' font-weight="bold"' : '';
  return `<text x="${round(x)}" y="${round(y)}" fill="${fill}" font-size="${size}" text-anchor="${anchor}"${weight} ${halo}>${escaped(words)}</text>`;
}

const halo = `stroke="${colours.ground}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`;

/** Draws a straight line. `dash` is in SVG units. */
export const line = (
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  stroke: string,
  { thick = 1, dash }: { thick?: number; dash?: string } = {},
): string =>
  `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${stroke}" stroke-width="${thick}"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`;

/** Rounds a coordinate to one decimal. */
export const round = (value: number): number => Math.round(value * 10) / 10;

const escaped = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Whether the font has a glyph for every letter; missing ones would show as empty boxes. */
export const isDrawable = (words: string): boolean =>
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d !-~¡-¿–—‘’“”„…·×→€]*$/u.test(words);

/** Maps days to x coordinates. */
export type Scale = { first: string; last: string; x(day: string): number };

/** Returns a scale at least a week wide, so that days can be told apart. */
export function timeScale(days: readonly string[], left: number, right: number): Scale {
  const inOrder = days.toSorted();
  const first = inOrder[0] ?? '1970-01-01';
  const end = inOrder.at(-1) ?? first;
  const last = calendarDays(first, end) < 7 ? dateOf(dayNumber(first) + 7) : end;
  const all = calendarDays(first, last);
  return { first, last, x: (day) => left + ((right - left) * calendarDays(first, day)) / all };
}

const maxTicks = 5;

/** Returns the days to label: every day, every Monday, every second or fourth one, or firsts of months. */
export function ticks({ first, last }: Scale): string[] {
  const all = calendarDays(first, last);
  const step = [1, 7, 14, 28].find((days) => all / days <= maxTicks);
  if (step !== undefined) {
    const start = dayNumber(first) + (step === 1 ? 0 : (8 - weekdayOf(first)) % 7);
    const count = Math.floor((dayNumber(last) - start) / step) + 1;
    return Array.from({ length: Math.max(0, count) }, (_, nth) => dateOf(start + nth * step));
  }
  const months = monthsBetween(first, last);
  const every = [1, 3, 6, 12, 60].find((some) => months.length / some <= maxTicks) ?? 120;
  return months.filter((_, nth) => nth % every === 0);
}

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7)) + 1];
  for (;;) {
    if (month > 12) [year, month] = [year + 1, 1];
    const day = `${year}-${String(month).padStart(2, '0')}-01`;
    if (day > last) return months;
    months.push(day);
    month += 1;
  }
}

/** "10 Dec", with the year unless it is the current one. */
export const shortDay = (day: string, today: string): string => formatDate(day, today).slice(4);

/** Draws vertical lines with their days above them. */
export const grid = (scale: Scale, [top, bottom]: readonly [number, number], today: string): string[] =>
  ticks(scale).flatMap((day) => [
    line([scale.x(day), top], [scale.x(day), bottom], colours.grid),
    label(scale.x(day), top - 8, shortDay(day, today), { fill: colours.faint, size: 13, anchor: 'middle' }),
  ]);

/** Draws today and the go-live as labelled lines. A go-live before the scale is left out. */
export function todayAndGoLive(
  scale: Scale,
  [top, bottom]: readonly [number, number],
  { today, target }: { today: string; target: string | null },
): string[] {
  const mark = (day: string, word: string, dash: string, row: number): string[] => {
    const x = scale.x(day);
    const anchor = x > width - 70 ? 'end' : 'middle';
    return [
      line([x, top], [x, bottom], colours.ink, { thick: 2, dash }),
      label(x, bottom + 18 + row * 16, word, { size: 13, anchor }),
    ];
  };
  if (target === null || target < scale.first) return mark(today, 'today', '2 4', 0);
  if (target === today) return mark(today, 'today is the go-live', '8 4', 0);
  const near = Math.abs(scale.x(target) - scale.x(today)) < 70;
  return [...mark(today, 'today', '2 4', 0), ...mark(target, 'go-live', '8 4', near ? 1 : 0)];
}
