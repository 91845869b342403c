import { type Bar, type BarChart, type BarFacts, barChartOf } from '../../src/domain/plan/bars.ts';
import type { Project } from '../../src/domain/project/project.ts';
import { calendarDays, dayNumber } from '../../src/domain/time/dates.ts';
import { milestoneState } from '../states.ts';
import { inFont, widthOf, wrapped } from './letters.ts';
import { head } from './marks.ts';
import { barStates, fills, icon, keyOf, legend, lookOf } from './states.ts';
import { colours, type Label, label, margin, picture, round, textSize, titleSize, width } from './svg.ts';
import { type Scale, scaleBetween, shortDay, timeScale } from './time-axis.ts';

/** A plan with the fields that its picture needs. */
export type TimelinePictureFacts = BarFacts & { project: Pick<Project, 'name' | 'target' | 'zone'> };

/**
 * Draws a plan as bars over days, as SVG (LCH-3). `today` is YYYY-MM-DD in the project's zone. Milestones
 * without a start are a diamond on their due date.
 */
export function timelinePicture(facts: TimelinePictureFacts, today: string): string {
  const { name, target } = facts.project;
  const chart = barChartOf(facts, today);
  const { bars, forecast } = chart;
  const scale = scaleOf(chart, target, today);
  const rows = rowsOf(bars, today);
  const title = titleOf(name, 'timeline');
  const top = head(scale, { today, target, forecast }, 44, rows.at(-1)?.bottom ?? emptyHeight);
  const end = top.bottom + (rows.at(-1)?.bottom ?? emptyHeight);
  const keys = legend(
    barStates
      .filter((state) => bars.some(({ milestone }) => milestoneState(milestone, today) === state))
      .map(keyOf),
    end + 10,
  );
  const notes = notesOf(chart, keys.bottom + 4);
  return picture({
    height: Math.ceil((notes.at(-1)?.y ?? keys.bottom) + 14),
    shapes: [
      fills,
      ...top.shapes,
      ...rows.flatMap((row) => barShapes(row, scale, top.bottom, today)),
      ...keys.shapes,
    ],
    rules: top.rules,
    labels: [
      title,
      ...top.labels,
      ...rows.flatMap(({ labels }) => labels.map((one) => ({ ...one, y: one.y + top.bottom }))),
      ...(rows.length === 0 ? [label(margin, top.bottom + 30, 'No milestone has a date yet.')] : []),
      ...keys.labels,
      ...notes,
    ],
    taken: top.taken,
  });
}

const emptyHeight = 46;

/** Returns a scale for the bars and the go-live, and for a forecast that is not much later. */
function scaleOf({ bars, forecast }: BarChart, target: string | null, today: string): Scale {
  const days = [...bars.flatMap(({ from, to }) => [from, to]), ...(target === null ? [] : [target])];
  const near = timeScale(days, today, 0, 1);
  const left = nameLeft + 7 + (bars.some(({ to }) => to < near.first) ? arrowRoom : 0);
  const right = width - margin - 7 - (bars.some(({ to }) => to > near.last) ? arrowRoom : 0);
  const furthest = dayNumber(near.last) + calendarDays(near.first, near.last) / 3;
  const isNear = forecast !== null && forecast > near.last && dayNumber(forecast) <= furthest;
  return scaleBetween(near.first, isNear ? forecast : near.last, left, right);
}

/** The room beside the scale for arrows to days beyond it. */
const arrowRoom = 18;

/** Returns the title of a picture: the project and the kind. */
export function titleOf(name: string, kind: string): Label {
  const after = `: ${kind}`;
  const room = width - 2 * margin - widthOf(after, titleSize);
  const [shown = ''] = wrapped(inFont(name).text, [room], titleSize);
  return label(margin, 30, `${shown}${after}`, { size: titleSize });
}

/** A bar with its labels; coordinates count from the top of the chart. */
type Row = { bar: Bar; labels: Label[]; middle: number; bottom: number };

const [lineHeight, barHeight, rowGap] = [18, 13, 9];
const nameLeft = margin + 22;
/** Returns the lines that a name may have; a picture with many bars would not fit on a screen. */
const maxLines = (bars: number) => (bars <= 4 ? 3 : bars <= 8 ? 2 : 1);

