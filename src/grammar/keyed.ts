import type { Problem } from '../domain/outcome.ts';
import { byName, onePerson, readTail } from './bare.ts';
import type { FreeWord } from './free-word.ts';
import { findKeys, type Unit, type Word } from './keys.ts';
import { countPeople, isPerson, isPlainText, matchKey, withoutMark } from './match.ts';
import type { SlotField } from './slot.ts';
import type { Token } from './tokens.ts';
import { longestRun, takeValue } from './values.ts';

/** Names the project that is meant, on any command whose input has no such field. */
export const projectKey = 'project';

const project: SlotField = {
  name: projectKey,
  key: projectKey,
  slot: { is: 'text', label: 'Project', at: 'key' },
  optional: true,
};

/** What the keys of a line say, and the words that are left. */
export type Keyed = {
  given: Record<string, string>;
  project?: string;
  words: FreeWord[];
  problems: Problem[];
};

/** Takes every `key:value` out of the tokens, wherever it stands. */
export function pullKeys(
  source: string,
  tokens: Token[],
  fields: readonly SlotField[],
  today: string,
): Keyed {
  const hasProject = fields.some((field) => field.name === projectKey);
  const found = findKeys(source, tokens, hasProject ? fields : [...fields, project]);
  const pulled = pullValues(found.units, fields, today);
  const problems = [...found.problems, ...pulled.problems.values()];
  const { [projectKey]: named, ...others } = pulled.given;
  if (hasProject || named === undefined) return { ...pulled, problems };
  return { words: pulled.words, problems, given: others, project: named };
}

function pullValues(units: Unit[], fields: readonly SlotField[], today: string) {
  const hasRest = fields.some(({ slot }) => slot.at === 'rest');
  const given: Record<string, string> = {};
  /** One of a kind and field, however often it happens. */
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
    if (following.length === 0) problems.set(`empty ${field.name}`, withoutValue(field));
    else if (field.slot.at === 'rest' && following[0]?.is === 'word') restOnly = true;
    else if (Object.hasOwn(given, field.name)) {
      problems.set(`repeated ${field.name}`, repeated(field));
      next++;
    } else {
      const value =
        isPlainText(field.slot) && (words.length > 0 || !hasRest)
          ? wholeRun(units, next, field, { fields, today })
          : takeValue(field.slot, following, today);
      const [person, other] = field.slot.is === 'person' ? apart(value.text) : [value.text];
      given[field.name] = person;
      next += value.words;
      const behind = field.slot.is === 'person' ? wordsFrom(units, next) : [];
      const others = countPeople(behind);
      next += others;
      const last = behind[others - 1]?.text ?? other;
      if (last && (others > 0 || isPerson(last)))
        problems.set(`people ${field.name}`, onePerson(field, withoutMark(last)));
    }
  }
  return { given, words, problems };
}

/** `@ana,@bo`, or in quotes with a space: the first, and what is behind the comma. */
function apart(text: string): [string, string?] {
  const [, person, other] = /^(<@[^<>]*>|@[^,;]+?)\s*[,;，、；]\s*(\S.*)$/u.exec(text) ?? [];
  return person && other ? [person, other] : [text];
}

/** A text without quotes behind its key: up to the next key, with or without its colon, or a quoted text. */
function wholeRun(
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
  // a bare key before a quoted text is that text's: `outcome: we can pay description "All of it"`
  const behind = units[from + run.length];
  if (behind?.is === 'word' && behind.word.is === 'quoted')
    run.length -= keyAtEnd(run, byName(fields.filter((field) => field.name !== name)));
  const [first] = units.slice(from, from + 1);
  if (run.length === 0) return { text: first?.is === 'word' ? first.word.text : '', words: 1 };
  const open = fields.filter((field) => field.name !== name);
  const { text } = readTail(run, { open, today }, 1);
  return { text: withoutMark(text.map((word) => word.text).join(' ')), words: text.length };
}

/** How many words at the end of a text are a key without its colon; the text keeps one word at least. */
function keyAtEnd(run: readonly Word[], fields: ReadonlyMap<string, SlotField>): number {
  for (let from = Math.max(1, run.length - 3); from < run.length; from += 1) {
    const end = run.slice(from);
    if (matchKey(end, fields)?.words === end.length) return end.length;
  }
  return 0;
}

/** The words up to the next key, and no more than the longest value has. */
function wordsFrom(units: Unit[], from: number): Word[] {
  const words: Word[] = [];
  for (const unit of units.slice(from, from + longestRun)) {
    if (unit.is === 'key') break;
    words.push(unit.word);
  }
  return words;
}

const withoutValue = ({ name, key, slot }: SlotField): Problem => ({
  field: name,
  message: `${slot.label} has no value: write it after “${key}:”, or leave “${key}:” out.`,
});

const repeated = ({ name, key, slot }: SlotField): Problem => ({
  field: name,
  message: `${slot.label} is given more than once: write “${key}:” one time only.`,
});
