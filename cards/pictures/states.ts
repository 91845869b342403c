import { hexOf, type MilestoneState, states } from '../states.ts';
import { widthOf } from './letters.ts';
import { colours, type Label, label, margin, round, textSize, width } from './svg.ts';

/** The states of milestones, in the order of a legend. */
export const barStates = ['blocked', 'overdue', 'waiting', 'in_progress', 'upcoming', 'done'] as const;

/** What a picture draws for a state: the ink and the fill of its bar, its word, and its icon inside a circle with the radius 8. */
type Look = { word: string; ink: string; fill: string; icon: string };

/** The fill of blocked work: stripes. */
const stripes = 'url(#stripes)';
const { red, yellow } = hexOf;

const disc = (fill: string, ink: string, inside: string) =>
  `<circle r="7.25" fill="${fill}" stroke="${ink}" stroke-width="1.5"/>${inside}`;
const stroke = (path: string, ink: string, thick = 2) =>
  `<path d="${path}" fill="none" stroke="${ink}" stroke-width="${thick}" stroke-linecap="round" stroke-linejoin="round"/>`;

/** What tells a state apart without its colour: the fill of its bar, and the mark inside the circle of its icon. */
const marks: Record<
  MilestoneState,
  { fill: 'plain' | 'ground' | typeof stripes; mark: (ink: string) => string }
> = {
  blocked: { fill: stripes, mark: () => stroke('M-4 0H4', colours.ground, 3) },
  overdue: { fill: 'plain', mark: () => stroke('M0 -4V0.6M0 4V4.1', colours.ground) },
  waiting: { fill: 'plain', mark: (ink) => stroke('M0 -4V0L3 2', ink, 1.8) },
  in_progress: {
    fill: 'plain',
    mark: () => `<path d="M0 -4.5A4.5 4.5 0 0 1 0 4.5Z" fill="${colours.ground}"/>`,
  },
  upcoming: { fill: 'ground', mark: () => '' },
  done: { fill: 'plain', mark: () => stroke('M-3.5 0.2L-1 2.8L3.6 -2.6', colours.ground) },
};

/** How a state looks in a picture: the colour and the word of cards, and the circle of its icon there. */
export function lookOf(state: MilestoneState): Look {
  const { colour, word } = states[state];
  const ink = hexOf[colour].light;
  // yellow is too dark to be a fill on a light ground
  const solid = colour === 'yellow' ? yellow.dark : ink;
  const { fill, mark } = marks[state];
  const inside = fill === 'ground' ? colours.ground : solid;
  return { word, ink, fill: fill === stripes ? stripes : inside, icon: disc(inside, ink, mark(ink)) };
}

/** Defines the fills that shapes refer to. */
export const fills = `<defs><pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="${colours.ground}"/><rect width="3" height="6" fill="${red.light}"/></pattern></defs>`;

/** Draws the icon of a state around a point. */
export const icon = (x: number, y: number, state: MilestoneState): string =>
  `<g transform="translate(${round(x)} ${round(y)})">${lookOf(state).icon}</g>`;

/** A sample of a mark, 16 units wide around 0,0, and what it means. */
export type Key = { sample: string; words: string };

/** Says what each state looks like. */
export const keyOf = (state: MilestoneState): Key => {
  const { icon: sample, word: words } = lookOf(state);
  return { sample, words };
};

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
