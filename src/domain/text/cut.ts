import { graphemes } from './characters.ts';

/** A mention in any notation, or an address: half of one means somebody or something else. */
const whole =
  /<[@#!][^<>\n]{1,300}>|<https?:\/\/[^\s<>]{1,3000}>|(?:<|\b)https?:\/\/[^\s<>|"”]{1,3000}|@[\p{L}\p{N}._-]{1,200}/gu;

/** What stands behind a cut. */
const dots = '…';

/**
 * Shortens a text for people to at most `most` UTF-16 code units, "…" included; unchanged where it fits.
 * The one place where text is cut: never through a letter as people see it (a grapheme), a mention or an address.
 * Platforms count code units or code points, so code units are always within their limits.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const at = beforeWhole(text, beforeLetter(text, most - dots.length));
  return `${text.slice(0, at).trimEnd()}${dots}`;
}

/** The same without dots, for a text that goes into a field of limited length. */
export function truncate(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, beforeWhole(text, beforeLetter(text, most)));
}

/** What follows a cut matters to where a letter ends, but not from far away. */
const lookahead = 64;

/** The start of the letter that reaches over `at`, or `at` itself. */
function beforeLetter(text: string, at: number): number {
  if (at <= 0) return 0;
  return graphemes.segment(text.slice(0, at + lookahead)).containing(at)?.index ?? at;
}

const longestMention = 400;

/** No mention or address that should be kept whole is longer than this ahead of the cut. */
const lookback = 3000;

/** The start of the mention or address that reaches over `at`, or `at` itself; one at the very start is cut as text. */
function beforeWhole(text: string, at: number): number {
  const from = Math.max(0, at - lookback);
  for (const found of text.slice(from, at + longestMention).matchAll(whole)) {
    const start = from + found.index;
    if (start >= at) break;
    if (start + found[0].length > at && text.slice(0, start).trim() !== '') return start;
  }
  return at;
}

/** A text on one line, of at most `most` code units. */
export function excerpt(words: string, most: number): string {
  // no more is looked at than can be shown, however long the text is
  const near = words.length > most * 8 ? words.slice(0, most * 8) : words;
  const line = near.replaceAll(/\s+/g, ' ').trim();
  return cut(near === words ? line : `${line}…`, most);
}
