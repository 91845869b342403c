import type { Problem } from '../domain/outcome.ts';
import { lineField, quoted } from '../domain/text/wording.ts';
import { type BareValues, onlyOnePerson, readBare, readTail } from './bare.ts';
import type { FreeWord } from './keys.ts';
import { countPeople, isPerson, matchValue } from './match.ts';
import type { SlotField } from './slot.ts';
import { readKindAndDate } from './tails.ts';
import { maxValueWords, takeValue, withoutTrailingMark } from './values.ts';

/** The values of the words without a colon. */
export type PlacedValues = { given: Record<string, string>; problems: Problem[] };

/** The line, the fields of its command, and the values that have a key. */
type LineContext = {
  source: string;
  fields: readonly SlotField[];
  keyed: Record<string, string>;
  today: string;
};

/**
 * Assigns the words to the positional slots, in order of declaration, and the remaining ones to the rest slot.
 * Slots with a key in the line (`keyed`) take none.
 */
export function fillPlaces(
  source: string,
  words: FreeWord[],
  fields: readonly SlotField[],
  keyed: Record<string, string>,
  today: string,
): PlacedValues {
  const line = { source, fields, keyed, today };
  const rest = fields.find((field) => field.slot.at === 'rest');
  return rest ? withRest(line, words, rest) : withoutRest(line, words);
}

/** Reads a command without a long text: keys count in any place, with or without their colon. */
function withoutRest(line: LineContext, words: FreeWord[]): PlacedValues {
  const { fields, keyed, today } = line;
  const named = readBare(words, { open: notGiven(fields, keyed), fields, today, namedOnly: true });
  const places = fillInOrder(line, named.left, { ...keyed, ...named.given });
  const given = { ...named.given, ...places.given };
  const others = readBare(places.left, { open: notGiven(fields, { ...keyed, ...given }), fields, today });
  const all = { ...given, ...others.given };
  return {
    given: all,
    problems: [...places.problems, ...others.problems, ...unplacedProblems(line, others, undefined, all)],
  };
}

function withRest(line: LineContext, words: FreeWord[], rest: SlotField): PlacedValues {
  const { fields, keyed, today } = line;
  const places = fillInOrder(line, words, keyed);
  if (places.left.length === 0) return { given: places.given, problems: places.problems };
  const open = notGiven(fields, { ...keyed, ...places.given }).filter(({ slot }) => slot.at === 'key');
  const reading = { open, fields, today };
  if (Object.hasOwn(keyed, rest.name)) {
    const bare = readBare(places.left, reading);
    const given = { ...places.given, ...bare.given };
    return {
      given,
      problems: [...bare.problems, ...unplacedProblems(line, bare, rest, { ...keyed, ...given })],
    };
  }
  if (rest.slot.file || rest.slot.lists)
    return { given: { ...places.given, [rest.name]: asTyped(line.source, places.left) }, problems: [] };
  if (rest.slot.searches) {
    const bare = readBare(places.left, reading);
    const text = bare.left.map((word) => word.text).join(' ');
    const found = text === '' ? {} : { [rest.name]: text };
    return { given: { ...places.given, ...bare.given, ...found }, problems: bare.problems };
  }
  const closed = readClosedText(places.left, rest, reading);
  if (!closed)
    return { given: { ...places.given, ...readOpenText(line, places.left, rest, open) }, problems: [] };
  const given = { ...places.given, ...closed.bare.given, [rest.name]: closed.text };
  return { given, problems: [...closed.bare.problems, ...unplacedProblems(line, closed.bare, rest, given)] };
}

const notGiven = (fields: readonly SlotField[], given: Record<string, string>) =>
  fields.filter((field) => !Object.hasOwn(given, field.name));

function fillInOrder({ fields, today }: LineContext, words: FreeWord[], taken: Record<string, string>) {
  const given: Record<string, string> = {};
  const problems: Problem[] = [];
  let next = 0;
  const open = notGiven(fields, taken);
  let places = open.filter(({ slot }) => slot.at === 'place');
  while (places.length > 0) {
    const word = words[next];
    if (!word || word.restOnly) break;
    const free = words.slice(next, next + maxValueWords).filter((one) => !one.restOnly);
    const field = nextPlace(places, free, today);
    places = places.filter((one) => one !== field);
    if (isForKey(field, free, open, today)) continue;
    const value = takeValue(field.slot, free, today);
    given[field.name] = value.text;
    next += value.words;
    if (field.slot.is !== 'person' || places.some(({ slot }) => slot.is === 'person')) continue;
    const others = countPeople(words.slice(next));
    if (others > 0)
      problems.push(onlyOnePerson(field, withoutTrailingMark(words[next + others - 1]?.text ?? '')));
    next += others;
  }
  return { given, problems, left: words.slice(next) };
}

