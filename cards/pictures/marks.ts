import { widthOf } from './letters.ts';
import { type Box, colours, type Label, label, margin, type Rule, round, textSize, width } from './svg.ts';
import { type Scale, shortDay, ticks } from './time-axis.ts';

/** The days that are marked by a line: YYYY-MM-DD; null if there is none. */
export type MarkedDays = { today: string; target: string | null; forecast: string | null };

type Mark = { kind: 'today' | 'go-live' | 'forecast'; day: string; words: string };

/** The head of a chart: flags, below them the axis. `bottom` is where the chart begins. */
export type Head = { shapes: string[]; labels: Label[]; rules: Rule[]; taken: Box[]; bottom: number };

const flagHeight = 23;
const flagPadding = 8;
const laneHeight = flagHeight + 4;
const axisHeight = 24;

/** Draws flags for today, the go-live and the forecast, and the axis, from `top` down to the chart's end. */
export function head(scale: Scale, days: MarkedDays, top: number, chartHeight: number): Head {
  const flags = inLanes(marksOf(days).map((mark) => flagOf(mark, scale)));
  const lanes = Math.max(...flags.map(({ lane }) => lane)) + 1;
  const axis = top + lanes * laneHeight + 14;
  const bottom = top + lanes * laneHeight + axisHeight;
  const end = bottom + chartHeight;
  const all = ticks(scale);
  return {
    shapes: flags.map((flag) => pill(flag, top)),
    labels: [
      ...flags.map((flag) =>
        label((flag.left + flag.right) / 2, laneTop(flag, top) + 17, flag.words, {
          anchor: 'middle',
          fill: flag.kind === 'today' ? colours.ground : inkOf(flag.kind),
        }),
      ),
      ...all.map(({ x, words }) => label(x, axis, words, { anchor: 'middle', fill: colours.faint })),
    ],
    rules: [
      ...all.map(({ x }): Rule => ({ kind: 'grid', x, top: bottom - 6, bottom: end })),
      ...flags.flatMap((flag): Rule[] =>
        flag.isInside
          ? [{ kind: flag.kind, x: flag.x, top: laneTop(flag, top) + flagHeight, bottom: end }]
          : [],
      ),
    ],
    taken: flags.map((flag) => ({
      ...flag,
      top: laneTop(flag, top),
      bottom: laneTop(flag, top) + flagHeight,
    })),
    bottom,
  };
}

function marksOf({ today, target, forecast }: MarkedDays): Mark[] {
  const marks: Mark[] = [{ kind: 'today', day: today, words: target === today ? 'Go-live today' : 'Today' }];
  if (target !== null && target !== today)
    marks.push({ kind: 'go-live', day: target, words: `Go-live ${shortDay(target, today)}` });
  if (forecast !== null)
    marks.push({ kind: 'forecast', day: forecast, words: `Forecast ${shortDay(forecast, today)}` });
  return marks;
}

type Flag = {
  kind: Mark['kind'];
  words: string;
  x: number;
  left: number;
  right: number;
  /** Whether its day is on the scale; else an arrow points to it. */
  isInside: boolean;
};

function flagOf({ kind, day, words }: Mark, scale: Scale): Flag {
  const isInside = scale.first <= day && day <= scale.last;
  const said = isInside ? words : day < scale.first ? `← ${words}` : `${words} →`;
  const wide = widthOf(said, textSize) + 2 * flagPadding;
  const x = scale.x(day);
  const left = Math.min(width - margin - wide, Math.max(margin, x - wide / 2));
  return { kind, words: said, x, left, right: left + wide, isInside };
}

/** Puts flags that would overlap into lanes below each other. */
function inLanes(flags: readonly Flag[]): (Flag & { lane: number })[] {
  const placed: (Flag & { lane: number })[] = [];
  for (const flag of flags) {
    let lane = 0;
    while (placed.some((other) => other.lane === lane && areBeside(other, flag))) lane += 1;
    placed.push({ ...flag, lane });
  }
  return placed;
}

const areBeside = (a: Flag, b: Flag) => a.left < b.right + 6 && b.left < a.right + 6;

const laneTop = ({ lane }: { lane: number }, top: number) => top + lane * laneHeight;

const inkOf = (kind: Mark['kind']) => (kind === 'forecast' ? colours.forecast : colours.ink);

function pill(flag: Flag & { lane: number }, top: number): string {
  const ink = inkOf(flag.kind);
  const dash = { today: '', 'go-live': ' stroke-dasharray="6 3"', forecast: ' stroke-dasharray="2 3"' };
  const fill = flag.kind === 'today' ? ink : colours.ground;
  return `<rect x="${round(flag.left)}" y="${laneTop(flag, top)}" width="${round(flag.right - flag.left)}" height="${flagHeight}" rx="6" fill="${fill}" stroke="${ink}" stroke-width="1.5"${dash[flag.kind]}/>`;
}
