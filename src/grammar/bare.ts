import type { Problem } from '../domain/outcome.ts';
import { lineField, quoted } from '../domain/text/wording.ts';
import { byName, type FreeWord } from './keys.ts';
import { matchKey, matchValue } from './match.ts';
import { withNames } from './mentions.ts';
import type { SlotField } from './slot.ts';
import { withoutTrailingMark } from './values.ts';

/** The values of words without a colon. `left` are the words that have no field, in order. */
export type BareValues = { given: Record<string, string>; left: FreeWord[]; problems: Problem[] };

/** The fields that have no value yet (`open`), all fields, and the date in the person's zone, YYYY-MM-DD. */
export type FieldContext = {
  open: readonly SlotField[];
  fields: readonly SlotField[];
  today: string;
  /** Accept only values with a key. */
  namedOnly?: boolean;
};

/**
 * Reads words outside any text: a key and its value (`due friday`, `level high`), or a value whose form
 * identifies its field (`friday`, `high`, `@ana`).
 */
export function readBare(words: readonly FreeWord[], reading: FieldContext): BareValues {
  const { open, fields, today, namedOnly = false } = reading;
  const given: Record<string, string> = {};
  const left: FreeWord[] = [];
  const problems: Problem[] = [];
  const considered = words.slice(0, maxWords);
  for (let at = 0; at < considered.length; ) {
    const rest = considered.slice(at, at + maxPhraseWords);
    const free = open.filter(({ name }) => !Object.hasOwn(given, name));
    const match =
      matchNamed(upToKey(rest, fields), free, today) ??
      (namedOnly ? undefined : matchUnnamed(upToKey(rest, fields), free, reading));
    if (match?.is === 'value') {
      given[match.field.name] = match.text;
      at += match.words;
    } else if (match?.is === 'several') {
      problems.push(match.problem);
      at += match.words;
    } else {
      const repeated = namedOnly
        ? undefined
        : matchRepeated(
            rest,
            fields.filter((field) => !free.includes(field)),
            today,
          );
      if (repeated) problems.push(repeated.problem);
      else if (rest[0] && (namedOnly || !isMark(rest[0]))) left.push(rest[0]);
      at += repeated?.words ?? 1;
    }
  }
  return { given, left: [...left, ...words.slice(maxWords)], problems: problems.slice(0, maxProblems) };
}

/** Longer input was pasted, and more problems would not help. */
const maxWords = 60;
const maxProblems = 5;

/** A key of three words and the longest value. */
const maxPhraseWords = 10;

type Match =
  | { is: 'value'; field: SlotField; text: string; words: number }
  | { is: 'several'; problem: Problem; words: number };

function matchNamed(
  words: readonly FreeWord[],
  free: readonly SlotField[],
  today: string,
): Match | undefined {
  const key = matchKey(words, byName(free));
  if (!key) return undefined;
  const skipped = key.words + (isColon(words[key.words]) ? 1 : 0);
  const behind = words.slice(skipped);
  const count = matchValue(key.field.slot, behind, today, 'keyed');
  if (count === 0) return undefined;
  return { is: 'value', field: key.field, text: valueText(behind.slice(0, count)), words: skipped + count };
}

const isColon = (word: FreeWord | undefined) => word?.is === 'word' && /^[:：=]$/.test(word.text);

/** Matches a value without its key; a date only with the date field that is declared first. */
function matchUnnamed(
  words: readonly FreeWord[],
  free: readonly SlotField[],
  { fields, today }: FieldContext,
): Match | undefined {
  const date = fields.find(({ slot }) => slot.is === 'date');
  const matches = free
    .filter(({ slot }) => slot.at === 'key' && !slot.keyed)
    .filter((field) => field.slot.is !== 'date' || field === date)
    .map((field) => matchPlaced(field, words, today))
    .filter((match) => match.words > 0);
  const longest = Math.max(0, ...matches.map((match) => match.words));
  const best = matches.filter((match) => match.words === longest);
  const [first, ...others] = best;
  if (!first) return undefined;
  const text = valueText(words.slice(first.skipped, longest));
  if (others.length === 0) return { is: 'value', field: first.field, text, words: longest };
  const keys = best.map(({ field }) => field);
  return { is: 'several', problem: ambiguousValue(text, keys), words: longest };
}

/** Matches a value, and a date with its preposition: `on 18 dec`. */
function matchPlaced(field: SlotField, words: readonly FreeWord[], today: string) {
  const count = matchValue(field.slot, words, today, 'placed');
  if (count > 0 || field.slot.is !== 'date' || !isDatePreposition(words[0]))
    return { field, words: count, skipped: 0 };
  const behind = matchValue(field.slot, words.slice(1), today, 'placed');
  return { field, words: behind === 0 ? 0 : behind + 1, skipped: 1 };
}

