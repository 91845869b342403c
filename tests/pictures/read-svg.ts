import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** An area of a picture, in its units. */
export type Area = { left: number; right: number; top: number; bottom: number };
/** A text and where it is drawn, measured with the font itself. */
export type Text = Area & { words: string; size: number; fill: string };
/** A vertical line; `at` is its place in the drawing order. */
export type Line = Area & { kind: string; at: number };
/** A bar, a diamond, or the thin line to one. */
export type Shape = Area & { kind: string; fill: string; at: number };

/** What is on a picture. */
export type Drawing = {
  pixels: { width: number; height: number };
  units: { width: number; height: number };
  texts: Text[];
  lines: Line[];
  shapes: Shape[];
};

/** Reads a picture back. */
export function readSvg(svg: string): Drawing {
  const [, ...sizes] = /<svg [^>]*width="(\d+)" height="(\d+)" viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  const [wide = 0, high = 0, width = 0, height = 0] = sizes.map(Number);
  return {
    pixels: { width: wide, height: high },
    units: { width, height },
    texts: tags(svg, 'text').map(({ of, inside }) => textOf(of, inside)),
    lines: tags(svg, 'line').map(({ of, at }) => ({
      kind: of('class'),
      at,
      left: Number(of('x1')),
      right: Number(of('x2')),
      top: Number(of('y1')),
      bottom: Number(of('y2')),
    })),
    shapes: [...tags(svg, 'rect').map(rectOf), ...tags(svg, 'path').map(pathOf)].filter(
      ({ kind }) => kind !== '',
    ),
  };
}

/** Whether two areas share a point, beyond a hair. */
export const overlap = (a: Area, b: Area): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.3 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.3;

type Tag = { at: number; of(name: string): string; inside: string };

const tags = (svg: string, name: string): Tag[] =>
  [...svg.matchAll(new RegExp(`<${name}\\b([^>]*?)/?>([^<]*)`, 'g'))].map(
    ([, attributes = '', inside = ''], nth) => ({
      at: [...svg.matchAll(new RegExp(`<${name}\\b`, 'g'))][nth]?.index ?? 0,
      of: (attribute) => new RegExp(`(?:^| )${attribute}="([^"]*)"`).exec(attributes)?.[1] ?? '',
      inside,
    }),
  );

function textOf(of: Tag['of'], inside: string): Text {
  const words = inside
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  const [x, y, size] = [Number(of('x')), Number(of('y')), Number(of('font-size'))];
  const width = font.widthOf(words) * size;
  const left = { start: x, middle: x - width / 2, end: x - width }[of('text-anchor')] ?? x;
  // from the height of a capital to the depth of a "p"
  return {
    words,
    size,
    fill: of('fill'),
    left,
    right: left + width,
    top: y - size * 0.73,
    bottom: y + size * 0.24,
  };
}

function rectOf({ of, at }: Tag): Shape {
  const [left, top] = [Number(of('x')), Number(of('y'))];
  return {
    kind: of('class'),
    fill: of('fill'),
    at,
    left,
    right: left + Number(of('width')),
    top,
    bottom: top + Number(of('height')),
  };
}

/** The paths of bars name each corner, in absolute coordinates. */
function pathOf({ of, at }: Tag): Shape {
  const corners = [...of('d').matchAll(/([MLV])(-?[\d.]+)(?: (-?[\d.]+))?/g)];
  const xs = corners.flatMap(([, command, x]) => (command === 'V' ? [] : [Number(x)]));
  const ys = corners.map(([, command, first, second]) => Number(command === 'V' ? first : second));
  return {
    kind: of('class'),
    fill: of('fill'),
    at,
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

/** The font of pictures: which letters it has and how wide they are, in parts of the font size. */
export const font = readFont(
  createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
);

/** Reads the widths of a TrueType font: its tables cmap (format 12), head, hhea and hmtx. */
function readFont(path: string) {
  const bytes = readFileSync(path);
  const tables = new Map(
    Array.from({ length: bytes.readUInt16BE(4) }, (_, nth) => {
      const at = 12 + 16 * nth;
      return [bytes.toString('latin1', at, at + 4), bytes.readUInt32BE(at + 8)] as const;
    }),
  );
  const table = (name: string) => tables.get(name) ?? Number.NaN;
  const [unitsPerEm, widths] = [
    bytes.readUInt16BE(table('head') + 18),
    bytes.readUInt16BE(table('hhea') + 34),
  ];
  const cmap = table('cmap');
  const starts = Array.from(
    { length: bytes.readUInt16BE(cmap + 2) },
    (_, nth) => cmap + bytes.readUInt32BE(cmap + 8 + 8 * nth),
  );
  const groups = starts.find((start) => bytes.readUInt16BE(start) === 12) ?? Number.NaN;
  const glyphs = new Map<number, number>();
  for (let nth = 0; nth < bytes.readUInt32BE(groups + 12); nth += 1) {
    const at = groups + 16 + 12 * nth;
    const [first, last, glyph] = [0, 4, 8].map((offset) => bytes.readUInt32BE(at + offset));
    for (let code = first ?? 0; code <= (last ?? -1); code += 1)
      glyphs.set(code, (glyph ?? 0) + code - (first ?? 0));
  }
  const widthOfLetter = (letter: string) => {
    const glyph = glyphs.get(letter.codePointAt(0) ?? -1);
    return glyph === undefined
      ? undefined
      : bytes.readUInt16BE(table('hmtx') + 4 * Math.min(glyph, widths - 1)) / unitsPerEm;
  };
  return {
    has: (letter: string) => glyphs.has(letter.codePointAt(0) ?? -1),
    widthOf: (text: string) =>
      [...text].reduce((sum, letter) => sum + (/\p{Mn}/u.test(letter) ? 0 : (widthOfLetter(letter) ?? 1)), 0),
  };
}
