import * as z from 'zod';
import type { NamedThing } from '../domain/named-thing.ts';
import type { MilestoneRole } from '../domain/plan/candidates.ts';
import { isLongEnough, isShortEnough } from '../domain/text/characters.ts';
import { choiceIn, choiceKey, choiceWord } from './choice.ts';

/** How one input of a command is typed in a line, asked in a form and named in help. */
export type Slot = {
  /** The kind of value, which selects the control of a form and the matching in a line. */
  is: 'reference' | 'item' | 'text' | 'number' | 'date' | 'choice' | 'person' | 'yesno';
  /** The name in forms and refusals: "Name", "Due date". */
  label: string;
  /** An example or a word of help. */
  hint?: string;
  /** `key` is typed as `name:value`, `place` in order; `rest` takes the remaining words of the line. */
  at: 'place' | 'rest' | 'key';
  choices?: readonly string[];
  /** Words for choices that people read and type differently. */
  choiceWords?: Readonly<Record<string, string>>;
  /** In characters, for forms that check it while typing. */
  maxLength?: number;
  minLength?: number;
  min?: number;
  max?: number;
  /** A form offers several lines. */
  long?: boolean;
  /** The placeholder in usage and the description in help; absent where those of the kind fit. */
  sample?: string;
  takes?: string;
  /** A file may be sent instead of the text. */
  file?: FileSlot;
  /** The letter before the numbers of the referenced kind; milestones have none. */
  letter?: 'A' | 'M' | 'R' | 'C' | 'D' | 'P' | 'CO';
  /** The kind of existing thing that it names: a form offers those that fit. */
  names?: NamedThing;
  /** How it names a milestone; absent where the command acts on it. */
  role?: MilestoneRole;
  /** The command cannot load without it, so that a form asks for it first. */
  lookup?: boolean;
  /** An internal id, or what a form is about: a form carries it hidden. */
  hidden?: boolean;
  /** Not in forms, because the card after the form asks for it. */
  typed?: boolean;
  /** A text that names people: mentions are kept. */
  people?: boolean;
  /** Whether several bare words are one value: "9:30 pm". */
  several?(text: string): boolean;
  /** Whether a text can only be a value of this slot: "<2s" is a target. */
  reads?(text: string): boolean;
  /** An identifier, such as B4. */
  figures?: boolean;
  /** A date that has been, where its year is missing. */
  past?: boolean;
  /** Lines to run: the rest of the line as it stands, with the keys and mentions of its commands. */
  commands?: boolean;
  /** Several values in one text, each perhaps in quotes, without keys. */
  lists?: boolean;
  /** What a form takes here from the message that it was opened from: its words, or a signed token of it (APR-3). */
  quotes?: 'words' | 'token';
  /** A text that the answer repeats in other words. */
  rephrased?: boolean;
  /** The text may be the number of an existing thing: `R` for R3. */
  orNumber?: string;
  /** A kind and a date at the end of the unquoted text are separate values. */
  tails?: boolean;
  /** A text to search for: bare words around it may be values of other inputs, in any place. */
  searches?: boolean;
  /** A value counts only after its key, since its form says too little. */
  keyed?: boolean;
};

/** A file that may be sent instead of a text. */
export type FileSlot = {
  label: string;
  /** File name extensions, without the dot. */
  types: readonly string[];
  /** What to do where a form takes no files, as a sentence. */
  instead: string;
  /** The problem when neither was sent, as a sentence. */
  missing: string;
};

/** Returns the name of the file's field beside the field of a text. */
export const fileField = (name: string) => `${name}-file`;

/** The slots of input schemas. */
export const slots = z.registry<Slot>();

/** The length of a text in characters, and further properties. */
type TextSize = { min?: number; max: number } & Omit<Slot, 'is' | 'label' | 'hint' | 'at' | 'min' | 'max'>;

