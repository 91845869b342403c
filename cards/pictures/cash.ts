import { formatMoney } from '../../src/domain/money/money.ts';
import { type Cash, maxCashWeeks } from '../../src/domain/money/project-budget.ts';
import type { Project } from '../../src/domain/project/project.ts';
import { calendarDays, plural } from '../../src/domain/time/dates.ts';
import { hexOf, states } from '../states.ts';
import { inFont, widthOf, wrapped } from './letters.ts';
import { colours, label, margin, picture, round, textSize, width } from './svg.ts';
import { shortDay } from './time-axis.ts';
import { titleOf } from './timeline.ts';

const [lineHeight, barHeight, rowGap, gapHeight] = [18, 12, 9, 24];
const maxBar = width - 2 * margin;
const dated = hexOf[states.issued.colour].light;

/** A week with money, or what has no date yet: null; `emptyWeeks` are those between it and the week before. */
type Row = { monday: string | null; minor: number; emptyWeeks: number };

/** Draws the money that comes in by week, as SVG; it never has cost or profit. `today` is YYYY-MM-DD in the project's zone. */
export function cashPicture(
  { name }: Pick<Project, 'name'>,
  cash: Cash & { currency: string },
  today: string,
): string {
  const money = (minor: number) =>
    drawable(formatMoney({ minor, currency: cash.currency }), minor, cash.currency);
  const { rows, left } = rowsOf(cash);
  const most = Math.max(1, ...rows.map(({ minor }) => minor));
  const total = wrapped(`${money(cash.total)} is expected, with tax`, [maxBar, maxBar], textSize);
  const isShort = rows.some(
    ({ monday, minor }) =>
      widthOf(`${weekWords(monday, today, false)}${money(minor)}`, textSize) + 10 > maxBar,
  );
  const labels = [
    titleOf(name, 'cash'),
    ...total.map((words, nth) => label(margin, 54 + nth * lineHeight, words, { fill: colours.faint })),
  ];
  const shapes: string[] = [];
  let y = 54 + total.length * lineHeight;
  for (const { monday, minor, emptyWeeks } of rows) {
    if (emptyWeeks > 0) {
      labels.push(
        label(margin, y + 15, `${plural(emptyWeeks, 'week')} with nothing`, { fill: colours.faint }),
      );
      y += gapHeight;
    }
    const amount = money(minor);
    const wide = Math.max(monday === null ? 14 : 3, (maxBar * minor) / most);
    labels.push(
      label(margin, y + 15, weekWords(monday, today, isShort)),
      label(width - margin, y + 15, amount, { anchor: 'end' }),
    );
    // outlined, so that it differs without its colour
    const look =
      monday === null
        ? `class="undated" fill="${colours.ground}" stroke="${colours.faint}" stroke-width="1.5" stroke-dasharray="6 3"`
        : `class="week" fill="${dated}"`;
    shapes.push(
      `<rect x="${margin}" y="${y + lineHeight + 2}" width="${round(wide)}" height="${barHeight}" rx="3" ${look}/>`,
    );
    y += lineHeight + 2 + barHeight + rowGap;
  }
  if (left > 0) {
    labels.push(label(margin, y + 15, `and ${plural(left, 'more week')}`, { fill: colours.faint }));
    y += gapHeight;
  }
  return picture({ height: y + 6, shapes, rules: [], labels, taken: [] });
}

function rowsOf({ weeks, undated }: Cash): { rows: Row[]; left: number } {
  const paying = weeks.filter(({ minor }) => minor > 0);
  const rows: Row[] = paying.slice(0, maxCashWeeks).map(({ monday, minor }, nth) => {
    const before = paying[nth - 1]?.monday;
    return {
      monday,
      minor,
      emptyWeeks: before === undefined ? 0 : calendarDays(before, monday) / 7 - 1,
    };
  });
  if (undated > 0) rows.push({ monday: null, minor: undated, emptyWeeks: 0 });
  return { rows, left: Math.max(0, paying.length - maxCashWeeks) };
}

/** "This week", "Week of 28 Dec"; `isShort` leaves the day alone, beside long amounts. */
function weekWords(monday: string | null, today: string, isShort: boolean): string {
  if (monday === null) return 'No date yet';
  if (monday <= today && calendarDays(monday, today) < 7) return 'This week';
  return isShort ? shortDay(monday, today) : `Week of ${shortDay(monday, today)}`;
}

/** An amount whose currency sign is not in the font has the code of the currency. */
function drawable(words: string, minor: number, currency: string): string {
  const drawn = inFont(words);
  return drawn.isWhole ? drawn.text : inFont(formatMoney({ minor, currency }, 'code')).text;
}
