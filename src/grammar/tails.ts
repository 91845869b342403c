import { isDatePreposition, valueText } from './bare.ts';
import type { FreeWord } from './keys.ts';
import { matchValue } from './match.ts';
import type { SlotField } from './slot.ts';
import { maxValueWords } from './values.ts';

/**
 * Splits a kind and a date from the end of an unquoted name: `Apollo launch 18 dec`. The date must be written out,
 * and a kind counts only before a date: "Product launch" is a name.
 */
export function readKindAndDate(
  words: readonly FreeWord[],
  open: readonly SlotField[],
  today: string,
): { given: Record<string, string>; text: FreeWord[] } {
  const date = open.find(({ slot }) => slot.is === 'date');
  const from = date ? dateFrom(words, date, today) : undefined;
  if (!date || from === undefined) return { given: {}, text: [...words] };
  const given = { [date.name]: valueText(words.slice(from)) };
  const end = from > 1 && isDatePreposition(words[from - 1]) ? from - 1 : from;
  const kind = open.find(({ slot }) => slot.is === 'choice');
  const word = words.slice(end - 1, end);
  if (!kind || end < 2 || matchValue(kind.slot, word, today, 'placed') === 0)
    return { given, text: words.slice(0, end) };
  return { given: { ...given, [kind.name]: valueText(word) }, text: words.slice(0, end - 1) };
}

/** Returns the index of the longest date at the end of the words; at least one word stays before it. */
function dateFrom(words: readonly FreeWord[], { slot }: SlotField, today: string): number | undefined {
  for (let from = Math.max(1, words.length - maxValueWords); from < words.length; from += 1) {
    const run = words.slice(from);
    if (isWrittenOut(valueText(run)) && matchValue(slot, run, today, 'prose') === run.length) return from;
  }
  return undefined;
}

/** Whether a date has its month in words or all three figures: "1.2" is a version. */
const isWrittenOut = (text: string) =>
  /\p{N}/u.test(text) && /\p{L}{3}|\d+[./-]\d+[./-]\d+/u.test(text.normalize('NFKC'));
