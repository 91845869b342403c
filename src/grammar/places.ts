import type { Problem } from '../domain/outcome.ts';
import { lineField, quoted } from '../domain/text/wording.ts';
import { type Bare, onePerson, readBare, readTail } from './bare.ts';
import type { FreeWord } from './free-word.ts';
import { countPeople, isPerson, matchValue, withoutMark } from './match.ts';
import type { SlotField } from './slot.ts';
import { readKindAndDate } from './tails.ts';
import { longestRun, takeValue } from './values.ts';

/** What the words without a colon say. */
export type Placed = { given: Record<string, string>; problems: Problem[] };

/** What a line is read against. */
type Line = { source: string; fields: readonly SlotField[]; keyed: Record<string, string>; today: string };

/**
 * Gives the words to the positional slots, in order of declaration, and what is left to the rest slot.
 * Slots that a key has filled (`keyed`) take nothing.
 */
export function fillPlaces(
  source: string,
  words: FreeWord[],
  fields: readonly SlotField[],
  keyed: Record<string, string>,
  today: string,
): Placed {
  const line = { source, fields, keyed, today };
  const rest = fields.find((field) => field.slot.at === 'rest');
  return rest ? withRest(line, words, rest) : withoutRest(line, words);
}

/** A command whose inputs are all short: keys are found wherever they stand, with or without their colon. */
function withoutRest(line: Line, words: FreeWord[]): Placed {
  const { fields, keyed, today } = line;
  const named = readBare(words, { open: without(fields, keyed), fields, today, namedOnly: true });
  const places = inPlaces(line, named.left, { ...keyed, ...named.given });
  const given = { ...named.given, ...places.given };
  const others = readBare(places.left, { open: without(fields, { ...keyed, ...given }), fields, today });
  const all = { ...given, ...others.given };
  return {
    given: all,
    problems: [...places.problems, ...others.problems, ...surplus(line, others, undefined, all)],
  };
}

function withRest(line: Line, words: FreeWord[], rest: SlotField): Placed {
  const { fields, keyed, today } = line;
  const places = inPlaces(line, words, keyed);
  if (places.left.length === 0) return { given: places.given, problems: places.problems };
  const open = without(fields, { ...keyed, ...places.given }).filter(({ slot }) => slot.at === 'key');
  const reading = { open, fields, today };
  if (Object.hasOwn(keyed, rest.name)) {
    const bare = readBare(places.left, reading);
    const given = { ...places.given, ...bare.given };
    return { given, problems: [...bare.problems, ...surplus(line, bare, rest, { ...keyed, ...given })] };
  }
  if (rest.slot.file || rest.slot.lists)
    return { given: { ...places.given, [rest.name]: asTyped(line.source, places.left) }, problems: [] };
  const closed = closedText(places.left, rest, reading);
  if (!closed)
    return { given: { ...places.given, ...openText(line, places.left, rest, open) }, problems: [] };
  const given = { ...places.given, ...closed.bare.given, [rest.name]: closed.text };
  return { given, problems: [...closed.bare.problems, ...surplus(line, closed.bare, rest, given)] };
}

const without = (fields: readonly SlotField[], given: Record<string, string>) =>
  fields.filter((field) => !Object.hasOwn(given, field.name));

function inPlaces({ fields, today }: Line, words: FreeWord[], taken: Record<string, string>) {
  const given: Record<string, string> = {};
  const problems: Problem[] = [];
  let next = 0;
  const open = without(fields, taken);
  let places = open.filter(({ slot }) => slot.at === 'place');
  while (places.length > 0) {
    const word = words[next];
    if (!word || word.restOnly) break;
    const free = words.slice(next, next + longestRun).filter((one) => !one.restOnly);
    const field = nextPlace(places, free, today);
    places = places.filter((one) => one !== field);
    if (isForKey(field, free, open, today)) continue;
    const value = takeValue(field.slot, free, today);
    given[field.name] = value.text;
    next += value.words;
    if (field.slot.is !== 'person' || places.some(({ slot }) => slot.is === 'person')) continue;
    const others = countPeople(words.slice(next));
    if (others > 0) problems.push(onePerson(field, withoutMark(words[next + others - 1]?.text ?? '')));
    next += others;
  }
  return { given, problems, left: words.slice(next) };
}

