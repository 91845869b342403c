import type { Field, Form } from '../../../cards/model.ts';
import type { Problem } from '../../domain/outcome.ts';
import { isShortEnough } from '../../domain/text/characters.ts';
import { truncate } from '../../domain/text/cut.ts';
import { capitalised, quoted } from '../../domain/text/wording.ts';
import { choiceIn, choiceKey, choiceWord } from '../../grammar/choice.ts';
import { fieldsOf, fileField, noWords, type Slot, type SlotField, yesWords } from '../../grammar/slot.ts';
import type { Command } from '../define.ts';

/** The hidden input that lists the prefilled fields that may be cleared: a form submitted without one clears it. */
export const filledKey = 'filled';

/** The choices of a field, in place of the control of its kind. */
export type FieldChoices = Pick<Extract<Field, { is: 'choice' }>, 'choices' | 'hint'>;

/** Longest title of a Slack modal, in characters. */
const maxTitleCharacters = 24;

/**
 * Builds the form for a command's input. `given` comes from the button or line (text by field, dates as
 * YYYY-MM-DD); `presets` are the current values. The subject is carried hidden; problems show in hints. `choices`
 * offers the values of a field, by its name.
 */
export function formOf(
  command: Pick<Command, 'name' | 'summary' | 'input' | 'title' | 'submit'>,
  given: Readonly<Record<string, string>>,
  presets: Readonly<Partial<Record<string, string>>>,
  problems: readonly Problem[] = [],
  choices: ReadonlyMap<string, FieldChoices> = new Map(),
): Form {
  const fields = fieldsOf(command.input);
  const hidden = fields.filter((field) => isSubject(field, given, problems)).map((field) => field.name);
  return {
    title: titleOf(command),
    command: command.name,
    submit: command.submit ?? (choices.size > 0 ? titleOf(command) : 'Save'),
    given: {
      ...Object.fromEntries(
        hidden.flatMap((name) => {
          const value = textOf(given, name);
          return value === undefined ? [] : [[name, value]];
        }),
      ),
      ...clearableInput(fields, presets),
    },
    fields: fields
      .filter(({ name, slot }) => !hidden.includes(name) && !slot.typed)
      .flatMap((field) => [
        choiceField(field, choices.get(field.name)) ??
          fieldOf(field, { given: textOf(given, field.name), preset: textOf(presets, field.name) }, problems),
        ...fileOf(field),
      ]),
  };
}

const choiceField = ({ name, slot, optional }: SlotField, choices: FieldChoices | undefined) =>
  choices && ({ is: 'choice', name, label: slot.label, optional, ...choices } as const);

/** A text that may be sent as a file has a second field for the file. */
function fileOf({ name, slot: { file } }: SlotField): Field[] {
  if (!file) return [];
  const { label, types, instead } = file;
  return [{ is: 'file', name: fileField(name), label, types: [...types], instead, optional: true }];
}

function clearableInput(
  fields: readonly SlotField[],
  presets: Readonly<Partial<Record<string, string>>>,
): Record<string, string> {
  const names = fields
    .filter(({ name, slot, optional }) => {
      const value = textOf(presets, name);
      return value !== undefined && isClearable(slot, optional) && controlValue(slot, value) !== undefined;
    })
    .map(({ name }) => name);
  return names.length > 0 ? { [filledKey]: names.join(' ') } : {};
}

const isClearable = (slot: Slot, optional: boolean) =>
  (optional && (slot.is === 'person' || slot.is === 'reference')) ||
  slot.is === 'date' ||
  (slot.is === 'text' && (slot.minLength ?? 1) === 1);

function titleOf(command: Pick<Command, 'name' | 'summary' | 'title'>): string {
  if (command.title !== undefined) return command.title;
  const summary = command.summary.replace(/\.$/, '');
  return summary.length <= maxTitleCharacters ? summary : capitalised(command.name);
}

function textOf(values: Readonly<Partial<Record<string, string>>>, name: string): string | undefined {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return value === '' ? undefined : value;
}

const isSubject = (
  { name, slot }: SlotField,
  given: Readonly<Record<string, string>>,
  problems: readonly Problem[],
) =>
  (slot.is === 'reference' || slot.is === 'item' || slot.hidden === true) &&
  textOf(given, name) !== undefined &&
  !problems.some((problem) => problem.field === name);

