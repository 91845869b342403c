import { readDate } from '../dates/dates.ts';
import { choiceIn } from './choice.ts';
import { folded, type Word } from './keys.ts';
import { noWords, type Slot, type SlotField, yesWords } from './slot.ts';
import { maxValueWords, withoutTrailingMark } from './values.ts';

/**
 * How strictly words are matched with a slot:
 * `keyed` follows a key outside any text, `placed` has no key, so that only the form of the words identifies the
 * slot, and `prose` follows a key at the end of an unquoted text, of which the words may be a part.
 */
export type Strictness = 'keyed' | 'placed' | 'prose';

const personPattern = /^(?:<@[^<>\s|]+(?:\|[^<>]*)?>|@[^\s,;]+)$/u;

/** Whether a word can only name a person: a mention, or a name with `@`. */
export const isPerson = (text: string) => personPattern.test(withoutTrailingMark(text).normalize('NFKC'));

/** Returns how many of the next words name further people: `@bo`, `, @bo`, `and @bo`. */
export function countPeople(words: readonly Word[]): number {
  let count = 0;
  for (const [index, { is, text }] of words.entries()) {
    if (is === 'word' && isPerson(text)) count = index + 1;
    else if (is !== 'word' || !/^(?:and|&|\+|,)$/i.test(text)) break;
  }
  return count;
}

/** Returns the length of the longest run at the start of `words` that is a value of the slot; 0 where none is. */
export function matchValue(slot: Slot, words: readonly Word[], today: string, how: Strictness): number {
  const [first] = words;
  if (!first) return 0;
  if (first.is !== 'word') return isQuotedValue(slot, first.text, today, how) ? 1 : 0;
  const quote = words.findIndex((word) => word.is !== 'word');
  const bare = words
    .slice(0, quote < 0 ? maxValueWords : Math.min(quote, maxValueWords))
    .map(({ text }) => text);
  for (let count = bare.length; count > 0; count -= 1)
    if (isValue(slot, withoutTrailingMark(bare.slice(0, count).join(' ')), today, how)) return count;
  if (how !== 'keyed' || !takesAnyWord(slot)) return 0;
  return isPlainText(slot) ? bare.length : 1;
}

/** Quotes mark the end of a value: after a key any text is accepted, and checked later. */
function isQuotedValue(slot: Slot, text: string, today: string, how: Strictness): boolean {
  if (how === 'keyed') return true;
  return isPlainText(slot) ? how === 'prose' : isValue(slot, text, today, how);
}

/** Whether any word after the key is a value: `owner ana`, `before Beta`, `address ana@example.com`. */
const takesAnyWord = (slot: Slot) =>
  slot.is === 'person' || slot.is === 'reference' || (slot.is === 'text' && !slot.several);

/** Whether the slot takes any text. */
export const isPlainText = (slot: Slot) =>
  slot.is === 'text' && !slot.several && !slot.reads && !slot.figures;

function isValue(slot: Slot, text: string, today: string, how: Strictness): boolean {
  const typed = text.normalize('NFKC');
  switch (slot.is) {
    case 'date': {
      const { is } = readDate(typed, today, { isUnasked: how !== 'keyed' });
      return is === 'day' || (how !== 'prose' && is === 'refused') || (how === 'keyed' && is === 'cleared');
    }
    case 'number':
      return isNumber(typed) && (how === 'keyed' || inRange(slot, typed));
    case 'choice':
      return choiceIn(slot, typed) !== undefined;
    case 'yesno':
      return how !== 'placed' && [...yesWords, ...noWords].some((word) => word === typed.toLowerCase());
    case 'reference':
      return /^#?\d{1,6}$/.test(typed);
    case 'item':
      return /^#?\d{1,6}\.\d{1,6}$/.test(typed);
    case 'person':
      return personPattern.test(typed) || (how !== 'placed' && /^(?:me|none)$/i.test(typed));
    case 'text':
      return (
        (how === 'keyed' ? (slot.several ?? slot.reads) : (slot.reads ?? slot.several))?.(typed) ?? false
      );
    default:
      return slot.is satisfies never;
  }
}

const isNumber = (text: string) => /^[-−–]?\d[\d,]{0,15}\s?(?:%|percent)?$/i.test(text);

function inRange({ min = 0, max = Number.POSITIVE_INFINITY }: Slot, text: string): boolean {
  const number = Number.parseInt(text.replaceAll(',', ''), 10);
  return number >= min && number <= max;
}

/** Returns the field that the first words name without a colon, and their number: `due`, `blocks go live`. */
export function matchKey(
  words: readonly Word[],
  fields: ReadonlyMap<string, SlotField>,
): { field: SlotField; words: number } | undefined {
  for (let count = Math.min(maxKeyWords, words.length); count > 0; count -= 1) {
    const run = words.slice(0, count);
    if (run.some(({ is }) => is !== 'word')) continue;
    const field = fields.get(folded(run.map(({ text }) => text).join('')));
    if (field) return { field, words: count };
  }
  return undefined;
}

const maxKeyWords = 3;
