import { percentWords } from '../../src/domain/text/wording.ts';
import { type Card, plain, type Span, text } from '../model.ts';
import { renderSummary } from './text.ts';

/** A card of one line without buttons. */
const lineOf = (spans: Span[]): Card => ({ title: [], blocks: [text(spans)], actions: [], more: [] });

const inChannel = 'See its card in this channel.';

/** Returns the link to a live card; `otherwise` says in words where it is. */
const linkTo = (url: string | undefined, otherwise: string): Span =>
  url === undefined ? plain(otherwise) : { is: 'link', text: 'Open the card', url };

/**
 * Returns one line with a link to the live card that shows the rest. Of the card's own actions only the offer to undo
 * stays, which no live card has. `otherwise` says where the live card is if there is no link to it.
 */
export const linkedLine = (
  line: string,
  url: string | undefined,
  card?: Card,
  otherwise = inChannel,
): Card => ({
  ...lineOf([plain(`${line} `), linkTo(url, otherwise)]),
  actions: [...(card?.actions ?? []), ...(card?.more ?? [])].filter(({ command }) => command === 'undo'),
});

/** Says in one line what a card shows: "3 · Beta launch, in progress: 60 %." */
function briefOf(card: Card): string {
  const bar = card.blocks.find((block) => block.is === 'progress');
  return `${renderSummary(card)}${bar ? `: ${percentWords(bar.percent)}` : ''}.`;
}

/** Says in one line what a card shows, with a link to the live card of the same subject. */
export const briefLine = (card: Card, url: string | undefined): Card => linkedLine(briefOf(card), url);

/** Adds to a refusal, in one line, what is true now, with a link to the live card. */
export const withPresentLine = (refusal: Card, present: Card, url: string | undefined): Card => ({
  ...refusal,
  blocks: [...refusal.blocks, ...briefLine(present, url).blocks],
});
