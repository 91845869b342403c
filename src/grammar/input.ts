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
import { messageOf, missingValue, wrongValue } from './problems.ts';
import { fieldsOf, fileField, type SlotField } from './slot.ts';

/** The result of reading the input of a command. */
export type InputRead = {
  /** The given values, as text by field and ready for a form: dates as YYYY-MM-DD, no unknown fields. */
  known: Record<string, string>;
} & (
  | { is: 'ok'; input: unknown }
  /** Required fields have no value. `understood`: the given values in words, by label. */
  | { is: 'missing'; fields: string[]; understood: Record<string, string> }
  /** `understood` are the valid values. */
  | { is: 'invalid'; problems: Problem[]; understood: Record<string, string>; offers?: CorrectedInput[] }
);

/** Input that is valid after the fixes of its problems, as text by field. */
export type CorrectedInput = { label: string; input: Record<string, string> };

/**
 * Validates raw text, of a line, a button or a form, as the input of a command. Dates may be words or YYYY-MM-DD;
 * empty text counts as not given. With any `lineProblems` the input is invalid.
 */
export function readInput(
  command: Pick<Syntax, 'input'>,
  raw: Readonly<Record<string, string>>,
  at: { today: string },
  lineProblems: readonly Problem[] = [],
): InputRead {
  const fields = fieldsOf(command.input);
  const dated = readDates(fields, givenValues(command.input, fields, raw), at.today);
  const known = dated.values;
  const parsed = command.input.safeParse(known, { error: messageOf });
  const problems = [...lineProblems, ...dated.problems];
  const missing: string[] = [];
  for (const issue of parsed.error?.issues ?? []) {
    const name = issue.path.length > 0 ? String(issue.path[0]) : lineField;
    // a problem of the file explains the missing text
    const own = [name, fileField(name)];
    if (problems.some(({ field }) => own.includes(field) && name !== lineField)) continue;
    if (isMissing(issue, name, known)) missing.push(name);
    else problems.push({ field: name, message: wrongValue(labelOf(fields, name), issue, known[name]) });
  }
  if (parsed.success && problems.length === 0) return { is: 'ok', input: parsed.data, known };
  const read = understoodValues(fields, known, problems, at.today);
  if (problems.length === 0) return { is: 'missing', fields: missing, understood: read, known };
  const lacking = missing.map((name) => ({ field: name, message: missingValue(labelOf(fields, name)) }));
  const offers = missing.length > 0 ? [] : offersFor(command, { ...raw, ...known }, problems, at);
  return {
    is: 'invalid',
    problems: [...problems, ...lacking],
    understood: read,
    known,
    ...(offers.length > 0 ? { offers } : {}),
  };
}

/** Returns valid inputs, if each problem has a fix. */
function offersFor(
  command: Pick<Syntax, 'input'>,
  values: Record<string, string>,
  problems: readonly Problem[],
  at: { today: string },
): CorrectedInput[] {
  const [only, ...others] = problems;
  if (!only || problems.some(({ fixes = [] }) => fixes.length === 0)) return [];
  const fixes = others.length === 0 ? (only.fixes ?? []) : combineFixes(problems);
  return fixes.flatMap(({ label, set }) => {
    const read = readInput(command, { ...values, ...set }, at);
    return read.is === 'ok' ? [{ label, input: read.known }] : [];
  });
}

/** Combines the first fix of each problem with each choice of the one ambiguous value; none if several are ambiguous. */
function combineFixes(problems: readonly Problem[]): Fix[] {
  const [choice, ...choices] = problems.filter(({ fixes = [] }) => fixes.some(({ isChoice }) => isChoice));
  if (choices.length > 0) return [];
  const first = problems.filter((one) => one !== choice).flatMap(({ fixes = [] }) => fixes.slice(0, 1));
  const set: Record<string, string> = Object.assign({}, ...first.map((fix) => fix.set));
  return (choice?.fixes ?? [{ label: 'Without the unclear words', set: {} }]).map((fix) => ({
    label: fix.label,
    set: { ...set, ...fix.set },
  }));
}

/** Whether an issue is only an absent value; a rule of the command itself (`custom`) may concern an absent field. */
const isMissing = (issue: z.core.$ZodIssue, name: string, known: Record<string, string>) =>
  issue.code !== 'custom' && name !== lineField && known[name] === undefined;

/** Returns the non-empty texts of the command's fields. `raw` may come from a forged form and hold anything. */
function givenValues(
  input: z.ZodObject,
  fields: readonly SlotField[],
  raw: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const manyLines = new Set(fields.filter(({ slot }) => slot.long).map(({ name }) => name));
  const people = new Set(
    fields.filter(({ slot }) => slot.is === 'person' || slot.people || slot.commands).map(({ name }) => name),
  );
  const figures = new Set(fields.filter(({ slot }) => !isPlainText(slot)).map(({ name }) => name));
  const values: Record<string, string> = {};
  for (const name of Object.keys(input.shape)) {
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
    if (typeof value !== 'string') continue;
    const typed = value.normalize(figures.has(name) ? 'NFKC' : 'NFC');
    // in a text a mention becomes a name; for a person, and in commands to run, it stays an address
    const named = people.has(name) ? typed : withNames(typed);
    const clean = storable(manyLines.has(name) ? named : named.replaceAll(/[\r\n\t]+/g, ' '));
    if (clean.trim() !== '') values[name] = clean;
  }
  return values;
}

/** Converts dates to YYYY-MM-DD; removes and reports those that cannot be read. */
function readDates(fields: readonly SlotField[], given: Record<string, string>, today: string) {
  const values = { ...given };
  const problems: Problem[] = [];
  for (const { name, slot } of fields) {
    const text = values[name];
    if (slot.is !== 'date' || text === undefined) continue;
    const read = readDate(text, today, { isPast: slot.past === true });
    if (read.is === 'day') values[name] = read.iso;
    else if (read.is === 'cleared') values[name] = 'none';
    else {
      delete values[name];
      const either = read.is === 'refused' ? (read.either ?? []) : [];
      const fixes = either.map((iso) => ({
        label: formatDateWithYear(iso),
        set: { [name]: iso },
        isChoice: true,
      }));
      const message = `${slot.label} ${read.problem}.`;
      problems.push({ field: name, message, ...(fixes.length > 0 && { fixes }) });
    }
  }
  return { values, problems };
}

function understoodValues(
  fields: readonly SlotField[],
  known: Record<string, string>,
  problems: readonly Problem[],
  today: string,
): Record<string, string> {
  const wrong = new Set(problems.map((problem) => problem.field));
  return Object.fromEntries(
    fields.flatMap(({ name, slot }) => {
      const value = known[name];
      return value === undefined || wrong.has(name)
        ? []
        : [[slot.label, displayValue(slot.is, value, today)]];
    }),
  );
}

function displayValue(kind: SlotField['slot']['is'], value: string, today: string): string {
  if (kind === 'date') return value === 'none' ? 'none' : formatDate(value, today);
  if (kind === 'choice') return choiceLabel(value);
  return kind === 'person' ? withNames(value) : excerpt(withNames(value), 80);
}

const labelOf = (fields: readonly SlotField[], name: string) =>
  fields.find((field) => field.name === name)?.slot.label ?? capitalised(name);