function rowsOf(bars: readonly Bar[], today: string): Row[] {
  const rows: Row[] = [];
  for (const bar of bars) {
    const top = (rows.at(-1)?.bottom ?? 0) + rowGap;
    const date = shortDay(bar.to, today);
    const right = width - margin;
    const first = right - nameLeft - widthOf(date, textSize) - 10;
    const lines = wrapped(
      `${bar.milestone.number} · ${inFont(bar.milestone.name).text}`,
      [first, ...Array<number>(maxLines(bars.length) - 1).fill(right - nameLeft)],
      textSize,
    );
    const bottom = top + lines.length * lineHeight + 4 + barHeight;
    rows.push({
      bar,
      labels: [
        ...lines.map((words, nth) => label(nameLeft, top + 14 + nth * lineHeight, words)),
        label(right, top + 14, date, {
          anchor: 'end',
          fill: isLate(bar, today) ? lookOf('overdue').ink : colours.faint,
        }),
      ],
      middle: bottom - barHeight / 2,
      bottom,
    });
  }
  return rows;
}

/** Whether a milestone is open after its due date, which any open state can be. */
const isLate = ({ milestone, to }: Bar, today: string) => milestone.status !== 'done' && to < today;

function barShapes({ bar, labels, middle }: Row, scale: Scale, top: number, today: string): string[] {
  const y = top + middle;
  const [start, end] = [scale.x(bar.from), scale.x(bar.to)];
  const now = scale.x(today);
  const state = milestoneState(bar.milestone, today);
  const late = isLate(bar, today);
  const { ink, fill } = lookOf(state);
  const thin = (from: number, to: number, thick: number, colour: string) =>
    `<rect class="lead" x="${round(Math.min(from, to))}" y="${round(y - thick / 2)}" width="${round(Math.abs(to - from))}" height="${thick}" fill="${colour}"${thick < 3 ? ' fill-opacity="0.6"' : ''}/>`;
  const paint = `class="bar" fill="${fill}" stroke="${ink}" stroke-width="1.5" stroke-linejoin="round"`;
  return [
    icon(margin + 8, top + (labels[0]?.y ?? 0) - 5.5, state),
    ...(late ? [thin(end, now, 4, lookOf('overdue').ink)] : []),
    ...(!late && state !== 'done' && bar.from === bar.to ? [thin(now, end, 2, ink)] : []),
    bar.from === bar.to || bar.to < scale.first || bar.from > scale.last
      ? `<path d="${markPath(bar.to, scale, end, y)}" ${paint}/>`
      : `<rect x="${round(start)}" y="${round(y - 6)}" width="${round(Math.max(4, end - start))}" height="12" rx="3" ${paint}/>`,
  ];
}

/** A diamond on its day; a triangle that points to a day beyond the scale. */
function markPath(day: string, { first, last }: Scale, x: number, y: number): string {
  if (day < first) return `M${round(x - arrowRoom)} ${y}L${round(x - 6)} ${y - 7}V${y + 7}Z`;
  if (day > last) return `M${round(x + arrowRoom)} ${y}L${round(x + 6)} ${y - 7}V${y + 7}Z`;
  return `M${round(x - 7)} ${y}L${round(x)} ${y - 7}L${round(x + 7)} ${y}L${round(x)} ${y + 7}Z`;
}

/** Says what the picture does not show. */
function notesOf({ bars, rest }: BarChart, top: number): Label[] {
  const counts = [
    rest.done > 0 && `${rest.done} done`,
    rest.dueLater > 0 && `${rest.dueLater} due later`,
    rest.undated > 0 && `${rest.undated} without a date`,
  ].filter((words) => words !== false);
  const texts = [
    ...(counts.length > 0 ? [`Not shown: ${counts.join(', ')}.`] : []),
    ...(bars.every(({ milestone }) => inFont(milestone.name).isWhole)
      ? []
      : ['Some letters cannot be drawn here. The list has the full names.']),
  ];
  const room = width - 2 * margin;
  return texts
    .flatMap((text) => wrapped(text, [room, room], textSize))
    .map((words, nth) => label(margin, top + 16 + nth * 20, words, { fill: colours.faint }));
}
