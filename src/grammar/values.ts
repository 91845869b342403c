import { maxDateWords, readDate } from '../dates/dates.ts';
import { choiceIn } from './choice.ts';
import type { Word } from './keys.ts';
import type { Slot } from './slot.ts';

/** The most words of an unquoted value: those of a date. */
export const maxValueWords = maxDateWords;

/**
 * Returns the value at the start of `words`, which has at least one, and the number of words it takes: one word or
 * quoted text; for dates, choices, percents and times as many bare words as are one ("next friday", "60 %").
 */
export function takeValue(
  slot: Slot,
  words: readonly Word[],
  today: string,
): { text: string; words: number } {
  const quote = words.findIndex((word) => word.is !== 'word');
  const bare = words.slice(0, quote < 0 ? maxValueWords : quote).map((word) => word.text);
  for (let count = Math.min(bare.length, maxWordsOf(slot)); count > 1; count--) {
    const text = withoutTrailingMark(bare.slice(0, count).join(' '));
    if (isOneValue(slot, text, today)) return { text, words: count };
  }
  const [first] = bare;
  return { text: first === undefined ? (words[0]?.text ?? '') : withoutTrailingMark(first), words: 1 };
}

function maxWordsOf(slot: Slot): number {
  if (slot.is === 'date' || slot.several) return maxValueWords;
  if (slot.is === 'number') return 2;
  return Math.max(1, ...(slot.choices ?? []).map((choice) => choice.split('_').length));
}

function isOneValue(slot: Slot, typed: string, today: string): boolean {
  const text = typed.normalize('NFKC');
  if (slot.is === 'date') return readDate(text, today).is !== 'nonsense';
  if (slot.is === 'number') return /^\S{1,20} (?:%|percent)$/i.test(text);
  return slot.several?.(text) ?? choiceIn(slot, text) !== undefined;
}

/** Returns a value without the comma after it: `share:30, type:event`, `@ana,`. */
export const withoutTrailingMark = (text: string) =>
  /[^,;，、；][,;，、；]$/u.test(text) ? text.slice(0, -1) : text;