/** A text. Its length is measured in characters as people count them, after trimming. */
export function textSlot(at: Slot['at'], label: string, size: TextSize, hint?: string) {
  const { min = 1, max, ...more } = size;
  return z
    .string()
    .trim()
    .check(({ value, issues }) => {
      const issue = { origin: 'string', inclusive: true, input: value, continue: false } as const;
      if (!isLongEnough(value, min)) {
        const message = `must have at least ${min} character${min === 1 ? '' : 's'}`;
        issues.push({ ...issue, code: 'too_small', minimum: min, message });
      }
      if (!isShortEnough(value, max)) {
        issues.push({
          ...issue,
          code: 'too_big',
          maximum: max,
          message: `must have at most ${max} characters`,
        });
      }
    })
    .register(slots, {
      ...more,
      is: 'text',
      label,
      at,
      maxLength: max,
      minLength: min,
      long: max > 200,
      ...(hint ? { hint } : {}),
    });
}

/** One value of a closed list; case and separators are ignored. `choiceWords` are understood as well. */
export function choiceSlot<const T extends readonly [string, ...string[]]>(
  at: Slot['at'],
  label: string,
  choices: T,
  more: Pick<Slot, 'choiceWords' | 'hint' | 'keyed' | 'hidden'> = {},
) {
  return z
    .preprocess(
      (value) =>
        typeof value === 'string' ? (choiceIn({ choices, ...more }, value) ?? choiceKey(value)) : value,
      z.enum(choices, {
        error: `must be one of ${choices.map((choice) => choiceWord(more, choice)).join(', ')}`,
      }),
    )
    .register(slots, { ...more, is: 'choice', label, at, choices });
}

/** A whole number, with optional commas between thousands and an optional percent sign. */
export function numberSlot(
  at: Slot['at'],
  label: string,
  range: { min: number; max: number } & Pick<Slot, 'lookup' | 'keyed' | 'names'>,
  hint?: string,
) {
  const message = `must be a whole number from ${range.min} to ${range.max}`;
  return z
    .string()
    .trim()
    .regex(/^[-−–]?(?:\d{1,9}|\d{1,3}(?:,\d{3}){1,2})\s*(?:%|percent)?$/i, message)
    .transform((text) => Number.parseInt(text.replaceAll(',', '').replace(/^[−–]/, '-'), 10))
    .pipe(z.int(message).min(range.min, message).max(range.max, message))
    .register(slots, { is: 'number', label, at, ...range, ...(hint ? { hint } : {}) });
}

/** The page of a list, from 1. */
export const pageSlot = () => numberSlot('key', 'Page', { min: 1, max: 9999, keyed: true });

/** A calendar date, which the grammar has converted to YYYY-MM-DD; `none` clears it. */
export function dateSlot(label: string, more: Pick<Slot, 'past'> = {}) {
  return z
    .union([z.literal('none'), z.iso.date()], { error: 'must be a date, such as 18 Dec 2026 or next Friday' })
    .transform((value) => (value === 'none' ? null : value))
    .register(slots, { is: 'date', label, at: 'key', ...more });
}

/** Words that mean yes. */
export const yesWords = ['yes', 'y', 'true', 'on'] as const;
/** Words that mean no. */
export const noWords = ['no', 'n', 'false', 'off'] as const;

/** Yes or no. */
export function yesNoSlot(label: string, more: Pick<Slot, 'typed'> = {}) {
  return z
    .preprocess(
      (value) => (typeof value === 'string' ? choiceKey(value) : value),
      z.enum([...yesWords, ...noWords], { error: 'must be yes or no' }),
    )
    .transform((word) => yesWords.some((yes) => yes === word))
    .register(slots, { is: 'yesno', label, at: 'key', ...more });
}

/** A milestone, by number or name (MODEL-6). */
export const referenceSlot = (label = 'Milestone', at: Slot['at'] = 'place', role?: MilestoneRole) =>
  z
    .string()
    .trim()
    .min(1, 'must be a number or a name')
    .max(100, 'must have at most 100 characters')
    .register(slots, {
      is: 'reference',
      label,
      at,
      hint: '3',
      names: 'milestone',
      ...(role ? { role } : {}),
    });

