/** Divides a text into graphemes: letters as people see them. */
export const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Letters that are one code unit each and never join, which most texts are made of. */
const simple = /^[\n\x20-\x7e\xa0-\xac\xae-\u02ff]*$/;

/** Characters as people count them: an emoji of a family is one, and so is a letter with its accents. */
export function countCharacters(text: string): number {
  if (simple.test(text)) return text.length;
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

const syllables = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/**
 * Whether a text says enough for a least length of `min` characters. A sign of Chinese, Japanese or
 * Korean says as much as two letters: 発売 is a name.
 */
export const isLongEnough = (text: string, min: number): boolean =>
  countCharacters(text) + (text.match(syllables)?.length ?? 0) >= min;

/** A character is stored as more code units than one, within reason. */
const unitsEach = 4;

/** Whether a text has at most `max` characters, and no more to store than those may have. */
export const isShortEnough = (text: string, max: number): boolean =>
  text.length <= max || (text.length <= max * unitsEach && countCharacters(text) <= max);
