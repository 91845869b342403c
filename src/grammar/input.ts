import type * as z from 'zod';
import { readDate } from '../dates/dates.ts';
import type { Fix, Problem } from '../domain/outcome.ts';
import { excerpt } from '../domain/text/cut.ts';
import { storable } from '../domain/text/storable.ts';
import { capitalised, choiceLabel, lineField } from '../domain/text/wording.ts';
import { formatDate, formatDateWithYear } from '../domain/time/dates.ts';
import type { Syntax } from './line.ts';
import { isPlainText } from './match.ts';
import { withNames } from './mentions.ts';
import { missingValue, plainWords, wrongValue } from './problems.ts';
import { fieldsOf, fileField, type SlotField } from './slot.ts';

/** The input of a command, or why there is none. */
export type InputRead = {
  /** What was given, as text by field and ready for a form: dates as YYYY-MM-DD, unknown fields left out. */
  known: Record<string, string>;
} & (
  | { is: 'ok'; input: unknown }
  /** Nothing is wrong, but these fields are needed as well. `understood`: by label, in words. */
  | { is: 'missing'; fields: string[]; understood: Record<string, string> }
  /** `understood` is what was read without trouble. */
  | { is: 'invalid'; problems: Problem[]; understood: Record<string, string>; offers?: Offered[] }
);

/** What a line would have to say to be carried out, as text by field. */
export type Offered = { label: string; input: Record<string, string> };

/**
 * Checks raw text against a command's input, whichever door it came by. Dates may be words or YYYY-MM-DD;
 * empty text counts as not given. `already` are problems of the line itself; with any of them the input is invalid.
 */
export function readInput(
  command: Pick<Syntax, 'input'>,
  raw: Readonly<Record<string, string>>,
  at: { today: string },
  already: readonly Problem[] = [],
): InputRead {
  const fields = fieldsOf(command.input);
  const dated = readDates(fields, givenValues(command.input, fields, raw), at.today);
  const known = dated.values;
  const parsed = command.input.safeParse(known, { error: plainWords });
  const problems = [...already, ...dated.problems];
  const missing: string[] = [];
  for (const issue of parsed.error?.issues ?? []) {
    const name = issue.path.length > 0 ? String(issue.path[0]) : lineField;
    // what is wrong with a file explains why there is no text
    const own = [name, fileField(name)];
    if (problems.some(({ field }) => own.includes(field) && name !== lineField)) continue;
    if (isMissing(issue, name, known)) missing.push(name);
    else problems.push({ field: name, message: wrongValue(labelOf(fields, name), issue, known[name]) });
  }
  if (parsed.success && problems.length === 0) return { is: 'ok', input: parsed.data, known };
  const read = understood(fields, known, problems, at.today);
  if (problems.length === 0) return { is: 'missing', fields: missing, understood: read, known };
  const lacking = missing.map((name) => ({ field: name, message: missingValue(labelOf(fields, name)) }));
  const offers = missing.length > 0 ? [] : offered(command, { ...raw, ...known }, problems, at);
  return {
    is: 'invalid',
    problems: [...problems, ...lacking],
    understood: read,
    known,
    ...(offers.length > 0 ? { offers } : {}),
  };
}

/** The inputs that would do, where each thing that is wrong has a way to mend it. */
function offered(
  command: Pick<Syntax, 'input'>,
  values: Record<string, string>,
  problems: readonly Problem[],
  at: { today: string },
): Offered[] {
  const [only, ...others] = problems;
  if (!only || problems.some(({ fixes = [] }) => fixes.length === 0)) return [];
  const ways = others.length === 0 ? (only.fixes ?? []) : together(problems);
  return ways.flatMap(({ label, set }) => {
    const read = readInput(command, { ...values, ...set }, at);
    return read.is === 'ok' ? [{ label, input: read.known }] : [];
  });
}

