import type { Problem } from '../../domain/outcome.ts';
import type { SlotField } from '../slot.ts';
import type { FreeWord } from './keyed.ts';
import { longestRun, takeValue } from './values.ts';
import { quoted, wholeLine } from './wording.ts';

/** What the words without a key say. */
export type Placed = { given: Record<string, string>; problems: Problem[] };

/**
 * Gives the words to the positional slots, in order of declaration and one word each, and what is left to
 * the rest slot. Slots that a key has filled (`keyed`) take nothing.
 */
export function fillPlaces(
  source: string,
  words: FreeWord[],
  fields: readonly SlotField[],
  keyed: Record<string, string>,
  today: string,
): Placed {
  const given: Record<string, string> = {};
  const open = fields.filter((field) => !Object.hasOwn(keyed, field.name));
  let next = 0;
  for (const { name, slot } of open.filter((field) => field.slot.at === 'place')) {
    const word = words[next];
    if (!word || word.restOnly) break;
    const free = words.slice(next, next + longestRun).filter((one) => !one.restOnly);
    const value = takeValue(slot, free, today);
    given[name] = value.text;
    next += value.words;
  }
  const left = words.slice(next);
  const rest = open.find((field) => field.slot.at === 'rest');
  if (left.length === 0) return { given, problems: [] };
  if (!rest) return { given, problems: [surplus(source, left)] };
  given[rest.name] = asTyped(source, left);
  return { given, problems: [] };
}

/** Text as it was typed, without the quotes around the whole and without the keys in between. */
function asTyped(source: string, words: FreeWord[]): string {
  const [only, ...others] = words;
  if (only?.is === 'quoted' && others.length === 0) return only.text;
  const runs: { from: number; to: number; last: number }[] = [];
  for (const { from, to, first, last } of words) {
    const run = runs.at(-1);
    if (run && run.last + 1 === first) Object.assign(run, { to, last });
    else runs.push({ from, to, last });
  }
  return runs.map((run) => tidy(source.slice(run.from, run.to))).join(' ');
}

/** Single spaces, at most one empty line. */
function tidy(text: string): string {
  return text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}

const surplus = (source: string, words: FreeWord[]): Problem => ({
  field: wholeLine,
  message: `Did not expect ${quoted(asTyped(source, words))}: a text of several words needs quotes around it.`,
});
