import { maxDateWords, readDate } from '../dates/dates.ts';
import type { Word } from './keys.ts';
import { choiceKey, type Slot } from './slot.ts';

/** No value that is not in quotes has more words than a date. */
export const longestRun = maxDateWords;

/**
 * The value that begins a run of words, and how many of them it took: one word or quoted text; for dates,
 * choices, per cents and times also as many bare words as read as one ("next friday", "in progress", "60 %").
 * `words` has at least one.
 */
export function takeValue(
  slot: Slot,
  words: readonly Word[],
  today: string,
): { text: string; words: number } {
  const quote = words.findIndex((word) => word.is !== 'word');
  const bare = words.slice(0, quote < 0 ? longestRun : quote).map((word) => word.text);
  for (let count = Math.min(bare.length, mostWords(slot)); count > 1; count--) {
    const text = withoutComma(bare.slice(0, count).join(' '));
    if (isOneValue(slot, text, today)) return { text, words: count };
  }
  const [first] = bare;
  return { text: first === undefined ? (words[0]?.text ?? '') : withoutComma(first), words: 1 };
}

function mostWords(slot: Slot): number {
  if (slot.is === 'date' || slot.several) return longestRun;
  if (slot.is === 'number') return 2;
  return Math.max(1, ...(slot.choices ?? []).map((choice) => choice.split('_').length));
}

function isOneValue(slot: Slot, typed: string, today: string): boolean {
  const text = typed.normalize('NFKC');
  if (slot.is === 'date') return readDate(text, today).is !== 'nonsense';
  if (slot.is === 'number') return /^\S{1,20} (?:%|percent)$/i.test(text);
  return slot.several?.(text) ?? slot.choices?.includes(choiceKey(text)) ?? false;
}

/** `share:30, type:event`: the comma is not the value's. */
const withoutComma = (text: string) => (/[^,;，、；][,;，、；]$/u.test(text) ? text.slice(0, -1) : text);
