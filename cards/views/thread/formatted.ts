import { type Piece, readFormatting } from '../../../src/domain/thread/formatting.ts';
import type { FileReference } from '../../../src/domain/thread/message.ts';
import { type Block, plain, type Span, text } from '../../model.ts';

/** Each line is an element of its own in Teams, whose messages have a size limit. */
const maxLines = 80;
/** Slack refuses longer links. */
const maxUrlCharacters = 2000;

/** Returns a message's text as blocks: spans, never markup, so that nothing in it pings or injects. */
export function formatted(words: string): Block[] {
  return readFormatting(withFewLines(words)).map(
    (part): Block =>
      part.is === 'verbatim' ? { is: 'verbatim', text: part.text } : text(part.pieces.map(spanOf)),
  );
}

/** Joins the lines after the first ones, which keep their words. */
function withFewLines(words: string): string {
  const lines = words.split('\n');
  if (lines.length <= maxLines) return words;
  const rest = lines.slice(maxLines).filter((line) => line.trim() !== '');
  return [...lines.slice(0, maxLines), rest.join(' ')].join('\n');
}

function spanOf(piece: Piece): Span {
  if (piece.is !== 'link') return piece;
  return piece.url.length > maxUrlCharacters ? plain(piece.text) : piece;
}

/** Lists files by name; each opens on its own platform, for those who may see it there. */
export function fileBlocks(files: readonly FileReference[]): Block[] {
  if (files.length === 0) return [];
  const items = files.map(({ name, url }) => ({
    spans: [
      plain('📎 '),
      url && url.length <= maxUrlCharacters ? ({ is: 'link', text: name, url } as const) : plain(name),
    ],
  }));
  return [{ is: 'list', items }];
}