/** The first place, unless the word is no person but the role that comes after: `role coach @ana`. */
function nextPlace(places: readonly SlotField[], words: readonly FreeWord[], today: string): SlotField {
  const [first, second] = places as [SlotField, SlotField?];
  const other = words[1];
  if (first.slot.is !== 'person' || second?.slot.is !== 'choice' || !other) return first;
  const swapped = isPerson(other.text) && matchValue(second.slot, words, today, 'placed') > 0;
  return swapped ? second : first;
}

/** `snooze 3 18 dec`: a choice that may be left out does not take what can only be another input. */
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

/** A text that is over where its quotes end, or the number of something; what stands around it is no part of it. */
function closedText(
  words: FreeWord[],
  { slot }: SlotField,
  reading: { open: readonly SlotField[]; fields: readonly SlotField[]; today: string },
): { text: string; bare: Bare } | undefined {
  const [first, ...others] = words;
  if (first?.is === 'quoted') return { text: first.text, bare: readBare(others, reading) };
  if (
    first &&
    slot.orNumber &&
    new RegExp(`^[#${slot.orNumber}]\\d{1,6}$`, 'i').test(first.text.normalize('NFKC'))
  ) {
    const bare = readBare(others, reading);
    return isWhole(bare) ? { text: first.text, bare } : undefined;
  }
  const quotes = words.filter(({ is }) => is === 'quoted');
  const [quote] = quotes;
  if (!quote || quotes.length > 1 || words.length > mostAround) return undefined;
  const bare = readBare(
    words.filter((word) => word !== quote),
    reading,
  );
  return isWhole(bare) ? { text: quote.text, bare } : undefined;
}

/** Nobody writes more keys and values around a quoted text; prose may be longer. */
const mostAround = 60;

const isWhole = ({ left, problems }: Bare) => left.length === 0 && problems.length === 0;

/** An unquoted text as it was typed, without the keys in between and the keys and values that end it. */
function openText(
  { source, keyed, today }: Line,
  words: FreeWord[],
  rest: SlotField,
  open: readonly SlotField[],
): Record<string, string> {
  const given: Record<string, string> = {};
  let kept: FreeWord[] = [];
  for (const part of runsOf(words)) {
    const least = kept.length === 0 && !rest.optional ? 1 : 0;
    const tail = readTail(part, { open: without(open, given), today }, least);
    Object.assign(given, tail.given);
    kept = [...kept, ...tail.text];
  }
  if (rest.slot.tails) {
    const tail = readKindAndDate(kept, without(open, { ...keyed, ...given }), today);
    Object.assign(given, tail.given);
    kept = tail.text;
  }
  return kept.length === 0 ? given : { ...given, [rest.name]: asTyped(source, kept) };
}

/** The words between two keys stand together. */
function runsOf(words: FreeWord[]): FreeWord[][] {
  const runs: FreeWord[][] = [];
  for (const word of words) {
    const run = runs.at(-1);
    if (run?.at(-1)?.last === word.first - 1) run.push(word);
    else runs.push([word]);
  }
  return runs;
}

/** Text as it was typed, without the quotes around the whole and without the keys in between. */
function asTyped(source: string, words: FreeWord[]): string {
  const [only, ...others] = words;
  if (only?.is === 'quoted' && others.length === 0) return only.text;
  return runsOf(words)
    .map((run) => tidy(source.slice(run[0]?.from, run.at(-1)?.to)))
    .join(' ');
}

/** Single spaces, at most one empty line. */
function tidy(text: string): string {
  return text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}

/** What has no place: the line works without it, or with all of it in its text. */
function surplus(
  { source }: Line,
  { left }: Bare,
  rest: SlotField | undefined,
  given: Record<string, string>,
): Problem[] {
  if (left.length === 0) return [];
  const words = asTyped(source, left);
  const whole = [rest && given[rest.name], ...left.map(({ text }) => text)].join(' ');
  const within = rest === undefined ? [] : [{ label: 'With it in the text', set: { [rest.name]: whole } }];
  return [
    {
      field: lineField,
      message: `It is not clear what ${quoted(words)} means here.`,
      fixes: [{ label: 'Without it', set: {} }, ...within],
    },
  ];
}
