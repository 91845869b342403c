import { type BurnUp, type Point, workWords } from '../../src/domain/plan/burn-up.ts';
import type { Project } from '../../src/domain/project/project.ts';
import { calendarDays, dateOf, dayNumber } from '../../src/domain/time/dates.ts';
import { widthOf } from './letters.ts';
import { head } from './marks.ts';
import { type Key, legend, lookOf } from './states.ts';
import { colours, label, margin, picture, round, textSize, width } from './svg.ts';
import { type Scale, scaleBetween, shortDay } from './time-axis.ts';
import { titleOf } from './timeline.ts';

const [chartHeight, room] = [190, 14];

/** Maps an amount of work to y coordinates. */
type Height = (work: number) => number;

/** Draws work done over time against the scope, as SVG (LCH-3). `today` is YYYY-MM-DD in the project's zone. */
export function burnUpPicture(
  { name, target }: Pick<Project, 'name' | 'target'>,
  burnUp: BurnUp,
  today: string,
): string {
  const { points, readyOn, measure } = burnUp;
  const maxScope = Math.max(1, ...points.map(({ scope }) => scope));
  const left = margin + widthOf(workWords(maxScope, measure), textSize) + 10;
  const first = points[0]?.day ?? today;
  const scale = scaleBetween(first, lastDay(burnUp, target, today), left, width - margin - 10);
  const top = head(scale, { today, target, forecast: readyOn }, 44, chartHeight);
  const floor = top.bottom + chartHeight;
  const height: Height = (work) => floor - ((chartHeight - room) * work) / maxScope;
  const keys = legend(keysOf(burnUp, today), floor + 10);
  const amount = (work: number) =>
    label(left - 8, height(work) + 5.5, workWords(work, measure), { anchor: 'end', fill: colours.faint });
  return picture({
    height: keys.bottom + 12,
    shapes: [
      ...top.shapes,
      `<path d="M${round(left)} ${round(height(maxScope))}H${width - margin}M${round(left)} ${floor}H${width - margin}" stroke="${colours.grid}"/>`,
      `<path d="${steps(points, 'done', scale, height)}V${floor}H${round(scale.x(first))}Z" fill="#e3f1e4"/>`,
      `<path class="scope" d="${steps(points, 'scope', scale, height)}" ${styles.scope}/>`,
      `<path class="done" d="${steps(points, 'done', scale, height)}" ${styles.done}/>`,
      ...paceLine(burnUp, scale, height, today),
      ...keys.shapes,
    ],
    rules: top.rules,
    labels: [titleOf(name, 'burn-up'), ...top.labels, amount(0), amount(maxScope), ...keys.labels],
    taken: top.taken,
  });
}

const styles = {
  scope: `fill="none" stroke="${colours.faint}" stroke-width="3" stroke-dasharray="8 4"`,
  done: `fill="none" stroke="${lookOf('done').ink}" stroke-width="4"`,
  pace: `fill="none" stroke="${colours.forecast}" stroke-width="2.5" stroke-dasharray="2 4"`,
} as const;

/** Returns the last day of the scale: the go-live and the forecast, unless they are far off. */
function lastDay({ points, readyOn }: BurnUp, target: string | null, today: string): string {
  const end = target !== null && target > today ? target : today;
  const first = points[0]?.day ?? today;
  const furthest = dateOf(dayNumber(end) + Math.max(7, calendarDays(first, end)));
  if (readyOn === null || readyOn < end) return end;
  return readyOn < furthest ? readyOn : furthest;
}

/** Draws steps: a line keeps its height until the day on which the value changes. */
const steps = (points: readonly Point[], what: 'done' | 'scope', scale: Scale, height: Height): string =>
  points
    .map((point, nth) => {
      const [x, y] = [round(scale.x(point.day)), round(height(point[what]))];
      return nth === 0 ? `M${x} ${y}` : `H${x}V${y}`;
    })
    .join('');

/** Projects the current pace from today to the finish or the edge of the picture. */
function paceLine({ done, scope, readyOn }: BurnUp, scale: Scale, height: Height, today: string): string[] {
  if (readyOn === null) return [];
  const to = readyOn < scale.last ? readyOn : scale.last;
  const part = calendarDays(today, to) / Math.max(1, calendarDays(today, readyOn));
  const [x1, x2] = [round(scale.x(today)), round(scale.x(to))];
  const [y1, y2] = [height(done), height(done + (scope - done) * part)];
  return [`<path class="pace" d="M${x1} ${round(y1)}L${x2} ${round(y2)}" ${styles.pace}/>`];
}

function keysOf({ done, scope, readyOn, measure }: BurnUp, today: string): Key[] {
  const key = (words: string, style: string): Key => ({ sample: `<path d="M-9 0H9" ${style}/>`, words });
  return [
    key(`Done: ${workWords(done, measure)}`, styles.done),
    key(`Scope: ${workWords(scope, measure)}`, styles.scope),
    ...(readyOn === null ? [] : [key(`At this pace: ${shortDay(readyOn, today)}`, styles.pace)]),
  ];
}