/** Returns the next place; a person may be swapped with a role or a milestone: `role coach @ana`, `assign @ana 3`. */
function nextPlace(places: readonly SlotField[], words: readonly FreeWord[], today: string): SlotField {
  const [first, second] = places as [SlotField, SlotField?];
  if (first.slot.is === 'reference' && second?.slot.is === 'person')
    return isPerson(words[0]?.text ?? '') ? second : first;
  const other = words[1];
  if (first.slot.is !== 'person' || second?.slot.is !== 'choice' || !other) return first;
  const swapped = isPerson(other.text) && matchValue(second.slot, words, today, 'placed') > 0;
  return swapped ? second : first;
}

/** Whether an optional choice is skipped because the words are the value of a key: `snooze 3 18 dec`. */
const isForKey = (
  { slot, optional }: SlotField,
  words: readonly FreeWord[],
  open: readonly SlotField[],
  today: string,
) =>
  optional &&
  slot.is === 'choice' &&
  matchValue(slot, words, today, 'placed') === 0 &&
  open.some((other) => other.slot.at === 'key' && matchValue(other.slot, words, today, 'placed') > 0);

/** Reads a quoted text, or the number of an existing thing; the words around it are other inputs. */
function readClosedText(
  words: FreeWord[],
  { slot }: SlotField,
  reading: { open: readonly SlotField[]; fields: readonly SlotField[]; today: string },
): { text: string; bare: BareValues } | undefined {
  const [first, ...others] = words;
  if (first?.is === 'quoted') return { text: first.text, bare: readBare(others, reading) };
  const number = slot.orNumber ? new RegExp(`^[#${slot.orNumber}]\\d{1,6}$`, 'i') : undefined;
  if (first && number?.test(first.text.normalize('NFKC'))) {
    const bare = readBare(others, reading);
    return isComplete(bare) ? { text: first.text, bare } : undefined;
  }
  const quotes = words.filter(({ is }) => is === 'quoted');
  const [quote] = quotes;
  if (!quote || quotes.length > 1 || words.length > maxWordsAroundQuote) return undefined;
  const bare = readBare(
    words.filter((word) => word !== quote),
    reading,
  );
  return isComplete(bare) ? { text: quote.text, bare } : undefined;
}

/** With more words around it, a quoted text is a part of prose. */
const maxWordsAroundQuote = 60;

const isComplete = ({ left, problems }: BareValues) => left.length === 0 && problems.length === 0;

/** Reads an unquoted text as typed, without the keys in between and the keys and values at its end. */
function readOpenText(
  { source, keyed, today }: LineContext,
  words: FreeWord[],
  rest: SlotField,
  open: readonly SlotField[],
): Record<string, string> {
  const given: Record<string, string> = {};
  let kept: FreeWord[] = [];
  for (const part of runsOf(words)) {
    const least = kept.length === 0 && !rest.optional ? 1 : 0;
    const tail = readTail(part, { open: notGiven(open, given), today }, least);
    Object.assign(given, tail.given);
    kept = [...kept, ...tail.text];
  }
  if (rest.slot.tails) {
    const tail = readKindAndDate(kept, notGiven(open, { ...keyed, ...given }), today);
    Object.assign(given, tail.given);
    kept = tail.text;
  }
  return kept.length === 0 ? given : { ...given, [rest.name]: asTyped(source, kept) };
}

/** Groups words that no key separates. */
function runsOf(words: FreeWord[]): FreeWord[][] {
  const runs: FreeWord[][] = [];
  for (const word of words) {
    const run = runs.at(-1);
    if (run?.at(-1)?.last === word.first - 1) run.push(word);
    else runs.push([word]);
  }
  return runs;
}

/** Returns words as typed, without the keys in between, and without quotes around the whole. */
function asTyped(source: string, words: FreeWord[]): string {
  const [only, ...others] = words;
  if (only?.is === 'quoted' && others.length === 0) return only.text;
  return runsOf(words)
    .map((run) => collapseSpaces(source.slice(run[0]?.from, run.at(-1)?.to)))
    .join(' ');
}

/** Reduces white space to single spaces and at most one empty line. */
function collapseSpaces(text: string): string {
  return text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}

/** The problem of words without a field; its fixes drop them or add them to the text. */
function unplacedProblems(
  { source }: LineContext,
  { left }: BareValues,
  rest: SlotField | undefined,
  given: Record<string, string>,
): Problem[] {
  if (left.length === 0) return [];
  const words = asTyped(source, left);
  const whole = [rest && given[rest.name], ...left.map(({ text }) => text)].join(' ');
  const within = rest === undefined ? [] : [{ label: 'As part of the text', set: { [rest.name]: whole } }];
  return [
    {
      field: lineField,
      message: `It is not clear what ${quoted(words)} means here.`,
      fixes: [{ label: 'Without it', set: {} }, ...within],
    },
  ];
}