/** Whether a word is a preposition of a date. */
export const isDatePreposition = (word: FreeWord | undefined) =>
  word?.is === 'word' && /^(?:on|by|for|until|due)$/i.test(word.text);

/** Joins words to the value of a field. */
export const valueText = (words: readonly FreeWord[]) =>
  withoutTrailingMark(words.map(({ text }) => text).join(' '));

/** Whether a word is punctuation alone. */
const isMark = ({ is, text }: FreeWord) => is === 'word' && /^[,;.:，、；。]+$/u.test(text);

/** Matches a second value of a field that has one: another person or date, or its key again. */
function matchRepeated(
  words: readonly FreeWord[],
  taken: readonly SlotField[],
  today: string,
): { problem: Problem; words: number } | undefined {
  const key = matchKey(words, byName(taken));
  if (key) {
    const behind = upToKey(words.slice(key.words), taken);
    const count = Math.max(1, matchValue(key.field.slot, behind, today, 'keyed'));
    return { problem: repeatedValue(key.field, valueText(behind.slice(0, count))), words: key.words + count };
  }
  const skipped = words[0]?.is === 'word' && /^(?:and|&|\+|,)$/i.test(words[0].text) ? 1 : 0;
  const others = words.slice(skipped);
  for (const field of taken.filter(({ slot }) => slot.at === 'key' && !slot.keyed)) {
    const count = matchValue(field.slot, others, today, 'placed');
    if (count > 0)
      return { problem: repeatedValue(field, valueText(others.slice(0, count))), words: skipped + count };
  }
  return undefined;
}

/** Returns the words before the next key. */
function upToKey(words: readonly FreeWord[], fields: readonly SlotField[]): readonly FreeWord[] {
  const keys = byName(fields);
  const first = matchKey(words, keys)?.words ?? 1;
  for (let at = first + 1; at < words.length; at += 1)
    if (matchKey(words.slice(at), keys)) return words.slice(0, at);
  return words;
}

/** The fix keeps the first value. */
const repeatedValue = (field: SlotField, other: string): Problem =>
  field.slot.is === 'person'
    ? onlyOnePerson(field, other)
    : {
        field: field.name,
        message: `${field.slot.label} appears more than once: remove ${quoted(other)}.`,
        fixes: [{ label: `Without ${quoted(other, 40)}`, set: {} }],
      };

/** The problem of two people where one is possible; its fix keeps the first. */
export const onlyOnePerson = ({ name, slot }: SlotField, other: string): Problem => ({
  field: name,
  message: `${slot.label} takes one person: remove ${withNames(other)}.`,
  fixes: [{ label: `Without ${withNames(other)}`, set: {} }],
});

const ambiguousValue = (text: string, keys: readonly SlotField[]): Problem => ({
  field: lineField,
  message: `${quoted(text)} could be ${keys.map(({ key }) => `${key}:`).join(' or ')}.`,
  fixes: keys.map(({ name, slot }) => ({ label: `${slot.label}: ${text}`, set: { [name]: text } })),
});

/** Splits keys and their values from the end of an unquoted text; at least `minWords` words stay. */
export function readTail(
  words: readonly FreeWord[],
  { open, today }: Pick<FieldContext, 'open' | 'today'>,
  minWords: number,
): { given: Record<string, string>; text: FreeWord[] } {
  const given: Record<string, string> = {};
  let end = words.length;
  for (;;) {
    const free = open.filter(({ name, slot }) => slot.at === 'key' && !Object.hasOwn(given, name));
    const phrase = matchTail(words.slice(Math.max(minWords, end - maxPhraseWords), end), free, today);
    if (!phrase) return { given, text: words.slice(0, end) };
    given[phrase.field.name] = phrase.text;
    end -= phrase.words;
  }
}

function matchTail(words: readonly FreeWord[], free: readonly SlotField[], today: string) {
  const fields = byName(free);
  for (let from = words.length - 2; from >= 0; from -= 1) {
    const phrase = words.slice(from);
    const key = matchKey(phrase, fields);
    const skipped = key?.words ?? 0;
    const behind = phrase.slice(isColon(phrase[skipped]) ? skipped + 1 : skipped);
    if (!key || behind.length === 0) continue;
    if (matchValue(key.field.slot, behind, today, 'prose') === behind.length)
      return { field: key.field, text: valueText(behind), words: phrase.length };
  }
  return undefined;
}