function fieldOf(
  field: SlotField,
  { given, preset }: { given: string | undefined; preset: string | undefined },
  problems: readonly Problem[],
): Field {
  const { name, slot, optional } = field;
  const value = given ?? preset;
  const shown = value === undefined ? undefined : controlValue(slot, value);
  const lost = value === undefined || shown !== undefined ? undefined : lostWords(value, given === undefined);
  const hint = problems.find((problem) => problem.field === name)?.message ?? lost ?? exampleOf(slot);
  const base = {
    name,
    label: slot.label,
    optional: optional || slot.file !== undefined,
    ...(hint === undefined ? {} : { hint }),
    ...(shown === undefined ? {} : { value: shown }),
  };
  return { ...base, ...controlOf(slot, shown) };
}

/** A present value that the control cannot show, such as a person of another platform, stays unless another is chosen. */
const lostWords = (value: string, isPresent: boolean) =>
  isPresent ? `Now ${value}.` : `You wrote ${quoted(value)}: choose again.`;

/** The example of a field; people are picked, not typed, and a choice says what it is without one. */
function exampleOf({ is, hint }: Slot): string | undefined {
  if (hint === undefined || is === 'person') return undefined;
  return is === 'choice' ? hint : `For example: ${hint}`;
}

/** Returns the control of a field with its limits. */
function controlOf(slot: Slot, shown = '') {
  switch (slot.is) {
    case 'reference':
    case 'item':
      return { is: 'text', lines: 'one' } as const;
    case 'text':
      return {
        is: 'text',
        lines: slot.long ? 'many' : 'one',
        ...(slot.minLength === undefined ? {} : { minLength: minCodeUnits(slot.minLength) }),
        ...(slot.maxLength === undefined ? {} : { maxLength: Math.max(slot.maxLength, shown.length) }),
      } as const;
    case 'number':
      return {
        is: 'number',
        ...(slot.min === undefined ? {} : { min: slot.min }),
        ...(slot.max === undefined ? {} : { max: slot.max }),
      } as const;
    case 'date':
      return { is: 'date' } as const;
    case 'person':
      return { is: 'person' } as const;
    case 'choice':
      return { is: 'choice', choices: (slot.choices ?? []).map((value) => choiceOf(value, slot)) } as const;
    case 'yesno':
      return { is: 'choice', choices: ['yes', 'no'].map((value) => choiceOf(value)) } as const;
    default:
      return slot.is satisfies never;
  }
}

/** Platforms count code units, and a minimum in characters may be met by fewer; the input is validated again here. */
const minCodeUnits = (minLength: number) => Math.ceil(minLength / 2);

/** Cuts a text to the limit of its field; a platform rejects a form with a longer one. */
const cutToFit = ({ maxLength = maxCodeUnits }: Slot, text: string) =>
  isShortEnough(text, maxLength) && text.length <= maxCodeUnits ? text : truncate(text, maxLength);

/** The longest text in a form of any platform. */
const maxCodeUnits = 3000;

const choiceOf = (value: string, slot: Pick<Slot, 'choiceWords'> = {}) => ({
  label: capitalised(choiceWord(slot, value)),
  value,
});

/** Returns a value in the form its control accepts, or undefined: platforms reject a form with any other. */
function controlValue(slot: Slot, value: string): string | undefined {
  switch (slot.is) {
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
    case 'number':
      return /^-?\d+$/.test(value) ? value : undefined;
    case 'person':
      return /^<@(?!group:)[^\s<>|]+\/[^\s<>|]+(\|[^<>]*)?>$/.test(value) ? value : undefined;
    case 'choice':
      return choiceIn(slot, value);
    case 'yesno':
      return yesOrNo(choiceKey(value));
    case 'reference':
    case 'item':
      return oneLine(value);
    case 'text':
      return cutToFit(slot, slot.long ? value : oneLine(value));
    default:
      return slot.is satisfies never;
  }
}

function yesOrNo(word: string): 'yes' | 'no' | undefined {
  if (yesWords.some((yes) => yes === word)) return 'yes';
  return noWords.some((no) => no === word) ? 'no' : undefined;
}

const oneLine = (value: string) => value.replaceAll(/\s+/g, ' ').trim();
