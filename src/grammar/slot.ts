import * as z from 'zod';
import { isLongEnough, isShortEnough } from '../domain/text/characters.ts';

/** How one input of a command is given on a line, asked in a form and named in help. */
export type Slot = {
  /** What kind of thing it is; forms and the text grammar choose by it. */
  is: 'reference' | 'item' | 'text' | 'number' | 'date' | 'choice' | 'person' | 'yesno';
  /** Asked in forms, named in refusals: "Name", "Due date". */
  label: string;
  /** An example or a word of help. */
  hint?: string;
  /** `key` is given as `name:value`; `place` in order; `rest` takes what is left of the line. */
  at: 'place' | 'rest' | 'key';
  choices?: readonly string[];
  /** Longest text, for forms that can check it while typing. */
  maxLength?: number;
  minLength?: number;
  min?: number;
  max?: number;
  /** A form offers more than one line. */
  long?: boolean;
  /** What stands for its value in usage, and what help says of it, where the kind does not. */
  sample?: string;
  takes?: string;
  /** The text may come as a file instead, where the platform takes one. */
  file?: FileSlot;
  /** The letter before the numbers of what a reference means; a milestone has none. */
  letter?: 'M' | 'R' | 'C' | 'D' | 'P';
  /** What is looked up by it cannot be looked for without it: a form asks for it first. */
  lookup?: boolean;
  /** Says which thing is meant and is for no person to read: a form carries it hidden. */
  hidden?: boolean;
  /** Is only typed: a form does not ask for it, because the card after it does. */
  typed?: boolean;
  /** A text that names people: mentions stay what they are. */
  people?: boolean;
  /** Whether several bare words are one value: "9:30 pm". */
  several?(text: string): boolean;
  /** Whether a text can only be a value of this: "<2s" is a target. */
  reads?(text: string): boolean;
  /** A text of figures and signs, such as B4. */
  figures?: boolean;
  /** Several values as a text: quotes may stand around each of them, and it has no keys. */
  lists?: boolean;
  /** A text that is understood: the answer says it in other words. */
  rephrased?: boolean;
  /** The text may be the number of something that is there: `R` for R3. */
  orNumber?: string;
  /** A kind and a date at the end of the unquoted text are values of their own. */
  tails?: boolean;
};

/** A file in the place of a text. */
export type FileSlot = {
  label: string;
  /** Endings of its name, without the dot. */
  types: readonly string[];
  /** What to do where a form takes no files; a sentence. */
  instead: string;
  /** What to say when neither came; a sentence. */
  missing: string;
};

/** The field of a form, and of its problems, for the file of a text. */
export const fileField = (name: string) => `${name}-file`;

/** The slot of each input field, beside its schema. */
export const slots = z.registry<Slot>();

/** How long a text may be, and what else is known of it. */
type TextSize = { min?: number; max: number } & Pick<
  Slot,
  'reads' | 'orNumber' | 'tails' | 'lists' | 'rephrased'
>;

/**
 * A text whose rest of the line may be unquoted, or a keyed one. Length in characters as people count
 * them, after trimming.
 */
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

/** A choice as it is kept: `In progress` and `in–progress` are `in_progress`. */
export const choiceKey = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}_]+/gu, '_');

/** One word of a closed list; case and separators do not matter. */
export function choiceSlot<const T extends readonly [string, ...string[]]>(
  at: Slot['at'],
  label: string,
  choices: T,
) {
  return z
    .preprocess(
      (value) => (typeof value === 'string' ? choiceKey(value) : value),
      z.enum(choices, {
        error: `must be one of ${choices.map((choice) => choice.replaceAll('_', ' ')).join(', ')}`,
      }),
    )
    .register(slots, { is: 'choice', label, at, choices });
}

