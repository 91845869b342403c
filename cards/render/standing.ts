import { capitalised } from '../../src/domain/text/wording.ts';
import { type Card, plain, type Span, strong } from '../model.ts';
import { type State, states, stateWord } from '../states.ts';

type Standing = Pick<Card, 'state' | 'subtitle'>;

/** Returns a state as icon and word: "🔵 In progress". */
export const stateText = (state: State): string => `${states[state].icon} ${states[state].word}`;

/** Returns the subtitle as a line of its own. */
export const subtitleLine = ({ subtitle = [] }: Standing): Span[] =>
  subtitle.map((span, nth) =>
    nth === 0 && span.is === 'plain' ? { ...span, text: capitalised(span.text) } : span,
  );

/** Returns the line below a title: the state, then the subtitle; empty where a card has neither. */
export function standingLine(card: Standing): Span[] {
  const { state, subtitle = [] } = card;
  if (state === undefined) return subtitleLine(card);
  const line = [plain(`${states[state].icon} `), strong(states[state].word)];
  return subtitle.length > 0 ? [...line, plain(' · '), ...subtitle] : line;
}

/** Whether the title is a name with something said of it, and not a sentence that stands alone. */
export const isNamed = ({ state, subtitle }: Standing): boolean =>
  state !== undefined || subtitle !== undefined;

/** Returns title, state and subtitle as one line: "3 · Beta launch, in progress, due today". */
export const firstLine = ({ title, state, subtitle = [] }: Pick<Card, 'title'> & Standing): Span[] => [
  ...title,
  ...(state === undefined ? [] : [plain(`, ${stateWord(state)}`)]),
  ...(subtitle.length > 0 ? [plain(', '), ...subtitle] : []),
];
