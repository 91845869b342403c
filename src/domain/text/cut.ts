import { graphemes } from './characters.ts';

/** A mention in any notation, or a URL: half of one means somebody or something else. */
const unbreakable =
  /<[@#!][^<>\n]{1,300}>|<https?:\/\/[^\s<>]{1,3000}>|(?:<|\b)https?:\/\/[^\s<>|"”]{1,3000}|@[\p{L}\p{N}._-]{1,200}/gu;

/** A quick test that a text without any of them passes. */
const mayBeUnbreakable = /[<@]|https?:/;

const ellipsis = '…';

/**
 * Shortens a text to at most `maxUnits` UTF-16 code units, "…" included; unchanged if it fits. Never cuts
 * through a grapheme, a mention or a URL. Platforms limit code units or code points, so code units are always
 * within their limits.
 */
export function cut(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text;
  const at = unbreakableStart(text, graphemeStart(text, maxUnits - ellipsis.length));
  return `${text.slice(0, at).trimEnd()}${ellipsis}`;
}

/** Shortens a text without "…", for a field of limited length. */
export function truncate(text: string, maxUnits: number): string {
  return text.length <= maxUnits
    ? text
    : text.slice(0, unbreakableStart(text, graphemeStart(text, maxUnits)));
}

/** A grapheme's end depends on the text after it, but only on the nearest. */
const lookaheadUnits = 64;

/** Returns the start of the grapheme across `at`, else `at`. */
function graphemeStart(text: string, at: number): number {
  if (at <= 0) return 0;
  // the segmenter is slow, and lists cut the label of every button
  if (isPrintableAscii(text, at - 1) && isPrintableAscii(text, at)) return at;
  return graphemes.segment(text.slice(0, at + lookaheadUnits)).containing(at)?.index ?? at;
}

/** Whether a code unit is a grapheme by itself, whatever is before a printable ASCII character. */
function isPrintableAscii(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x20 && unit <= 0x7e;
}

const maxMentionUnits = 400;

/** A longer mention or URL before the cut is not kept whole. */
const lookbackUnits = 3000;

/** Returns the start of the mention or URL across `at`, else `at`. One at the very start is cut as text. */
function unbreakableStart(text: string, at: number): number {
  const from = Math.max(0, at - lookbackUnits);
  const near = text.slice(from, at + maxMentionUnits);
  if (!mayBeUnbreakable.test(near)) return at;
  for (const found of near.matchAll(unbreakable)) {
    const start = from + found.index;
    if (start >= at) break;
    if (start + found[0].length > at && text.slice(0, start).trim() !== '') return start;
  }
  return at;
}

/** Returns a text on one line, of at most `maxUnits` code units. */
export function excerpt(words: string, maxUnits: number): string {
  // bounds the work, however long the text is
  const near = words.length > maxUnits * 8 ? words.slice(0, maxUnits * 8) : words;
  const line = near.replaceAll(/\s+/g, ' ').trim();
  return cut(near === words ? line : `${line}…`, maxUnits);
}
