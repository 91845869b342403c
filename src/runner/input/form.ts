import type { Field, Form } from '../../../cards/model.ts';
import type { Problem } from '../../domain/outcome.ts';
import { isShortEnough } from '../../domain/text/characters.ts';
import { truncate } from '../../domain/text/cut.ts';
import { capitalised, quoted, typedName } from '../../domain/text/wording.ts';
import { choiceIn, choiceKey, choiceWord } from '../../grammar/choice.ts';
import {
  fieldsOf,
  fileField,
  isAsked,
  noWords,
  type Slot,
  type SlotField,
  yesWords,
} from '../../grammar/slot.ts';
import type { Command } from '../define.ts';
import { withRequired } from './required.ts';

/** The hidden input that lists the prefilled fields that may be cleared: a form submitted without one clears it. */
export const filledKey = 'filled';
/** The hidden input of a form that shows the fields behind More as well. */
export const wholeKey = 'whole';

/** The choices of a field, all that fit. */
export type FieldChoices = { choices: Extract<Field, { is: 'choice' }>['choices'] };

/** What a form is drawn from. */
export type FormParts = {
  /** What the button or line gave, as text by field, dates as YYYY-MM-DD. */
  given?: Readonly<Record<string, string>>;
  /** The current values. */
  presets?: Readonly<Partial<Record<string, string>>>;
  /** Shown in hints. */
  problems?: readonly Problem[];
  /** The choices of fields that name existing things, by field. */
  choices?: ReadonlyMap<string, FieldChoices>;
  /** With the fields behind More. */
  isWhole?: boolean;
  /** The presets were typed. */
  isTyped?: boolean;
};

type FormCommand = Pick<Command, 'name' | 'summary' | 'input' | 'title' | 'submit' | 'asks' | 'lacks'>;

/** Longest title of a Slack modal, in characters. */
const maxTitleCharacters = 24;

/** The most choices that a form carries; platforms take no more, and find the others by typing. */
export const maxChoices = 100;

/** Builds the form for a command's input. The subject is carried hidden. */
export function formOf(command: FormCommand, parts: FormParts = {}): Form {
  const { given = {}, presets = {}, problems = [], choices = new Map() } = parts;
  const fields = fieldsOf(command.input);
  const hidden = fields.filter((field) => isSubject(field, given, problems)).map((field) => field.name);
  const { shown: asked, hasMore } = shownFields(command, parts);
  const shown = withRequired(command, { ...presets, ...given }, asked);
  const drawn = shown.flatMap((field) => {
    const typed = textOf(parts.isTyped ? presets : given, field.name);
    const values = { given: typed, preset: textOf(presets, field.name) };
    return [...fieldOf(field, values, problems, choices.get(field.name)), ...fileOf(field)];
  });
  return {
    title: titleOf(command),
    command: command.name,
    submit: command.submit ?? (isStep(fields, shown) ? titleOf(command) : 'Save'),
    given: {
      ...Object.fromEntries(
        hidden.flatMap((name) => {
          const value = textOf(given, name);
          return value === undefined ? [] : [[name, value]];
        }),
      ),
      ...clearableInput(shown, presets, drawn),
      ...(command.asks !== undefined && !hasMore ? { [wholeKey]: 'yes' } : {}),
    },
    fields: drawn,
    ...(hasMore ? { more: 'More' } : {}),
  };
}

/** Returns the fields that a form shows, and whether More shows others. */
export function shownFields(
  command: FormCommand,
  { given = {}, presets = {}, problems = [], isWhole = false }: FormParts,
): { shown: SlotField[]; hasMore: boolean } {
  const all = fieldsOf(command.input).filter(
    (field) =>
      isAsked(field) &&
      !field.slot.typed &&
      !isSubject(field, given, problems) &&
      // a form that is drawn again carries it
      !(field.slot.hidden && textOf(presets, field.name) !== undefined),
  );
  const isFirst = ({ name, optional }: SlotField) => !optional || command.asks?.includes(name) === true;
  const isUsed = ({ name }: SlotField) =>
    textOf(given, name) !== undefined || problems.some(({ field }) => field === name);
  const rest = all.filter((field) => !isFirst(field));
  const showsAll = isWhole || command.asks === undefined || rest.length === 0 || rest.some(isUsed);
  return showsAll ? { shown: all, hasMore: false } : { shown: all.filter(isFirst), hasMore: true };
}

/** Whether a form only asks what is meant, so that its button says what happens to it. */
const isStep = (fields: readonly SlotField[], shown: readonly SlotField[]) =>
  shown.length > 0 && shown.every((field) => field === fields[0] && field.slot.names !== undefined);

/** A text that may be sent as a file has a second field for the file. */
function fileOf({ name, slot: { file } }: SlotField): Field[] {
  if (!file) return [];
  const { label, types, instead } = file;
  return [{ is: 'file', name: fileField(name), label, types: [...types], instead, optional: true }];
}

function clearableInput(
  fields: readonly SlotField[],
  presets: Readonly<Partial<Record<string, string>>>,
  drawn: readonly Field[],
): Record<string, string> {
  const hasValue = (name: string) => drawn.some((field) => field.name === name && field.value !== undefined);
  const names = fields
    .filter(
      ({ name, slot, optional }) => textOf(presets, name) && isClearable(slot, optional) && hasValue(name),
    )
    .map(({ name }) => name);
  return names.length > 0 ? { [filledKey]: names.join(' ') } : {};
}

