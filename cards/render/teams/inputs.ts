import type { CardElementArray, IChoiceSetInput } from '@microsoft/teams.cards';
import { z } from 'zod';
import type { Field, Form } from '../../model.ts';
import { paragraph, type RenderState } from './text.ts';

type CardElement = CardElementArray[number];

/** Teams merges inputs into a button's data by id; the prefix keeps them from overwriting the data's own keys. */
export const inputPrefix = 'in_';

/** Prefix of person inputs, whose value is an Entra object id or the mention token they were drawn with. */
export const personPrefix = 'who_';

/** Teams searches the organisation's directory itself; the value is an Entra object id. */
const directoryDataset = 'graph.microsoft.com/users';

/** Returns the name in a canonical mention token `<@teams:TENANT/USER|Name>`. */
const nameIn = (token: string) => /^<@[^|>]*\|([^>]*)>$/.exec(token)?.[1] ?? token;

function personInput(base: InputBase, value: string | undefined, several: boolean): IChoiceSetInput {
  const known = several ? (value ?? '').split(/,(?![^<]*>)/).map((one) => one.trim()) : [value ?? ''];
  return {
    ...base,
    type: 'Input.ChoiceSet',
    style: 'filtered',
    ...(several ? { isMultiSelect: true } : {}),
    choices: known.filter(Boolean).map((token) => ({ title: nameIn(token), value: token })),
    'choices.data': { type: 'Data.Query', dataset: directoryDataset },
    placeholder: 'Search people',
    ...(value === undefined ? {} : { value: known.join(',') }),
  };
}

/** What a search for the choices of a field is for: the command, the field, and where the form was drawn. */
const searchShape = z.object({
  command: z.string(),
  field: z.string(),
  given: z.record(z.string().max(40), z.string().max(1000)),
  about: z.object({ project: z.uuid(), anywhere: z.boolean().optional() }).optional(),
});

/** A search for the choices of a field. */
export type FieldSearch = z.infer<typeof searchShape>;

const searchPrefix = 'milepost:';

/** Parses the dataset of a search; undefined when it is not one of Milepost's. The data can be forged. */
export function readSearch(dataset: string): FieldSearch | undefined {
  if (!dataset.startsWith(searchPrefix)) return undefined;
  try {
    return searchShape.safeParse(JSON.parse(dataset.slice(searchPrefix.length))).data;
  } catch {
    return undefined;
  }
}

function choiceInput(base: InputBase, field: Field & { is: 'choice' }, form: Form): IChoiceSetInput {
  const choices = field.choices.map((choice) => ({ title: choice.label, value: choice.value }));
  const known = choices.some((choice) => choice.value === field.value);
  const { command, given, about } = form;
  const search: FieldSearch = { command, field: field.name, given, ...(about ? { about } : {}) };
  return {
    ...base,
    type: 'Input.ChoiceSet',
    style: choices.length > maxCompactChoices ? 'filtered' : 'compact',
    choices,
    ...(field.hasMore
      ? { 'choices.data': { type: 'Data.Query', dataset: `${searchPrefix}${JSON.stringify(search)}` } }
      : {}),
    ...(known ? { value: field.value } : {}),
  };
}

/** Longer lists are filtered by typing. */
const maxCompactChoices = 10;

type InputBase = { id: string; label: string; isRequired: boolean; errorMessage?: string };

/** Teams sends no button of a form with an empty required input, so that More would not open: the server checks. */
function baseOf(field: Field, form: Form): InputBase {
  const prefix = field.is === 'person' ? personPrefix : inputPrefix;
  const id = `${prefix}${field.name}`;
  if (form.more !== undefined)
    return { id, label: field.optional ? field.label : `${field.label} (required)`, isRequired: false };
  const base = { id, label: field.label, isRequired: !field.optional };
  if (field.is === 'text' && field.minLength !== undefined && field.minLength > 0) {
    return { ...base, errorMessage: `${field.label}: at least ${field.minLength} characters, please.` };
  }
  return field.optional ? base : { ...base, errorMessage: `${field.label} is needed.` };
}

function input(field: Exclude<Field, { is: 'file' }>, form: Form): CardElement {
  const base = baseOf(field, form);
  const value = field.value === undefined || field.value === '' ? undefined : field.value;
  const kept = value === undefined ? {} : { value };
  switch (field.is) {
    case 'text': {
      const { maxLength } = field;
      const minLength = form.more === undefined ? (field.minLength ?? 0) : 0;
      return {
        ...base,
        ...kept,
        type: 'Input.Text',
        isMultiline: field.lines === 'many',
        ...(minLength > 0 ? { regex: `^[\\s\\S]{${minLength},}$` } : {}),
        ...(maxLength === undefined ? {} : { maxLength }),
      };
    }
    case 'number': {
      // the official renderer takes an empty number as out of range, so that an optional one has no limits
      const { min, max } = field.optional ? {} : field;
      const number = Number(value ?? Number.NaN);
      return {
        ...base,
        type: 'Input.Number',
        ...(Number.isFinite(number) ? { value: number } : {}),
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
        ...(base.isRequired
          ? { errorMessage: `${field.label}: a number${rangeWords(min, max)}, please.` }
          : {}),
      };
    }
    case 'date':
      return { ...base, ...(/^\d{4}-\d\d-\d\d$/.test(value ?? '') ? kept : {}), type: 'Input.Date' };
    case 'choice':
      return choiceInput(base, field, form);
    case 'person':
      return personInput(base, value, field.several === true);
    default:
      return field satisfies never;
  }
}

function rangeWords(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}

/**
 * Renders a field: its input, its hint and the problems of the last submission. Teams forms take no files, so
 * a file field says where to send one instead.
 */
export function fieldElements(
  field: Field,
  problems: string[],
  { form, state }: { form: Form; state: RenderState },
): CardElement[] {
  const hint = field.hint === undefined ? [] : paragraph([{ is: 'plain', text: field.hint }], 'quiet', state);
  const wrong = problems.flatMap((message) => paragraph([{ is: 'plain', text: message }], 'alert', state));
  const below = [...hint, ...wrong].map((element) => ({ ...element, spacing: 'None' as const }));
  if (field.is !== 'file') return [input(field, form), ...below];
  return [...paragraph([{ is: 'plain', text: field.instead }], 'quiet', state), ...below];
}
