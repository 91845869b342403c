import type { Offer, Refusal } from '../../domain/outcome.ts';
import { type CorrectedInput, readInput } from '../../grammar/input.ts';
import { missingValue } from '../../grammar/problems.ts';
import { fieldsOf, type SlotField } from '../../grammar/slot.ts';
import { writeLine } from '../../grammar/write.ts';
import type { Intent } from '../../ports/intent.ts';
import type { Command } from '../define.ts';
import type { Read } from '../read.ts';
import { typedKey } from '../read-request.ts';

/** The input of a command, a form that asks for it, or a refusal. */
export type ResolvedInput =
  /** `asks`: a form is needed, which opens after the permission check; `input` may be partial. */
  | { is: 'input'; input: unknown; known: Record<string, string>; asks: boolean }
  /** A form is needed, and too little is known to load anything. */
  | { is: 'form'; known: Record<string, string> }
  /** The first input, a milestone, is missing: `field` is its name. */
  | { is: 'choose'; field: string; known: Record<string, string> }
  | { is: 'refused'; refusal: Refusal };

/** Reads the input of a request; `today` is YYYY-MM-DD in the person's zone. */
export function resolveInput(
  { command, raw, problems }: Read,
  surface: Intent['surface'],
  today: string,
): ResolvedInput {
  const read = readInput(command, raw, { today }, problems);
  const { known } = read;
  switch (read.is) {
    case 'ok':
      if (surface === 'line' && command.fromCard && Object.keys(known).length === 0) return notTyped(command);
      return complete(command, read.input, known, surface);
    case 'invalid':
      if (surface === 'line' && command.fromCard) return notTyped(command);
      if (
        surface !== 'line' &&
        includesHidden(
          command,
          read.problems.map(({ field }) => field),
        )
      )
        return outdated;
      return invalid(command, read.problems, read.understood, read.offers);
    case 'missing': {
      const lacking = fieldsOf(command.input).filter(({ name }) => read.fields.includes(name));
      if (surface === 'line' && command.fromCard) return notTyped(command);
      const isOutdated = (command.fromCard && !command.onMessage) || includesHidden(command, read.fields);
      if (surface !== 'line' && isOutdated) return outdated;
      const [subject] = fieldsOf(command.input);
      if (surface !== 'form' && subject && isMilestone(subject) && lacking.includes(subject))
        return { is: 'choose', field: subject.name, known };
      if (surface === 'form') return invalid(command, lacking.map(problemOf), read.understood);
      if (lacking.some(({ slot }) => slot.lookup || lookupKinds.has(slot.is))) return { is: 'form', known };
      return { is: 'input', input: command.input.partial().parse(known), known, asks: true };
    }
    default:
      return read satisfies never;
  }
}

/** Resolves valid input, for which the command may require further fields (`lacks`). */
function complete(
  command: Command,
  input: unknown,
  known: Record<string, string>,
  surface: Intent['surface'],
): ResolvedInput {
  const lacking = command.lacks?.(input) ?? [];
  const fields = fieldsOf(command.input).filter(({ name }) => lacking.includes(name));
  if (lacking.length > 0 && surface === 'form') return invalid(command, fields.map(problemOf), {});
  return {
    is: 'input',
    input,
    known,
    asks: lacking.length > 0 || opensUnfilledForm(command, known, surface),
  };
}

/** Whether fields include a hidden one, which people cannot fill in: the button or form is outdated. */
const includesHidden = (command: Command, names: readonly string[]) =>
  fieldsOf(command.input).some(({ name, slot }) => slot.hidden && names.includes(name));

/** People do not type it, so a line that only begins with its name names no command. */
const notTyped = ({ name }: Command): ResolvedInput => ({
  is: 'refused',
  refusal: { is: 'unknown_command', typed: name },
});

const outdated: ResolvedInput = { is: 'refused', refusal: { is: 'outdated' } };

/** The kinds of input without which the command cannot load. */
const lookupKinds = new Set<SlotField['slot']['is']>(['reference', 'item', 'person']);

const problemOf = ({ name, slot }: SlotField) => ({
  field: name,
  message: slot.file?.missing ?? missingValue(slot.label),
});

/** Nobody reads a longer line, and no button can carry it. */
const maxLineCharacters = 1200;

const invalid = (
  command: Command,
  problems: { field: string; message: string }[],
  understood: Record<string, string>,
  offers: readonly CorrectedInput[] = [],
): ResolvedInput => ({
  is: 'refused',
  refusal: {
    is: 'invalid',
    command: command.name,
    problems: problems.map(({ field, message }) => ({ field, message })),
    understood,
    ...(offers.length === 0 ? {} : { offers: offers.flatMap((one) => offerOf(command, one)) }),
  },
});

function offerOf(command: Command, { label, input }: CorrectedInput): Offer[] {
  const line = writeLine(command, input);
  if (line.length > maxLineCharacters) return [];
  // a name may match another thing when the button is pressed
  const named = fieldsOf(command.input).some(
    ({ name, slot }) => slot.is === 'reference' && !/^[#a-z]?\d+$/i.test(input[name] ?? '1'),
  );
  return [named ? { line } : { line, button: { label, input: { ...input, [typedKey]: 'yes' } } }];
}

const isMilestone = ({ slot }: SlotField) => slot.is === 'reference' && slot.letter === undefined;

/** Whether only what it is about is given to a command with presets, which opens its form (`edit 3`). */
const opensUnfilledForm = (command: Command, known: Record<string, string>, surface: Intent['surface']) =>
  command.preset !== undefined &&
  surface !== 'form' &&
  Object.keys(known).every((field) => subjectFields.has(field));

/** The inputs that name what a form is about: a milestone, and which of its invoices. */
const subjectFields = new Set(['milestone', 'nth']);
