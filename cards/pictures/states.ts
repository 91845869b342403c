import type { TimedMilestone } from '../../src/domain/plan/timeline.ts';
import { widthOf } from './letters.ts';
import { colours, type Label, label, margin, round, textSize, width } from './svg.ts';

/** The states that a picture tells apart, in the order of its legend. */
export const barStates = ['blocked', 'overdue', 'waiting', 'in_progress', 'upcoming', 'done'] as const;
/** The state of a bar. */
export type BarState = (typeof barStates)[number];

/** Returns the state of a milestone as people see it. `today` is YYYY-MM-DD in the project's zone. */
export function barState({ status, submittedAt, dueDate }: TimedMilestone, today: string): BarState {
  if (status === 'done') return 'done';
  if (submittedAt !== null) return 'waiting';
  if (status === 'blocked') return 'blocked';
  return dueDate !== null && dueDate < today ? 'overdue' : status;
}

/** The look of a state: the colours of cards, and a fill and an icon of its own. */
type Look = { word: string; ink: string; fill: string; icon: string };

/** The fill of blocked work: stripes. */
const stripes = 'url(#stripes)';
const [red, green, grey, blue] = ['#c4314b', '#237b4b', '#616161', '#1264a3'];
const [yellow, brown] = ['#f2c744', '#806000'];

/** Draws inside a circle with the radius 8 around 0,0. */
const disc = (fill: string, ink: string, inside = '') =>
  `<circle r="7.25" fill="${fill}" stroke="${ink}" stroke-width="1.5"/>${inside}`;
const stroke = (path: string, ink: string, thick = 2) =>
  `<path d="${path}" fill="none" stroke="${ink}" stroke-width="${thick}" stroke-linecap="round" stroke-linejoin="round"/>`;

/** How each state looks. Colour never carries meaning alone. */
export const looks: Record<BarState, Look> = {
  blocked: {
    word: 'Blocked',
    ink: red,
    fill: stripes,
    icon: disc(red, red, stroke('M-4 0H4', colours.ground, 3)),
  },
  overdue: {
    word: 'Overdue',
    ink: red,
    fill: red,
    icon: `<path d="M0 -7.5L8 7H-8Z" fill="${red}" stroke="${red}" stroke-width="1.5" stroke-linejoin="round"/>${stroke('M0 -2.5V1.5M0 4.4V4.5', colours.ground)}`,
  },
  waiting: {
    word: 'Waiting for approval',
    ink: brown,
    fill: yellow,
    icon: disc(yellow, brown, stroke('M0 -4V0L3 2', '#3d2d00', 1.8)),
  },
  in_progress: {
    word: 'In progress',
    ink: blue,
    fill: blue,
    icon: disc(colours.ground, blue, `<path d="M0 -4.5A4.5 4.5 0 0 1 0 4.5Z" fill="${blue}"/>`),
  },
  upcoming: { word: 'Upcoming', ink: grey, fill: colours.ground, icon: disc(colours.ground, grey) },
  done: {
    word: 'Done',
    ink: green,
    fill: green,
    icon: disc(green, green, stroke('M-3.5 0.2L-1 2.8L3.6 -2.6', colours.ground)),
  },
};

/** Defines the fills that shapes refer to. */
export const fills = `<defs><pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="${colours.ground}"/><rect width="3" height="6" fill="${red}"/></pattern></defs>`;

/** Draws the icon of a state around a point. */
export const icon = (x: number, y: number, state: BarState): string =>
  `<g transform="translate(${round(x)} ${round(y)})">${looks[state].icon}</g>`;

/** A sample of a mark, 16 units wide around 0,0, and what it means. */
export type Key = { sample: string; words: string };

/** Says what each state looks like. */
export const keyOf = (state: BarState): Key => ({ sample: looks[state].icon, words: looks[state].word });

const rowHeight = 24;
const [sampleWidth, gap] = [22, 16];

/** Draws keys beside each other from `top` down, in as many rows as they need. `bottom` is where they end. */
export function legend(
  keys: readonly Key[],
  top: number,
): { shapes: string[]; labels: Label[]; bottom: number } {
  const shapes: string[] = [];
  const labels: Label[] = [];
  let [x, y] = [margin, top];
  for (const { sample, words } of keys) {
    const wide = sampleWidth + widthOf(words, textSize);
    if (x > margin && x + wide > width - margin) [x, y] = [margin, y + rowHeight];
    shapes.push(`<g transform="translate(${round(x + 8)} ${y + rowHeight / 2})">${sample}</g>`);
    labels.push(label(x + sampleWidth, y + rowHeight / 2 + 5.5, words));
    x += wide + gap;
  }
  return { shapes, labels, bottom: keys.length === 0 ? top : y + rowHeight };
}
