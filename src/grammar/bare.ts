import type { Problem } from '../domain/outcome.ts';
import { lineField, quoted } from '../domain/text/wording.ts';
import { folded } from './folded.ts';
import type { FreeWord } from './free-word.ts';
import { matchKey, matchValue, withoutMark } from './match.ts';
import { withNames } from './mentions.ts';
import type { SlotField } from './slot.ts';

/** What words without a colon say. `left` could not be placed, in the order of the line. */
export type Bare = { given: Record<string, string>; left: FreeWord[]; problems: Problem[] };

/** What is being read: the fields that may still be given, and all of them. */
export type Reading = {
  open: readonly SlotField[];
  fields: readonly SlotField[];
  today: string;
  /** Only keys and their values. */
  namedOnly?: boolean;
};

/**
 * Reads words where no text is being written: a key and its value (`due friday`, `level high`), or a value
 * whose form says which field it is (`friday`, `high`, `@ana`). What cannot be placed is left.
 */
export function readBare(words: readonly FreeWord[], reading: Reading): Bare {
  const { open, fields, today, namedOnly = false } = reading;
  const given: Record<string, string> = {};
  const left: FreeWord[] = [];
  const problems: Problem[] = [];
  const near = words.slice(0, mostRead);
  for (let at = 0; at < near.length; ) {
    const rest = near.slice(at, at + longestPhrase);
    const free = open.filter(({ name }) => !Object.hasOwn(given, name));
    const found =
      named(upToKey(rest, fields), free, today) ??
      (namedOnly ? undefined : placed(upToKey(rest, fields), free, reading));
    if (found?.is === 'value') {
      given[found.field.name] = found.text;
      at += found.words;
    } else if (found?.is === 'several') {
      problems.push(found.problem);
      at += found.words;
    } else {
      const also = namedOnly
        ? undefined
        : again(
            rest,
            fields.filter((field) => !free.includes(field)),
            today,
          );
      if (also) problems.push(also.problem);
      else if (rest[0] && (namedOnly || !isMark(rest[0]))) left.push(rest[0]);
      at += also?.words ?? 1;
    }
  }
  return { given, left: [...left, ...words.slice(mostRead)], problems: problems.slice(0, mostProblems) };
}

/** What has more words than these was pasted, and more problems help nobody. */
const mostRead = 60;
const mostProblems = 5;

/** A key of three words and the longest value. */
const longestPhrase = 10;

type Found =
  | { is: 'value'; field: SlotField; text: string; words: number }
  | { is: 'several'; problem: Problem; words: number };

function named(words: readonly FreeWord[], free: readonly SlotField[], today: string): Found | undefined {
  const key = matchKey(words, byName(free));
  if (!key) return undefined;
  const skipped = key.words + (isColon(words[key.words]) ? 1 : 0);
  const behind = words.slice(skipped);
  const count = matchValue(key.field.slot, behind, today, 'keyed');
  if (count === 0) return undefined;
  return { is: 'value', field: key.field, text: textOf(behind.slice(0, count)), words: skipped + count };
}

const isColon = (word: FreeWord | undefined) => word?.is === 'word' && /^[:：=]$/.test(word.text);

/** Of a due and a start date only the one that is declared first is meant without its key. */
function placed(
  words: readonly FreeWord[],
  free: readonly SlotField[],
  { fields, today }: Reading,
): Found | undefined {
  const date = fields.find(({ slot }) => slot.is === 'date');
  const matches = free
    .filter((field) => field.slot.at === 'key' && (field.slot.is !== 'date' || field === date))
    .map((field) => matchPlaced(field, words, today))
    .filter((match) => match.words > 0);
  const most = Math.max(0, ...matches.map((match) => match.words));
  const best = matches.filter((match) => match.words === most);
  const [first, ...others] = best;
  if (!first) return undefined;
  const text = textOf(words.slice(first.skipped, most));
  if (others.length === 0) return { is: 'value', field: first.field, text, words: most };
  const keys = best.map(({ field }) => field);
  return { is: 'several', problem: couldBe(text, keys), words: most };
}

/** `on 18 dec`: the word before a date is a part of it. */
function matchPlaced(field: SlotField, words: readonly FreeWord[], today: string) {
  const count = matchValue(field.slot, words, today, 'placed');
  if (count > 0 || field.slot.is !== 'date' || !isBeforeDate(words[0]))
    return { field, words: count, skipped: 0 };
  const behind = matchValue(field.slot, words.slice(1), today, 'placed');
  return { field, words: behind === 0 ? 0 : behind + 1, skipped: 1 };
}

