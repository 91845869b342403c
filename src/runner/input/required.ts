import { noWords, type Slot, type SlotField, yesWords } from '../../grammar/slot.ts';
import type { Command } from '../define.ts';

type Values = Readonly<Partial<Record<string, string>>>;

/**
 * Returns the fields of a form, with those as required that the command requires together with what the form carries
 * (`lacks`), whichever other fields are filled in.
 */
export function withRequired(
  command: Pick<Command, 'input' | 'lacks'>,
  carried: Values,
  fields: readonly SlotField[],
): SlotField[] {
  if (!command.lacks) return [...fields];
  const always = fields.filter(({ name, optional }) => !optional && carried[name] === undefined);
  const base = {
    ...Object.fromEntries(always.map(({ name, slot }) => [name, samplesOf(slot)[0]])),
    ...carried,
  };
  const others = fields.flatMap(({ name, slot }) =>
    samplesOf(slot).map((value) => ({ changes: name, values: { ...base, [name]: value } })),
  );
  const required = (lackedBy(command, base) ?? []).filter((field) =>
    others.every(
      ({ changes, values }) => changes === field || (lackedBy(command, values)?.includes(field) ?? true),
    ),
  );
  return fields.map((field) => (required.includes(field.name) ? { ...field, optional: false } : field));
}

/** Undefined where the values are no input. */
function lackedBy({ input, lacks }: Pick<Command, 'input' | 'lacks'>, values: Values) {
  const read = input.partial().safeParse(values);
  return read.success ? lacks?.(read.data) : undefined;
}

/** Values that may differ in what they require: every choice, and of texts the example and another one. */
function samplesOf({ is, choices, hint, min }: Slot): string[] {
  switch (is) {
    case 'choice':
      return [...(choices ?? [])];
    case 'yesno':
      return [yesWords[0], noWords[0]].flatMap((word) => word ?? []);
    case 'date':
      return ['2030-01-01'];
    case 'number':
      return [String(min ?? 1)];
    case 'reference':
    case 'item':
    case 'person':
    case 'text':
      return [...(hint === undefined ? [] : [hint]), 'anything else'];
    default:
      return is satisfies never;
  }
}
