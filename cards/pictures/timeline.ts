import { type Bar, barsOf, type TimedMilestone } from '../../src/domain/plan/timeline.ts';
import type { Project } from '../../src/domain/project/project.ts';
import { excerpt } from '../../src/domain/text/cut.ts';
import {
  colours,
  grid,
  isDrawable,
  label,
  line,
  picture,
  round,
  type Scale,
  shortDay,
  timeScale,
  todayAndGoLive,
  width,
} from './svg.ts';

const maxBars = 14;
const [left, right] = [214, width - 40];
const top = 84;
const rowHeight = 34;
const maxCharacters = 18;

/**
 * Draws a plan as bars over days, as SVG (LCH-3): done is filled, open is outlined, overdue is labelled.
 * `today` is YYYY-MM-DD in the project's zone.
 */
export function timelinePicture(
  {
    project,
    milestones,
  }: { project: Pick<Project, 'name' | 'target' | 'zone'>; milestones: readonly TimedMilestone[] },
  today: string,
): string {
  const bars = barsOf(milestones, project.zone, today, maxBars);
  const { target } = project;
  const days = [...bars.flatMap(({ from, to }) => [from, to]), today, ...(target === null ? [] : [target])];
  const scale = timeScale(days, left, right);
  const bottom = top + Math.max(1, bars.length) * rowHeight;
  const rest = milestones.length - bars.length;
  const title = isDrawable(project.name) ? `${excerpt(project.name, 40)}, timeline` : 'Timeline';
  return picture(bottom + 48, [
    label(24, 36, title, { size: 20, bold: true }),
    ...grid(scale, [top, bottom], today),
    ...todayAndGoLive(scale, [top, bottom], { today, target }),
    ...bars.flatMap((bar, row) => barRow(bar, scale, top + row * rowHeight, today)),
    ...(rest > 0 ? [label(24, bottom + 18, `and ${rest} more`, { size: 13, fill: colours.faint })] : []),
  ]);
}

const stateColours = { done: colours.done, open: colours.open, overdue: colours.late } as const;

function barRow({ number, name, from, to, state }: Bar, scale: Scale, y: number, today: string): string[] {
  const words = isDrawable(name) ? `${number} · ${excerpt(name, maxCharacters)}` : `${number}`;
  const [x1, x2] = [scale.x(from), scale.x(to)];
  const said = state === 'open' ? shortDay(to, today) : `${state} ${shortDay(to, today)}`;
  const outside = x2 > width - 150;
  const ink = stateColours[state];
  return [
    label(24, y + 22, words, { size: 14 }),
    line([left, y + rowHeight], [right, y + rowHeight], colours.grid),
    from === to ? diamond(x2, y + rowHeight / 2, ink, state) : bar(x1, x2, y + 8, ink, state),
    label(outside ? x1 - 14 : x2 + 14, y + 22, said, {
      size: 13,
      fill: ink,
      anchor: outside ? 'end' : 'start',
    }),
  ];
}

const paint = (ink: string, state: Bar['state']) =>
  `fill="${state === 'open' ? colours.ground : ink}" stroke="${ink}" stroke-width="2"`;

const bar = (x1: number, x2: number, y: number, ink: string, state: Bar['state']) =>
  `<rect x="${round(x1)}" y="${y}" width="${round(Math.max(4, x2 - x1))}" height="18" rx="4" ${paint(ink, state)}/>`;

const diamond = (x: number, y: number, ink: string, state: Bar['state']) =>
  `<path d="M${round(x - 8)} ${y}L${round(x)} ${y - 8}L${round(x + 8)} ${y}L${round(x)} ${y + 8}Z" ${paint(ink, state)}/>`;
