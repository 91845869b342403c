import type { IBadge, IContainer, IProgressBar, ITextBlock } from '@microsoft/teams.cards';
import { plain, type Span } from '../../model.ts';
import { type Colour, type State, states } from '../../states.ts';
import { barOf } from '../bar.ts';
import { stateText } from '../standing.ts';
import { paragraph, type RenderState } from './text.ts';

type Look = {
  badge: NonNullable<IBadge['style']>;
  text: Pick<ITextBlock, 'color' | 'isSubtle'>;
  container: NonNullable<IContainer['style']>;
  /** Teams has no grey bar. */
  bar: NonNullable<IProgressBar['color']>;
};

const looks: Record<Colour, Look> = {
  grey: { badge: 'Informative', text: { isSubtle: true }, container: 'emphasis', bar: 'Accent' },
  blue: { badge: 'Accent', text: { color: 'Accent' }, container: 'accent', bar: 'Accent' },
  yellow: { badge: 'Warning', text: { color: 'Warning' }, container: 'warning', bar: 'Warning' },
  amber: { badge: 'Warning', text: { color: 'Warning' }, container: 'warning', bar: 'Warning' },
  red: { badge: 'Attention', text: { color: 'Attention' }, container: 'attention', bar: 'Attention' },
  green: { badge: 'Good', text: { color: 'Good' }, container: 'good', bar: 'Good' },
};

const lookOf = (state: State) => looks[states[state].colour];

/** Renders a state as a badge, with coloured text for clients that do not know badges. */
export function badge(state: State): IBadge {
  const text = stateText(state);
  return {
    type: 'Badge',
    text,
    style: lookOf(state).badge,
    appearance: 'Tint',
    fallback: { type: 'TextBlock', text, weight: 'Bolder', wrap: true, ...lookOf(state).text },
  };
}

/** Renders Teams' progress bar in the colour of a state, with a bar of characters for clients without it. */
export const bar = (percent: number, state: State): IProgressBar => ({
  type: 'ProgressBar',
  value: percent,
  max: 100,
  color: lookOf(state).bar,
  fallback: { type: 'TextBlock', text: barOf(percent), wrap: false, ...lookOf(state).text },
});

/** Renders what needs attention on the background of a state. */
export const callout = (state: State, spans: Span[], at: RenderState): IContainer => ({
  type: 'Container',
  style: lookOf(state).container,
  items: paragraph([plain(`${states[state].icon} `), ...spans], 'normal', at),
});