/** A word that says that a date follows. */
export const isBeforeDate = (word: FreeWord | undefined) =>
  word?.is === 'word' && /^(?:on|by|for|until|due)$/i.test(word.text);

/** Fields by the name that a line gives them, however it is spelled. */
export const byName = (fields: readonly SlotField[]) =>
  new Map(fields.map((field) => [folded(field.name), field]));

/** One quoted or bare value as it goes into a field. */
export const textOf = (words: readonly FreeWord[]) => withoutMark(words.map(({ text }) => text).join(' '));

/** A comma or a full stop that stands alone says nothing. */
const isMark = ({ is, text }: FreeWord) => is === 'word' && /^[,;.:，、；。]+$/u.test(text);

/** Something of which there is one already: a second person, a second date, a key once more. */
function again(
  words: readonly FreeWord[],
  taken: readonly SlotField[],
  today: string,
): { problem: Problem; words: number } | undefined {
  const key = matchKey(words, byName(taken));
  if (key) {
    const behind = upToKey(words.slice(key.words), taken);
    const count = Math.max(1, matchValue(key.field.slot, behind, today, 'keyed'));
    return { problem: tooMany(key.field, textOf(behind.slice(0, count))), words: key.words + count };
  }
  const skipped = words[0]?.is === 'word' && /^(?:and|&|\+|,)$/i.test(words[0].text) ? 1 : 0;
  const others = words.slice(skipped);
  for (const field of taken.filter(({ slot }) => slot.at === 'key')) {
    const count = matchValue(field.slot, others, today, 'placed');
    if (count > 0) return { problem: tooMany(field, textOf(others.slice(0, count))), words: skipped + count };
  }
  return undefined;
}

/** The words before the next key that the command has. */
function upToKey(words: readonly FreeWord[], fields: readonly SlotField[]): readonly FreeWord[] {
  const keys = byName(fields);
  const first = matchKey(words, keys)?.words ?? 1;
  for (let at = first + 1; at < words.length; at += 1)
    if (matchKey(words.slice(at), keys)) return words.slice(0, at);
  return words;
}

/** The line works with the first of them. */
const tooMany = (field: SlotField, other: string): Problem =>
  field.slot.is === 'person'
    ? onePerson(field, other)
    : {
        field: field.name,
        message: `${field.slot.label} is given more than once: ${quoted(other)} is one too many.`,
        fixes: [{ label: `Without ${quoted(other, 40)}`, set: {} }],
      };

/** Two people where one is possible. The line works without the second. */
export const onePerson = ({ name, slot }: SlotField, other: string): Problem => ({
  field: name,
  message: `${slot.label} can be one person only: ${withNames(other)} is one too many.`,
  fixes: [{ label: `Without ${withNames(other)}`, set: {} }],
});

const couldBe = (text: string, keys: readonly SlotField[]): Problem => ({
  field: lineField,
  message: `${quoted(text)} could be ${keys.map(({ key }) => `${key}:`).join(' or ')}.`,
  fixes: keys.map(({ name, slot }) => ({ label: `${slot.label}: ${text}`, set: { [name]: text } })),
});

/** Where an unquoted text ends: words of a key and its value at the end of it are taken off. `least` words stay. */
export function readTail(
  words: readonly FreeWord[],
  { open, today }: Pick<Reading, 'open' | 'today'>,
  least: number,
): { given: Record<string, string>; text: FreeWord[] } {
  const given: Record<string, string> = {};
  let end = words.length;
  for (;;) {
    const free = open.filter(({ name, slot }) => slot.at === 'key' && !Object.hasOwn(given, name));
    const phrase = tailPhrase(words.slice(Math.max(least, end - longestPhrase), end), free, today);
    if (!phrase) return { given, text: words.slice(0, end) };
    given[phrase.field.name] = phrase.text;
    end -= phrase.words;
  }
}

function tailPhrase(words: readonly FreeWord[], free: readonly SlotField[], today: string) {
  const fields = byName(free);
  for (let from = words.length - 2; from >= 0; from -= 1) {
    const phrase = words.slice(from);
    const key = matchKey(phrase, fields);
    const skipped = key?.words ?? 0;
    const behind = phrase.slice(isColon(phrase[skipped]) ? skipped + 1 : skipped);
    if (!key || behind.length === 0) continue;
    if (matchValue(key.field.slot, behind, today, 'prose') === behind.length)
      return { field: key.field, text: textOf(behind), words: phrase.length };
  }
  return undefined;
}
