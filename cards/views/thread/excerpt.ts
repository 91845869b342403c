import { excerpt } from '../../../src/domain/text/cut.ts';
import { readFormatting } from '../../../src/domain/thread/formatting.ts';
import type { NamedMessage } from '../../../src/domain/thread/message.ts';
import { plain, type Span } from '../../model.ts';

/** A longer address stays text: a list has several messages, and platforms limit the size of a card. */
const maxUrlCharacters = 500;
/** The most links of one excerpt. */
const maxLinks = 5;

/** Returns a message on one line of at most `max` characters: its text, links and files, without other marks. */
export function excerptOf({ text, files }: Pick<NamedMessage, 'text' | 'files'>, max: number): Span[] {
  const named = files.flatMap(({ name, url }, nth): Span[] => [
    plain(`${nth === 0 ? '' : ','} 📎 `),
    url ? { is: 'link', text: name, url } : plain(name),
  ]);
  const said = readFormatting(text).flatMap((part): Span[] =>
    part.is === 'verbatim'
      ? [plain(` ${part.text} `)]
      : [...part.pieces.map((piece) => (piece.is === 'link' ? piece : plain(piece.text))), plain(' ')],
  );
  return shortened(onOneLine([...said, ...named]), max);
}

type Worded = Extract<Span, { is: 'plain' | 'link' }>;

/** Joins lines and neighbouring spaces, also across spans. */
function onOneLine(spans: readonly Span[]): Worded[] {
  let isAfterSpace = true;
  let links = 0;
  return spans.flatMap((span): Worded[] => {
    if (span.is !== 'plain' && span.is !== 'link') return [];
    const line = span.text.replaceAll(/\s+/g, ' ');
    const words = isAfterSpace ? line.trimStart() : line;
    if (words === '') return [];
    isAfterSpace = words.endsWith(' ');
    if (span.is !== 'link' || span.url.length > maxUrlCharacters || links === maxLinks)
      return [{ is: 'plain', text: words }];
    links += 1;
    return [{ ...span, text: words }];
  });
}

/** Keeps the first words. */
function shortened(spans: readonly Worded[], max: number): Span[] {
  const whole = spans.map(({ text }) => text).join('');
  const kept = excerpt(whole, max);
  const isCut = kept !== whole.trim();
  let left = isCut ? kept.length - 1 : kept.length;
  const shown = spans.flatMap((span): Span[] => {
    const words = span.text.slice(0, left);
    left -= words.length;
    return words === '' ? [] : [{ ...span, text: words }];
  });
  return isCut ? [...shown, plain('…')] : shown;
}