/** A checklist item, as `3.2`. */
export const itemSlot = (label = 'Item', at: Slot['at'] = 'place') =>
  z
    .string()
    .trim()
    .regex(/^#?\d{1,6}\.\d{1,6}$/, 'must be the number of an item, such as 3.2')
    .register(slots, { is: 'item', label, at, hint: '3.2', names: 'item' });

/** The id of a row, which only cards carry. */
export const idSlot = (label: string, takes: string) =>
  z
    .string()
    .trim()
    .pipe(z.uuid('must be an id'))
    .register(slots, { is: 'text', label, at: 'place', hidden: true, lookup: true, maxLength: 36, takes });

/** A person: a mention, or a name that is unique in the project. */
export const personSlot = (label: string, at: Slot['at'], more: Pick<Slot, 'hidden'> = {}) =>
  z
    .string()
    .trim()
    .min(1, 'must be a person, such as @ana')
    .max(200, 'must have at most 200 characters')
    .register(slots, { is: 'person', label, at, hint: '@ana', ...more });

const onePerson = '(?:<@[^<>]*>|@[^\\s,;]+)';
const severalPeople = new RegExp(`^${onePerson}(?:(?:\\s*[,;]\\s*|\\s+)(?:and\\s+)?${onePerson})*[,;]?$`);

/** People: mentions or names, separated by commas. */
export const peopleSlot = (label: string) =>
  z
    .string()
    .trim()
    .max(2_000, 'must have at most 2000 characters')
    .transform((typed) =>
      typed
        .split(/[,;](?![^<]*>)|(?<=>)\s+(?=<@)|\s+(?=@)(?![^<]*>)|\s+and\s+(?![^<]*>)/)
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    )
    .register(slots, {
      is: 'text',
      label,
      at: 'key',
      maxLength: 2_000,
      hint: '@ana, @bo',
      sample: '@person,@person',
      takes: 'people, separated by commas',
      people: true,
      several: (text) => severalPeople.test(text),
    });

/** An input of a command that people can give. */
export type SlotField = {
  /** In code: `blocksGoLive`. */
  name: string;
  /** In a line: `blocks-go-live`. */
  key: string;
  slot: Slot;
  optional: boolean;
};

/** Returns the inputs that have a slot, in order of declaration; people cannot give the others. */
export function fieldsOf(input: z.ZodObject): readonly SlotField[] {
  const known = fields.get(input) ?? findFields(input);
  fields.set(input, known);
  return known;
}

/** Whether people give an input themselves: an optional hidden one comes from cards alone. */
export const isAsked = ({ slot, optional }: SlotField): boolean => !(slot.hidden && optional);

/** A cache, since each request reads the fields of its command several times. */
const fields = new WeakMap<z.ZodObject, readonly SlotField[]>();

/** Sorts fields as people type them: places, the rest of the line, keys. */
export const inTypedOrder = (fields: readonly SlotField[]) =>
  (['place', 'rest', 'key'] as const).flatMap((at) => fields.filter(({ slot }) => slot.at === at));

const findFields = (input: z.ZodObject): SlotField[] =>
  Object.entries(input.shape).flatMap(([name, schema]) => {
    const slot = slotOf(schema);
    return slot ? [{ name, key: kebab(name), slot, optional: isOptional(schema) }] : [];
  });

/** Returns the slot of a schema, also through `.optional()`, `.default()`, `.transform()` and others. */
function slotOf(schema: z.core.$ZodType): Slot | undefined {
  const slot = slots.get(schema);
  if (slot) return slot;
  if (schema instanceof z.ZodPipe) return slotOf(schema.in);
  const wrappers = [z.ZodOptional, z.ZodNullable, z.ZodDefault, z.ZodReadonly] as const;
  for (const wrapper of wrappers) if (schema instanceof wrapper) return slotOf(schema.unwrap());
  return undefined;
}

const isOptional = (schema: z.core.$ZodType) => z.safeParse(schema, undefined).success;

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
