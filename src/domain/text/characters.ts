/** Splits a text into graphemes, the characters that people see. */
export const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Texts in which every code unit is one grapheme: most texts. */
const singleUnits = /^[\n\x20-\x7e\xa0-\xac\xae-\u02ff]*$/;

/** Counts characters as people do: a family emoji or an accented letter is one. */
export function countCharacters(text: string): number {
  if (singleUnits.test(text)) return text.length;
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Whether a text has at least `min` characters. A Chinese, Japanese or Korean character counts as two: 発売 is a name. */
export const isLongEnough = (text: string, min: number): boolean =>
  countCharacters(text) + (text.match(cjk)?.length ?? 0) >= min;

/** One character may have several code units, up to this limit. */
const maxUnitsPerCharacter = 4;

/** Whether a text has at most `max` characters, and a storage size within reason. */
export const isShortEnough = (text: string, max: number): boolean =>
  text.length <= max || (text.length <= max * maxUnitsPerCharacter && countCharacters(text) <= max);
