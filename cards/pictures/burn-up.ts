import type { BurnUp, Point } from '../../src/domain/plan/burn-up.ts';
import type { Project } from '../../src/domain/project/project.ts';
import { excerpt } from '../../src/domain/text/cut.ts';
import { calendarDays, dateOf, dayNumber } from '../../src/domain/time/dates.ts';
import {
  colours,
  grid,
  isDrawable,
  label,
  line,
  picture,
  round,
  type Scale,
  timeScale,
  todayAndGoLive,
  width,
} from './svg.ts';

const [left, right] = [56, width - 100];
const [top, bottom] = [84, 340];

/** Draws work done over time against the scope, as SVG (LCH-3). `today` is YYYY-MM-DD in the project's zone. */
export function burnUpPicture(
  { name, target }: Pick<Project, 'name' | 'target'>,
  burnUp: BurnUp,
  today: string,
): string {
  const { points, done, scope, measure } = burnUp;
  const scale = timeScale(
    [...points.map(({ day }) => day), ...futureDays(burnUp, target, today)],
    left,
    right,
  );
  const maxScope = Math.max(1, ...points.map((point) => point.scope));
  const y = (value: number) => bottom - ((bottom - top - 20) * value) / maxScope;
  const unit = measure === 'shares' ? '%' : '';
  const end = scale.x(today) + 8;
  return picture(bottom + 48, [
    label(24, 36, isDrawable(name) ? `${excerpt(name, 40)}, burn-up` : 'Burn-up', { size: 20, bold: true }),
    ...grid(scale, [top, bottom], today),
    ...todayAndGoLive(scale, [top, bottom], { today, target }),
    line([left, bottom], [right, bottom], colours.faint),
    label(left - 10, bottom + 5, '0', { size: 13, anchor: 'end', fill: colours.faint }),
    label(left - 10, y(maxScope) + 5, `${maxScope}${unit}`, { size: 13, anchor: 'end', fill: colours.faint }),
    stepLine(points, 'scope', scale, y, `stroke="${colours.faint}" stroke-width="3" stroke-dasharray="10 4"`),
    stepLine(points, 'done', scale, y, `stroke="${colours.done}" stroke-width="4"`),
    ...paceLine(burnUp, scale, y, today),
    label(end, y(scope) - 8, `scope ${scope}${unit}`, { fill: colours.faint, bold: true }),
    label(end, y(done) + 20, `done ${done}${unit}`, { fill: colours.done, bold: true }),
  ]);
}

/** Returns future days the scale must include: the go-live and the projected finish, capped when far off. */
function futureDays({ points, readyOn }: BurnUp, target: string | null, today: string): string[] {
  const end = target !== null && target > today ? target : today;
  const first = points[0]?.day ?? today;
  const furthest = dateOf(dayNumber(end) + Math.max(7, calendarDays(first, end)));
  const seen = target !== null && target >= first ? [target] : [];
  return readyOn === null ? seen : [...seen, readyOn < furthest ? readyOn : furthest];
}

/** Draws a step line: it keeps its height until the day on which the value changes. */
function stepLine(
  points: readonly Point[],
  what: 'done' | 'scope',
  scale: Scale,
  y: (value: number) => number,
  style: string,
): string {
  const path = points.map((point, nth) => {
    const [x, height] = [round(scale.x(point.day)), round(y(point[what]))];
    return nth === 0 ? `M${x} ${height}` : `H${x}V${height}`;
  });
  return `<path d="${path.join('')}" fill="none" ${style}/>`;
}

/** Projects the current pace from today to the finish or the edge of the picture. */
function paceLine(
  { done, scope, readyOn }: BurnUp,
  scale: Scale,
  y: (value: number) => number,
  today: string,
): string[] {
  if (readyOn === null) return [];
  const to = readyOn < scale.last ? readyOn : scale.last;
  const part = calendarDays(today, to) / Math.max(1, calendarDays(today, readyOn));
  const height = done + (scope - done) * part;
  return [
    line([scale.x(today), y(done)], [scale.x(to), y(height)], colours.done, { thick: 2, dash: '3 5' }),
    label((scale.x(today) + scale.x(to)) / 2, y((done + height) / 2) + 22, 'at this pace', {
      size: 13,
      fill: colours.faint,
    }),
  ];
}
