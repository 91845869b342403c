import { type Card, type Field, plainWords } from '../../../cards/model.ts';
import type { Tx } from '../../../db/database.ts';
import { type Outcome, ok, type Problem } from '../../domain/outcome.ts';
import { searchLabels } from '../../domain/text/search.ts';
import { fieldsOf } from '../../grammar/slot.ts';
import type { FormRequest, Reply } from '../../ports/intent.ts';
import type { Moment } from '../define.ts';
import type { IdentifiedRequest } from '../identified-request.ts';
import { filledKey, formOf, maxChoices, shownFields } from '../input/form.ts';
import { drawForm, redrawForm } from './draw.ts';
import { namesThing, offeredFor } from './offered.ts';
import { openedKey } from './opened.ts';
import { type FormSubject, loadSubject, noSubject } from './subject.ts';

type Refused = Extract<Reply, { is: 'refused' }>;
type Request = Pick<IdentifiedRequest, 'read' | 'who' | 'intent' | 'clock'>;

/** Answers a request for the form itself: all of its fields, or the choices of one. */
export async function answerForm(
  tx: Tx,
  at: Request,
  wanted: FormRequest,
  moment: Moment,
): Promise<Outcome<Reply>> {
  return wanted.is === 'whole' ? wholeForm(tx, at, moment) : ok(await search(tx, at, wanted));
}

/** Draws all fields: those of the first form as filled in, the others with their present values. */
async function wholeForm(tx: Tx, at: Request, moment: Moment): Promise<Outcome<Reply>> {
  const { read, who, clock } = at;
  const { command } = read;
  const typed = typedInto(at);
  const { subject, given, preset } = await loadSubject(tx, at, typed, moment);
  const drawn = await drawForm({ tx, who, command, clock }, { given: typed, presets: preset, isWhole: true });
  if (!drawn.ok) return drawn;
  const first = new Set(shownFields(command, { given: subjectIn(at) }).shown.map(({ name }) => name));
  // a field that was emptied stays empty
  const fields = drawn.value.fields.map((field) =>
    first.has(field.name) && !typed[field.name] ? withoutValue(field) : field,
  );
  const kept = typed[openedKey] ? { [openedKey]: typed[openedKey] } : {};
  const form = {
    ...drawn.value,
    given: { ...drawn.value.given, ...given, ...kept },
    ...(subject ? { subject } : {}),
    fields,
  };
  return ok({ is: 'form', form });
}

/** What a form carries and what was typed into it, as text by field. */
const typedInto = ({ intent, read }: Request): Record<string, string> =>
  'input' in intent.ask ? intent.ask.input : read.raw;

/** The part of the input that names the subject. */
function subjectIn(at: Request): Record<string, string> {
  const typed = typedInto(at);
  return Object.fromEntries(
    fieldsOf(at.read.command.input).flatMap(({ name, slot, optional }) =>
      typed[name] && slot.names && !optional ? [[name, typed[name]]] : [],
    ),
  );
}

const withoutValue = ({ value: _, ...field }: Field): Field => field as Field;

/** Finds the choices of a field; none where it has none, or no project is meant. */
async function search(
  tx: Tx,
  { read: { command, raw }, who, clock }: Request,
  wanted: Extract<FormRequest, { is: 'search' }>,
): Promise<Reply> {
  const { project } = who;
  const field = fieldsOf(command.input).find(({ name }) => name === wanted.field);
  const all =
    project && field && namesThing(field)
      ? await offeredFor(field, { tx, who: { ...who, project }, command, clock, known: raw })
      : [];
  const choices = searchLabels(all, wanted.text).slice(0, maxChoices);
  const found: Field[] = field
    ? [{ is: 'choice', name: field.name, label: field.slot.label, optional: field.optional, choices }]
    : [];
  return { is: 'form', form: { ...formOf(command), fields: found } };
}

/** Adds to a refused form what was typed into it, what it is about now, and the problems of its fields. */
export async function withForm(
  tx: Tx,
  at: Request,
  reply: Refused,
  about: FormSubject = noSubject,
): Promise<Reply> {
  const { intent, read, who, clock } = at;
  if (intent.surface !== 'form') return reply;
  const typed = typedInto(at);
  const { [filledKey]: _, ...values } = typed;
  const form = await redrawForm({ tx, who, command: read.command, clock }, values, read.isWhole === true);
  const problems = problemsOf(reply, values);
  return {
    ...reply,
    form: { ...form, given: about.given, ...(about.subject ? { subject: about.subject } : {}) },
    ...(problems.length > 0 ? { problems } : {}),
  };
}

/** Returns the problems at fields: those of the input, and that of the field whose text was not found. */
function problemsOf({ refusal, card }: Refused, typed: Readonly<Record<string, string>>): Problem[] {
  switch (refusal.is) {
    case 'invalid':
      return refusal.problems;
    case 'not_found':
    case 'ambiguous':
    case 'group': {
      const field = Object.keys(typed).find((name) => typed[name] === refusal.typed);
      return field === undefined ? [] : [{ field, message: fieldMessage(card) }];
    }
    default:
      return [];
  }
}

/** What a refusal says and lists, in the one sentence that a field has: "“Docs” could be more than one milestone: 3 · …". */
function fieldMessage({ title, blocks }: Card): string {
  const listed = blocks.flatMap((part) =>
    part.is === 'list' ? part.items.map(({ spans }) => plainWords(spans)) : [],
  );
  const words = plainWords(title);
  return listed.length === 0 ? words : `${words.replace(/\.$/, '')}: ${listed.join(', ')}.`;
}
