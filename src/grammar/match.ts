import { readDate } from '../dates/dates.ts';
import { folded } from './folded.ts';
import type { Word } from './keys.ts';
import { choiceKey, type Slot, type SlotField } from './slot.ts';
import { longestRun } from './values.ts';

/**
 * How sure it must be that words are a value:
 * `keyed` a key stands before them, where no text is being written;
 * `placed` only their form says what they are;
 * `prose` a key stands before them at the end of an unquoted text, which might as well go on.
 */
export type Strictness = 'keyed' | 'placed' | 'prose';

const person = /^(?:<@[^<>\s|]+(?:\|[^<>]*)?>|@[^\s,;]+)$/u;

/** Whether a word names a person without doubt: a mention, or a name with its sign. */
export const isPerson = (text: string) => person.test(withoutMark(text).normalize('NFKC'));

/** How many words go on naming people: `@bo`, `, @bo`, `and @bo`. */
export function countPeople(words: readonly Word[]): number {
  let count = 0;
  for (const [index, { is, text }] of words.entries()) {
    if (is === 'word' && isPerson(text)) count = index + 1;
    else if (is !== 'word' || !/^(?:and|&|\+|,)$/i.test(text)) break;
  }
  return count;
}

/** `@ana,`: the mark is not the value's. */
export const withoutMark = (text: string) =>
  /[^,;，、；][,;，、；]$/u.test(text) ? text.slice(0, -1) : text;

/** How many of these words are one value of the slot: the longest run that reads as one; 0 where none does. */
export function matchValue(slot: Slot, words: readonly Word[], today: string, how: Strictness): number {
  const [first] = words;
  if (!first) return 0;
  if (first.is !== 'word') return isQuotedValue(slot, first.text, today, how) ? 1 : 0;
  const quote = words.findIndex((word) => word.is !== 'word');
  const bare = words.slice(0, quote < 0 ? longestRun : Math.min(quote, longestRun)).map(({ text }) => text);
  for (let count = bare.length; count > 0; count -= 1)
    if (isValue(slot, withoutMark(bare.slice(0, count).join(' ')), today, how)) return count;
  if (how !== 'keyed' || !takesAnyWord(slot)) return 0;
  return isPlainText(slot) ? bare.length : 1;
}

/** Quotes say where a value ends: behind a key it is taken, and checked afterwards like any other. */
function isQuotedValue(slot: Slot, text: string, today: string, how: Strictness): boolean {
  if (how === 'keyed') return true;
  return isPlainText(slot) ? how === 'prose' : isValue(slot, text, today, how);
}

/** Behind a key nothing else can be meant: `owner ana`, `before Beta`, `address ana@example.com`. */
const takesAnyWord = (slot: Slot) =>
  slot.is === 'person' || slot.is === 'reference' || (slot.is === 'text' && !slot.several);

/** Anything may be said in it. */
export const isPlainText = (slot: Slot) =>
  slot.is === 'text' && !slot.several && !slot.reads && !slot.figures;

function isValue(slot: Slot, text: string, today: string, how: Strictness): boolean {
  const said = text.normalize('NFKC');
  switch (slot.is) {
    case 'date': {
      const { is } = readDate(said, today, { isUnasked: how !== 'keyed' });
      return is === 'day' || (how !== 'prose' && is === 'refused') || (how === 'keyed' && is === 'cleared');
    }
    case 'number':
      return isNumber(said) && (how === 'keyed' || inRange(slot, said));
    case 'choice':
      return slot.choices?.includes(choiceKey(said)) ?? false;
    case 'yesno':
      return how !== 'placed' && /^(?:yes|y|true|on|no|n|false|off)$/i.test(said);
    case 'reference':
      return /^#?\d{1,6}$/.test(said);
    case 'item':
      return /^#?\d{1,6}\.\d{1,6}$/.test(said);
    case 'person':
      return person.test(said) || (how !== 'placed' && /^(?:me|none)$/i.test(said));
    case 'text':
      return (how === 'keyed' ? (slot.several ?? slot.reads) : (slot.reads ?? slot.several))?.(said) ?? false;
    default:
      return slot.is satisfies never;
  }
}

const isNumber = (text: string) => /^[-−–]?\d[\d,]{0,15}\s?(?:%|percent)?$/i.test(text);

/** A figure that cannot be meant is something else. */
function inRange({ min = 0, max = Number.POSITIVE_INFINITY }: Slot, text: string): boolean {
  const number = Number.parseInt(text.replaceAll(',', ''), 10);
  return number >= min && number <= max;
}

/** The key that the words at the front name, and how many of them it takes: `due`, `blocks go live`. */
export function matchKey(
  words: readonly Word[],
  fields: ReadonlyMap<string, SlotField>,
): { field: SlotField; words: number } | undefined {
  for (let count = Math.min(longestKey, words.length); count > 0; count -= 1) {
    const run = words.slice(0, count);
    if (run.some(({ is }) => is !== 'word')) continue;
    const field = fields.get(folded(run.map(({ text }) => text).join('')));
    if (field) return { field, words: count };
  }
  return undefined;
}

const longestKey = 3;
