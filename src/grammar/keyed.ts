import type { Problem } from '../domain/outcome.ts';
import { onlyOnePerson, readTail, valueText } from './bare.ts';
import { byName, type FreeWord, findKeys, type Unit, type Word } from './keys.ts';
import { countPeople, isPerson, isPlainText, matchKey } from './match.ts';
import type { SlotField } from './slot.ts';
import type { Token } from './tokens.ts';
import { maxValueWords, takeValue, withoutTrailingMark } from './values.ts';

/** The key of the project, on any command whose input has no such field. */
const projectKey = 'project';

const project: SlotField = {
  name: projectKey,
  key: projectKey,
  slot: { is: 'text', label: 'Project', at: 'key' },
  optional: true,
};

/** The values of the keys of a line, and the other words. */
export type KeyedValues = {
  given: Record<string, string>;
  project?: string;
  words: FreeWord[];
  problems: Problem[];
};

/** Extracts every `key:value` from the tokens, in any place. */
export function extractKeys(
  source: string,
  tokens: Token[],
  fields: readonly SlotField[],
  today: string,
): KeyedValues {
  const hasProject = fields.some((field) => field.name === projectKey);
  const found = findKeys(source, tokens, hasProject ? fields : [...fields, project]);
  const pulled = extractValues(source, found.units, fields, today);
  const problems = [...found.problems, ...pulled.problems.values()];
  const { [projectKey]: named, ...others } = pulled.given;
  if (hasProject || named === undefined) return { ...pulled, problems };
  return { words: pulled.words, problems, given: others, project: named };
}

function extractValues(source: string, units: Unit[], fields: readonly SlotField[], today: string) {
  const hasRest = fields.some(({ slot }) => slot.at === 'rest');
  const given: Record<string, string> = {};
  /** One for each kind and field. */
  const problems = new Map<string, Problem>();
  const words: FreeWord[] = [];
  let restOnly = false;
  let next = 0;
  for (let unit = units[next++]; unit; unit = units[next++]) {
    if (unit.is === 'word') {
      words.push({ ...unit.word, restOnly });
      continue;
    }
    const { field } = unit;
    const following = wordsFrom(units, next);
    if (following.length === 0) problems.set(`empty ${field.name}`, emptyKey(field));
    else if (field.slot.at === 'rest' && following[0]?.is === 'word') restOnly = true;
    else if (Object.hasOwn(given, field.name)) {
      problems.set(`repeated ${field.name}`, repeatedKey(field));
      next++;
    } else {
      const value = field.slot.lists
        ? readList(source, units, next, words.length > 0 || !hasRest)
        : isPlainText(field.slot) && (words.length > 0 || !hasRest)
          ? readTextRun(units, next, field, { fields, today })
          : takeValue(field.slot, following, today);
      const [person, other] = field.slot.is === 'person' ? splitPeople(value.text) : [value.text];
      given[field.name] = person;
      next += value.words;
      const behind = field.slot.is === 'person' ? wordsFrom(units, next) : [];
      const others = countPeople(behind);
      next += others;
      const last = behind[others - 1]?.text ?? other;
      if (last && (others > 0 || isPerson(last)))
        problems.set(`people ${field.name}`, onlyOnePerson(field, withoutTrailingMark(last)));
    }
  }
  return { given, words, problems };
}

/** Splits `@ana,@bo` at the comma, also in quotes with a space; a text after which no person follows stays whole. */
function splitPeople(text: string): [string, string?] {
  const [, person, other] = /^(<@[^<>]*>|@[^,;]+?)\s*[,;，、；]\s*(\S.*)$/u.exec(text) ?? [];
  return person && other && isPerson(withoutTrailingMark(other)) ? [person, other] : [text];
}

/** Reads an unquoted text after its key, up to the next key, with or without its colon, or a quoted text. */
function readTextRun(
  units: readonly Unit[],
  from: number,
  { name }: SlotField,
  { fields, today }: { fields: readonly SlotField[]; today: string },
): { text: string; words: number } {
  const run: FreeWord[] = [];
  for (let at = from; ; at += 1) {
    const unit = units[at];
    if (unit?.is !== 'word' || unit.word.is !== 'word') break;
    run.push({ ...unit.word, restOnly: false });
  }
  // a bare key before a quoted text belongs to it: `outcome: we can pay description "All of it"`
  const open = fields.filter((field) => field.name !== name);
  const behind = units[from + run.length];
  if (behind?.is === 'word' && behind.word.is === 'quoted') run.length -= keyAtEnd(run, byName(open));
  const first = units[from];
  if (run.length === 0) return { text: first?.is === 'word' ? first.word.text : '', words: 1 };
  const { text } = readTail(run, { open, today }, 1);
  return { text: valueText(text), words: text.length };
}

/**
 * Reads a list as typed: values with commas between them, each perhaps in quotes. It ends before the next key, or
 * where no comma joins two values, unless it `isLast` of the line's texts.
 */
function readList(source: string, units: readonly Unit[], from: number, isLast: boolean) {
  const words = units.slice(from).map((unit) => (unit.is === 'word' ? unit.word : undefined));
  const textOf = (count: number) => source.slice(words[0]?.from, words[count - 1]?.to);
  let count = 1;
  for (let word = words[count]; word; word = words[count]) {
    const text = textOf(count);
    const isOpen = (text.match(quoteMarks)?.length ?? 0) % 2 === 1;
    if (!isLast && !isOpen && !/[,;]\s*$/.test(text) && !/^[,;]/.test(source.slice(word.from))) break;
    count += 1;
  }
  return { text: withoutTrailingMark(textOf(count)), words: count };
}

const quoteMarks = /["“”„«»]/g;

/** Returns how many words at the end of a text are a key without its colon; the text keeps at least one word. */
function keyAtEnd(run: readonly Word[], fields: ReadonlyMap<string, SlotField>): number {
  for (let from = Math.max(1, run.length - 3); from < run.length; from += 1) {
    const end = run.slice(from);
    if (matchKey(end, fields)?.words === end.length) return end.length;
  }
  return 0;
}

/** Returns the words up to the next key, at most as many as a value can have. */
function wordsFrom(units: Unit[], from: number): Word[] {
  const words: Word[] = [];
  for (const unit of units.slice(from, from + maxValueWords)) {
    if (unit.is === 'key') break;
    words.push(unit.word);
  }
  return words;
}

const emptyKey = ({ name, key, slot }: SlotField): Problem => ({
  field: name,
  message: `${slot.label} has no value: write it after “${key}:”, or leave “${key}:” out.`,
});

const repeatedKey = ({ name, key, slot }: SlotField): Problem => ({
  field: name,
  message: `${slot.label} appears more than once: write “${key}:” once.`,
});
