import { type Kpi, meetsTarget } from '../../src/domain/health/kpi-records.ts';
import {
  kpiCountWords,
  kpiTargetWords,
  kpiTitles,
  kpiValueWords,
} from '../../src/domain/health/kpi-words.ts';
import type { Project } from '../../src/domain/project/project.ts';
import { capitalised } from '../../src/domain/text/wording.ts';
import { hexOf, states } from '../states.ts';
import { wrapped } from './letters.ts';
import { icon } from './states.ts';
import { colours, type Label, label, margin, picture, round, width } from './svg.ts';
import { titleOf } from './timeline.ts';

const [lineHeight, barHeight, rowGap] = [18, 12, 13];
const textLeft = margin + 22;
const barWidth = width - margin - textLeft;

/** Draws each figure against its target, as SVG (KPI). The caller leaves out what its viewers must not see. */
export function kpiPicture({ name }: Pick<Project, 'name'>, kpis: readonly Kpi[]): string {
  const shapes: string[] = [];
  const labels: Label[] = [titleOf(name, 'figures')];
  let y = 46;
  for (const kpi of kpis) {
    const row = rowOf(kpi, y);
    shapes.push(...row.shapes);
    labels.push(...row.labels);
    y = row.bottom + rowGap;
  }
  return picture({ height: Math.ceil(y), shapes, rules: [], labels, taken: [] });
}

function rowOf(kpi: Kpi, top: number): { shapes: string[]; labels: Label[]; bottom: number } {
  const met = meetsTarget(kpi);
  const labels = [label(textLeft, top + 15, kpiTitles[kpi.name])];
  if (kpi.value !== null) labels.push(label(width - margin, top + 15, kpiValueWords(kpi), { anchor: 'end' }));
  const bar = kpi.target ? barOf(kpi, top + lineHeight + 5) : [];
  const below = top + lineHeight + (kpi.target ? barHeight + 8 : 0);
  const lines = wrapped(detailWords(kpi), [barWidth, barWidth], 15).filter(Boolean);
  labels.push(
    ...lines.map((words, nth) =>
      label(textLeft, below + 15 + nth * lineHeight, words, { fill: colours.faint }),
    ),
  );
  return {
    shapes: [...(met === null ? [] : [icon(margin + 8, top + 10, met ? 'done' : 'overdue')]), ...bar],
    labels,
    bottom: below + lines.length * lineHeight,
  };
}

/** Draws a figure on a scale that its target is on, and the side of the target that is good. */
function barOf(kpi: Kpi, y: number): string[] {
  const { value, target, unit } = kpi;
  if (!target) return [];
  const most = unit === 'percent' && target.value >= 50 ? 100 : 2 * target.value;
  const x = (at: number) => round((barWidth * Math.min(most, Math.max(0, at))) / Math.max(1, most));
  const mark = x(target.value);
  const [from, to] = target.is === 'above' ? [mark, barWidth] : [0, mark];
  const ink = hexOf[states[meetsTarget(kpi) ? 'on_track' : 'at_risk'].colour].light;
  return [
    `<rect class="scale" x="${textLeft}" y="${y}" width="${barWidth}" height="${barHeight}" fill="${colours.grid}"/>`,
    `<rect class="goal" x="${textLeft + from}" y="${y}" width="${round(to - from)}" height="${barHeight}" fill="#cfe8d6"/>`,
    ...(value === null
      ? []
      : [
          `<rect class="figure" x="${textLeft}" y="${y + 3}" width="${Math.max(2, x(value))}" height="${barHeight - 6}" fill="${ink}"/>`,
        ]),
    `<path class="target" d="M${textLeft + mark} ${y - 3}V${y + barHeight + 3}" stroke="${colours.ink}" stroke-width="2"/>`,
  ];
}

/** "11 of 12, target above 90 %, met". */
function detailWords(kpi: Kpi): string {
  const value = kpi.value === null ? kpiValueWords(kpi) : '';
  return capitalised([value, kpiCountWords(kpi), kpiTargetWords(kpi)].filter(Boolean).join(', '));
}
