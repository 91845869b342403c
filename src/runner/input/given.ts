import type { Offer, Refusal } from '../../domain/outcome.ts';
import { type CorrectedInput, readInput } from '../../grammar/input.ts';
import { missingValue } from '../../grammar/problems.ts';
import { fieldsOf, type SlotField } from '../../grammar/slot.ts';
import { writeLine } from '../../grammar/write.ts';
import type { Intent } from '../../ports/intent.ts';
import type { Command } from '../define.ts';
import type { Read } from '../read.ts';
import { typedKey } from '../read-request.ts';

/** What is known of a command's input. */
export type ResolvedInput =
  /** `asks`: a form is wanted, with `input` as far as it goes; it is opened once it is sure that they may. */
  | { is: 'input'; input: unknown; known: Record<string, string>; asks: boolean }
  /** A form is wanted, and too little is known to look further. */
  | { is: 'form'; known: Record<string, string> }
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
      return complete(command, read.input, known, surface);
    case 'invalid':
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
      if (surface !== 'line' && (command.fromCard || includesHidden(command, read.fields))) return outdated;
      if (!opensForm(command, surface)) return invalid(command, lacking.map(problemOf), read.understood);
      if (lacking.some(({ slot }) => slot.lookup || lookupKinds.has(slot.is))) return { is: 'form', known };
      return { is: 'input', input: command.input.partial().parse(known), known, asks: true };
    }
    default:
      return read satisfies never;
  }
}

/** What was given is enough by itself; the command may yet need more for just this. */
function complete(
  command: Command,
  input: unknown,
  known: Record<string, string>,
  surface: Intent['surface'],
): ResolvedInput {
  const lacking = command.lacks?.(input) ?? [];
  const asks = opensForm(command, surface);
  if (lacking.length > 0 && !asks) {
    const fields = fieldsOf(command.input).filter(({ name }) => lacking.includes(name));
    return invalid(command, fields.map(problemOf), {});
  }
  return {
    is: 'input',
    input,
    known,
    asks: lacking.length > 0 || opensUnfilledForm(command, known, surface),
  };
}

/** Whether hidden input is concerned. People cannot fill it in, so the button or form is not a current one. */
const includesHidden = (command: Command, names: readonly string[]) =>
  fieldsOf(command.input).some(({ name, slot }) => slot.hidden && names.includes(name));

const outdated: ResolvedInput = { is: 'refused', refusal: { is: 'outdated' } };

/** Without these nothing can be looked up. */
const lookupKinds = new Set<SlotField['slot']['is']>(['reference', 'item', 'person']);

const problemOf = ({ name, slot }: SlotField) => ({
  field: name,
  message: slot.file?.missing ?? missingValue(slot.label),
});

/** Nobody reads a longer one, and no button carries it. */
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
  // a name may mean something else by the time that the button is pressed
  const named = fieldsOf(command.input).some(
    ({ name, slot }) => slot.is === 'reference' && !/^[#a-z]?\d+$/i.test(input[name] ?? '1'),
  );
  return [named ? { line } : { line, button: { label, input: { ...input, [typedKey]: 'yes' } } }];
}

/** A form asks for what is missing: after a press always, after a line when there is more than two things to give. */
const opensForm = (command: Command, surface: Intent['surface']) =>
  surface === 'press' || (surface === 'line' && Object.keys(command.input.shape).length > 2);

/** Where everything is optional, naming the thing alone asks for the form (`edit 3`). */
const opensUnfilledForm = (command: Command, known: Record<string, string>, surface: Intent['surface']) =>
  command.preset !== undefined &&
  surface !== 'form' &&
  Object.keys(known).every((field) => field === 'milestone');