const isClearable = (slot: Slot, optional: boolean) =>
  (optional && (slot.is === 'person' || slot.names !== undefined)) ||
  slot.is === 'date' ||
  (slot.is === 'text' && (slot.minLength ?? 1) === 1);

function titleOf(command: Pick<Command, 'name' | 'summary' | 'title'>): string {
  if (command.title !== undefined) return command.title;
  const summary = command.summary.replace(/\.$/, '');
  return summary.length <= maxTitleCharacters ? summary : capitalised(typedName(command.name));
}

function textOf(values: Readonly<Partial<Record<string, string>>>, name: string): string | undefined {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return value === '' ? undefined : value;
}

const isSubject = (
  { name, slot, optional }: SlotField,
  given: Readonly<Record<string, string>>,
  problems: readonly Problem[],
) =>
  ((slot.names !== undefined && !optional) || slot.hidden === true) &&
  textOf(given, name) !== undefined &&
  !problems.some((problem) => problem.field === name);

/** Returns a field; none for a thing of which there is nothing to choose. */
function fieldOf(
  field: SlotField,
  { given, preset }: { given: string | undefined; preset: string | undefined },
  problems: readonly Problem[],
  offered: FieldChoices | undefined,
): Field[] {
  const { name, slot, optional } = field;
  const value = given ?? preset;
  const control = controlOf(slot, value, offered);
  const shown = value === undefined ? undefined : controlValue(slot, value);
  if (control.is === 'choice' && control.choices.length === 0) return [];
  const isShown = control.is !== 'choice' || control.choices.some((one) => one.value === shown);
  // such as a person of another platform; a present value stays unless another is chosen
  const isLost = value !== undefined && (shown === undefined || !isShown);
  const lostWords = given === undefined ? `Now ${value}.` : `You wrote ${quoted(given)}: choose again.`;
  const lost = isLost ? lostWords : undefined;
  const hint = problems.find((problem) => problem.field === name)?.message ?? lost ?? exampleOf(slot);
  return [
    {
      name,
      label: slot.label,
      optional: optional || slot.file !== undefined,
      ...(hint === undefined ? {} : { hint }),
      ...(shown === undefined || !isShown ? {} : { value: shown }),
      ...control,
    },
  ];
}

/** The example of a field; people and things are picked, not typed, and a choice says what it is without one. */
function exampleOf({ is, hint, names, people }: Slot): string | undefined {
  if (hint === undefined || is === 'person' || names || people) return undefined;
  return is === 'choice' ? hint : `For example: ${hint}`;
}

type Control = DistributiveOmit<Field, 'name' | 'label' | 'hint' | 'optional' | 'value'>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Returns the control of a field with its limits. */
function controlOf(slot: Slot, value: string | undefined, offered: FieldChoices | undefined): Control {
  if (slot.names) return thingsOf(slot, value, offered?.choices ?? choiceAsGiven(slot, value));
  if (slot.people) return { is: 'person', several: true };
  const shown = (value === undefined ? undefined : controlValue(slot, value)) ?? '';
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

/** Where the things cannot be read, the given one is kept. */
function choiceAsGiven(slot: Slot, value: string | undefined): FieldChoices['choices'] {
  const key = value === undefined ? undefined : controlValue(slot, value);
  return key === undefined ? [] : [{ label: key, value: key }];
}

/** Returns the things that fit, the present one among them. */
function thingsOf(slot: Slot, value: string | undefined, all: FieldChoices['choices']): Control {
  if (all.length <= maxChoices) return { is: 'choice', choices: all };
  const key = value === undefined ? undefined : controlValue(slot, value);
  const own = all.filter((one) => one.value === key);
  const choices = [...own, ...all.filter((one) => one.value !== key)].slice(0, maxChoices);
  return { is: 'choice', choices, hasMore: true };
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

/** A mention of a person, alone. */
const personToken = /^<@(?!group:)[^\s<>|]+\/[^\s<>|]+(\|[^<>]*)?>$/;

/** Returns a value in the form its control accepts, or undefined: platforms reject a form with any other. */
function controlValue(slot: Slot, value: string): string | undefined {
  if (slot.names) return thingKey(slot, value);
  if (slot.people) {
    const people = value.split(/,(?![^<]*>)/).map((one) => one.trim());
    return people.every((one) => personToken.test(one)) ? people.join(', ') : undefined;
  }
  switch (slot.is) {
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
    case 'number':
      return /^-?\d+$/.test(value) ? value : undefined;
    case 'person':
      return personToken.test(value) ? value : undefined;
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

/** Returns what identifies a thing among its choices: "#3" is 3, "r2" or "2" is R2, "b4" is B4. */
function thingKey({ hint = '' }: Slot, typed: string): string {
  const [letter = ''] = /^[A-Z]/.exec(hint) ?? [];
  const number = new RegExp(`^[#${letter}]?\\s?(\\d+(?:\\.\\d+)?)$`, 'i').exec(typed.trim())?.[1];
  return number === undefined ? oneLine(typed) : `${letter}${number}`;
}

function yesOrNo(word: string): 'yes' | 'no' | undefined {
  if (yesWords.some((yes) => yes === word)) return 'yes';
  return noWords.some((no) => no === word) ? 'no' : undefined;
}

const oneLine = (value: string) => value.replaceAll(/\s+/g, ' ').trim();
