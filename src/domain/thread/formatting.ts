/**
 * The notation of messages: `*bold*` or `**bold**`, `` `code` ``, fenced code, `[label](https://…)` and bare links,
 * and lines that begin with "-", "*" or "•". Everything else is text, as it was typed.
 */

/** A piece of formatted text. */
export type Piece =
  | { is: 'plain' | 'strong' | 'code'; text: string }
  | { is: 'link'; text: string; url: string };

/** A part of a message: a paragraph, or preformatted lines. */
export type Part = { is: 'text'; pieces: Piece[] } | { is: 'verbatim'; text: string };

const fence = /```[ \t]*\n?([\s\S]+?)\n?```/g;

/** Reads a message in the notation above. Every visible character of the text is in a part. */
export function readFormatting(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(fence)) {
    parts.push(...paragraph(text.slice(from, match.index)));
    parts.push({ is: 'verbatim', text: match[1] ?? '' });
    from = match.index + match[0].length;
  }
  return [...parts, ...paragraph(text.slice(from))];
}

function paragraph(text: string): Part[] {
  const trimmed = text.replace(/^\n+|\s+$/g, '');
  if (trimmed.trim() === '') return [];
  return [{ is: 'text', pieces: piecesOf(trimmed.replaceAll(/^([ \t]*)[-*][ \t]+/gm, '$1• ')) }];
}

/** Code, a labelled link, a bare link, or bold text, in this order of precedence. A mark is at the edge of a word. */
const mark =
  /`([^`\n]+)`|\[([^[\]\n]+)\]\((https?:\/\/[^\s()]+)\)|(https?:\/\/[^\s<>"“”]+)|(?<![\p{L}\p{N}*])(\*{1,2})(?=\S)([^*\n]+)(?<=\S)\5(?![\p{L}\p{N}*])/gu;

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const plainTo = (end: number) => {
    if (end > from) pieces.push({ is: 'plain', text: text.slice(from, end) });
  };
  for (const match of text.matchAll(mark)) {
    const { piece, length } = pieceOf(match);
    plainTo(match.index);
    pieces.push(piece);
    from = match.index + length;
  }
  plainTo(text.length);
  return pieces;
}

function pieceOf([whole, code, label, target, bare, , bold]: RegExpExecArray): {
  piece: Piece;
  length: number;
} {
  const { length } = whole;
  if (code !== undefined) return { piece: { is: 'code', text: code }, length };
  if (label !== undefined && target !== undefined)
    return { piece: { is: 'link', text: label, url: target }, length };
  if (bare !== undefined) {
    const url = withoutEnd(bare);
    return { piece: { is: 'link', text: url, url }, length: url.length };
  }
  return { piece: { is: 'strong', text: bold ?? '' }, length };
}

/** Drops what belongs to the sentence after a link: a full stop, and a bracket that the link does not open. */
function withoutEnd(url: string): string {
  let unopened = url.split(')').length - url.split('(').length;
  let end = url.length;
  for (; end > 0; end -= 1) {
    const last = url[end - 1] ?? '';
    if (last === ')' && unopened > 0) unopened -= 1;
    else if (!'.,;:!?]*'.includes(last)) break;
  }
  return url.slice(0, end);
}

/** Returns what a text says without its marks, on as few characters as people read. */
export const withoutFormatting = (text: string): string =>
  readFormatting(text)
    .map((part) => (part.is === 'verbatim' ? part.text : part.pieces.map((piece) => piece.text).join('')))
    .join('\n');

/** Whether a text says anything: markup around nothing, and characters that show nothing, are empty. */
export const saysSomething = (text: string): boolean =>
  /[^\s\p{Cf}\p{Mn}\u115f\u1160\u3164\uffa0\u2800*`]/u.test(withoutFormatting(text));
