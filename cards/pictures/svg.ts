import { font, widthOf } from './letters.ts';

/**
 * In SVG units. A phone 390 pixels wide shows a picture at least 264 pixels wide, so that the smallest text
 * has 11 pixels there.
 */
export const width = 352;
/** Distance of everything from the edges. */
export const margin = 16;
/** The smallest text. */
export const textSize = 15;
export const titleSize = 18;

/** Teams accepts at most 1024 by 1024 pixels. */
const maxPixels = 1024;
const maxPixelsPerUnit = 2;

/** No platform tells its theme to a server, so a picture brings its own background, with an edge on white. */
export const colours = {
  ground: '#ffffff',
  edge: '#d0d4da',
  ink: '#1d1c1d',
  faint: '#5f6670',
  grid: '#e3e6ea',
  forecast: '#6f42c1',
} as const;

/** A text on one line; `y` is its baseline. */
export type Label = { x: number; y: number; words: string; size: number; anchor: Anchor; fill: string };
type Anchor = 'start' | 'middle' | 'end';

/** Returns a label with the usual look. */
export const label = (x: number, y: number, words: string, style: Partial<Label> = {}): Label => ({
  x,
  y,
  words,
  size: textSize,
  anchor: 'start',
  fill: colours.ink,
  ...style,
});

/** An area that is taken, in SVG units. */
export type Box = { left: number; right: number; top: number; bottom: number };

/** Returns the area of a label. */
function boxOf({ x, y, words, size, anchor }: Label): Box {
  const wide = widthOf(words, size);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2;
  return { left, right: left + wide, top: y - size, bottom: y + size * 0.3 };
}

/** A vertical line with a gap at each label. */
export type Rule = {
  kind: 'grid' | 'today' | 'go-live' | 'forecast';
  x: number;
  top: number;
  bottom: number;
};

/** The parts of a picture, from back to front: grid, shapes, other rules, labels. */
export type Scene = { height: number; shapes: string[]; rules: Rule[]; labels: Label[]; taken: Box[] };

const ruleStyles: Record<Rule['kind'], string> = {
  grid: `stroke="${colours.grid}" stroke-width="1"`,
  today: `stroke="${colours.ink}" stroke-width="1.6"`,
  'go-live': `stroke="${colours.ink}" stroke-width="1.6" stroke-dasharray="6 3"`,
  forecast: `stroke="${colours.forecast}" stroke-width="2" stroke-dasharray="2 3"`,
};

/** Returns a complete SVG document. */
export function picture({ height, shapes, rules, labels, taken }: Scene): string {
  const scale = Math.min(maxPixelsPerUnit, maxPixels / height);
  const boxes = [...labels.map(boxOf), ...taken];
  const [behind, front] = [rules.filter(isGrid), rules.filter((rule) => !isGrid(rule))];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.floor(width * scale)}" height="${Math.floor(height * scale)}" viewBox="0 0 ${width} ${height}" font-family="${font}">`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${colours.ground}" stroke="${colours.edge}"/>`,
    ...behind.flatMap((rule) => drawRule(rule, boxes)),
    ...shapes,
    ...front.flatMap((rule) => drawRule(rule, boxes)),
    ...labels.map(drawLabel),
    '</svg>',
  ].join('\n');
}

const isGrid = ({ kind }: Rule) => kind === 'grid';

const drawLabel = ({ x, y, words, size, anchor, fill }: Label) =>
  `<text x="${round(x)}" y="${round(y)}" fill="${fill}" font-size="${size}" text-anchor="${anchor}">${escaped(words)}</text>`;

const gap = 3;
const minSegment = 4;

/** Draws a rule in front of a light one, which keeps it visible on bars, and leaves out what is taken. */
function drawRule({ kind, x, top, bottom }: Rule, boxes: readonly Box[]): string[] {
  const inWay = boxes
    .filter((box) => box.left - gap < x && x < box.right + gap)
    .sort((a, b) => a.top - b.top);
  const segments: [number, number][] = [];
  let from = top;
  for (const box of inWay) {
    segments.push([from, Math.min(bottom, box.top)]);
    from = Math.max(from, box.bottom);
  }
  segments.push([from, bottom]);
  return segments
    .filter(([start, end]) => end - start >= minSegment)
    .flatMap(([start, end]) => {
      const line = (style: string) =>
        `<line class="${kind}" x1="${round(x)}" y1="${round(start)}" x2="${round(x)}" y2="${round(end)}" ${style}/>`;
      return kind === 'grid'
        ? [line(ruleStyles.grid)]
        : [line(`stroke="${colours.ground}" stroke-width="3"`), line(ruleStyles[kind])];
    });
}

/** Rounds a coordinate to one decimal. */
export const round = (value: number): number => Math.round(value * 10) / 10;

const escaped = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
