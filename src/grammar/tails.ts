import { isBeforeDate, textOf } from './bare.ts';
import type { FreeWord } from './free-word.ts';
import { matchValue } from './match.ts';
import type { SlotField } from './slot.ts';
import { longestRun } from './values.ts';

/**
 * A kind and a date that end an unquoted name: `Apollo launch 18 dec`. The date must be written out,
 * a kind counts only before it, and a name stays: "Product launch" is one.
 */
export function readKindAndDate(
  words: readonly FreeWord[],
  open: readonly SlotField[],
  today: string,
): { given: Record<string, string>; text: FreeWord[] } {
  const date = open.find(({ slot }) => slot.is === 'date');
  const from = date ? dateFrom(words, date, today) : undefined;
  if (!date || from === undefined) return { given: {}, text: [...words] };
  const given = { [date.name]: textOf(words.slice(from)) };
  const end = from > 1 && isBeforeDate(words[from - 1]) ? from - 1 : from;
  const kind = open.find(({ slot }) => slot.is === 'choice');
  const word = words.slice(end - 1, end);
  if (!kind || end < 2 || matchValue(kind.slot, word, today, 'placed') === 0)
    return { given, text: words.slice(0, end) };
  return { given: { ...given, [kind.name]: textOf(word) }, text: words.slice(0, end - 1) };
}

/** Where the longest run begins that ends the words and is a date; at least one word stays before it. */
function dateFrom(words: readonly FreeWord[], { slot }: SlotField, today: string): number | undefined {
  for (let from = Math.max(1, words.length - longestRun); from < words.length; from += 1) {
    const run = words.slice(from);
    if (isWrittenOut(textOf(run)) && matchValue(slot, run, today, 'prose') === run.length) return from;
  }
  return undefined;
}

/** With its month or all three figures: "1.2" ends the name of a version. */
const isWrittenOut = (text: string) =>
  /\p{N}/u.test(text) && /\p{L}{3}|\d+[./-]\d+[./-]\d+/u.test(text.normalize('NFKC'));