/** A whole number in digits, with or without commas between thousands and a sign of per cent. */
export function numberSlot(
  at: Slot['at'],
  label: string,
  range: { min: number; max: number; lookup?: true },
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

/** A calendar date. The grammar turns words into YYYY-MM-DD before this sees them; `none` clears. */
export function dateSlot(label: string) {
  return z
    .union([z.literal('none'), z.iso.date()], { error: 'must be a date, such as 18 Dec 2026 or next Friday' })
    .transform((value) => (value === 'none' ? null : value))
    .register(slots, { is: 'date', label, at: 'key' });
}

/** Words that mean yes. */
export const yesWords = ['yes', 'y', 'true', 'on'] as const;
/** Words that mean no. */
export const noWords = ['no', 'n', 'false', 'off'] as const;

/** yes or no. */
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
export const referenceSlot = (label = 'Milestone', at: Slot['at'] = 'place') =>
  z
    .string()
    .trim()
    .min(1, 'must be a number or a name')
    .max(100, 'must have at most 100 characters')
    .register(slots, { is: 'reference', label, at, hint: '3' });

/** A checklist item, as `3.2`. */
export const itemSlot = (label = 'Item', at: Slot['at'] = 'place') =>
  z
    .string()
    .trim()
    .regex(/^#?\d{1,6}\.\d{1,6}$/, 'must be the number of an item, such as 3.2')
    .register(slots, { is: 'item', label, at, hint: '3.2' });

/** The id of a row that a card names; nobody types it. */
export const idSlot = (label: string, takes: string) =>
  z
    .string()
    .trim()
    .pipe(z.uuid('must be an id'))
    .register(slots, { is: 'text', label, at: 'place', hidden: true, lookup: true, maxLength: 36, takes });

/** A blocker, by its number: `4`, `b4` or `B4`. */
export const blockerSlot = (at: Slot['at'], label: string) =>
  z
    .string()
    .trim()
    .regex(/^[#b]?\d{1,6}$/i, 'must be the number of a blocker, such as B4')
    .transform((typed) => Number(typed.replace(/^\D/, '')))
    .register(slots, { is: 'text', label, at, maxLength: 7, hint: 'B4', lookup: true, figures: true });

/** A person: a mention, or a name that is unambiguous in the project. */
export const personSlot = (label: string, at: Slot['at'], more: Pick<Slot, 'hidden'> = {}) =>
  z
    .string()
    .trim()
    .min(1, 'must be a person, such as @ana')
    .max(200, 'must have at most 200 characters')
    .register(slots, { is: 'person', label, at, hint: '@ana', ...more });

const somebody = '(?:<@[^<>]*>|@[^\\s,;]+)';
const several = new RegExp(`^${somebody}(?:(?:\\s*[,;]\\s*|\\s+)(?:and\\s+)?${somebody})*[,;]?$`);

/** People: mentions or names, parted by commas. */
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
      takes: 'people, parted by commas',
      people: true,
      several: (text) => several.test(text),
    });

/** One input of a command that people give: how it is named, typed and asked. */
export type SlotField = {
  /** As the command's code knows it: `blocksGoLive`. */
  name: string;
  /** As people type it: `blocks-go-live`. */
  key: string;
  slot: Slot;
  optional: boolean;
};

/** The inputs that people give, in the order of their declaration; those without a slot are not theirs to give. */
export function fieldsOf(input: z.ZodObject): readonly SlotField[] {
  const known = fields.get(input) ?? findFields(input);
  fields.set(input, known);
  return known;
}

/** Found once: every request asks for those of its command, several times. */
const fields = new WeakMap<z.ZodObject, readonly SlotField[]>();

const findFields = (input: z.ZodObject): SlotField[] =>
  Object.entries(input.shape).flatMap(([name, schema]) => {
    const slot = slotOf(schema);
    return slot ? [{ name, key: kebab(name), slot, optional: isOptional(schema) }] : [];
  });

/** The slot registered for a schema, also through `.optional()`, `.default()`, `.transform()` and the like. */
function slotOf(schema: z.core.$ZodType): Slot | undefined {
  const slot = slots.get(schema);
  if (slot) return slot;
  if (schema instanceof z.ZodPipe) return slotOf(schema.in);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly
  ) {
    return slotOf(schema.unwrap());
  }
  return undefined;
}

const isOptional = (schema: z.core.$ZodType) => z.safeParse(schema, undefined).success;

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