/** Several things are wrong: the first way for each of them; but what could mean two things is not chosen for anybody. */
function together(problems: readonly Problem[]): Fix[] {
  const [choice, ...choices] = problems.filter(({ fixes = [] }) => fixes.some(({ isChoice }) => isChoice));
  if (choices.length > 0) return [];
  const first = problems.filter((one) => one !== choice).flatMap(({ fixes = [] }) => fixes.slice(0, 1));
  const set: Record<string, string> = Object.assign({}, ...first.map((fix) => fix.set));
  return (choice?.fixes ?? [{ label: 'Without what is not clear', set: {} }]).map((fix) => ({
    label: fix.label,
    set: { ...set, ...fix.set },
  }));
}

/** A rule of the command itself (`custom`) may speak of a field that is absent; everything else is a gap. */
const isMissing = (issue: z.core.$ZodIssue, name: string, known: Record<string, string>) =>
  issue.code !== 'custom' && name !== lineField && known[name] === undefined;

/** Only fields that the command has. A forged form may hold anything, so nothing about `raw` is believed. */
function givenValues(
  input: z.ZodObject,
  fields: readonly SlotField[],
  raw: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const manyLines = new Set(fields.filter(({ slot }) => slot.long).map(({ name }) => name));
  const people = new Set(
    fields.filter(({ slot }) => slot.is === 'person' || slot.people).map(({ name }) => name),
  );
  const figures = new Set(fields.filter(({ slot }) => !isPlainText(slot)).map(({ name }) => name));
  const values: Record<string, string> = {};
  for (const name of Object.keys(input.shape)) {
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
    if (typeof value !== 'string') continue;
    const typed = value.normalize(figures.has(name) ? 'NFKC' : 'NFC');
    // somebody who is mentioned in a text is named there; only a person's field means the person
    const named = people.has(name) ? typed : withNames(typed);
    const clean = storable(manyLines.has(name) ? named : named.replaceAll(/[\r\n\t]+/g, ' '));
    if (clean.trim() !== '') values[name] = clean;
  }
  return values;
}

/** Dates become YYYY-MM-DD; those that cannot are taken out and reported. */
function readDates(fields: readonly SlotField[], given: Record<string, string>, today: string) {
  const values = { ...given };
  const problems: Problem[] = [];
  for (const { name, slot } of fields) {
    const text = values[name];
    if (slot.is !== 'date' || text === undefined) continue;
    const read = readDate(text, today);
    if (read.is === 'day') values[name] = read.iso;
    else if (read.is === 'cleared') values[name] = 'none';
    else {
      delete values[name];
      const either = read.is === 'refused' ? (read.either ?? []) : [];
      const fixes = either.map((iso) => ({
        ...{ label: formatDateWithYear(iso), set: { [name]: iso }, isChoice: true },
      }));
      const message = `${slot.label} ${read.problem}.`;
      problems.push({ field: name, message, ...(fixes.length > 0 && { fixes }) });
    }
  }
  return { values, problems };
}

function understood(
  fields: readonly SlotField[],
  known: Record<string, string>,
  problems: readonly Problem[],
  today: string,
): Record<string, string> {
  const wrong = new Set(problems.map((problem) => problem.field));
  return Object.fromEntries(
    fields.flatMap(({ name, slot }) => {
      const value = known[name];
      return value === undefined || wrong.has(name) ? [] : [[slot.label, asRead(slot.is, value, today)]];
    }),
  );
}

function asRead(kind: SlotField['slot']['is'], value: string, today: string): string {
  switch (kind) {
    case 'date':
      return value === 'none' ? 'none' : formatDate(value, today);
    case 'person':
      return withNames(value);
    case 'choice':
      return choiceLabel(value);
    case 'reference':
    case 'item':
    case 'text':
    case 'number':
    case 'yesno':
      return excerpt(withNames(value), 80);
    default:
      return kind satisfies never;
  }
}

const labelOf = (fields: readonly SlotField[], name: string) =>
  fields.find((field) => field.name === name)?.slot.label ?? capitalised(name);
