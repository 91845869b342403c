import type { CardElementArray, IChoiceSetInput } from '@microsoft/teams.cards';
import type { Field } from '../../model.ts';
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

function personInput(base: InputBase, value: string | undefined): IChoiceSetInput {
  return {
    ...base,
    type: 'Input.ChoiceSet',
    style: 'filtered',
    choices: value === undefined ? [] : [{ title: nameIn(value), value }],
    'choices.data': { type: 'Data.Query', dataset: directoryDataset },
    placeholder: 'Search people',
    ...(value === undefined ? {} : { value }),
  };
}

type InputBase = { id: string; label: string; isRequired: boolean; errorMessage?: string };

function baseOf(field: Field): InputBase {
  const prefix = field.is === 'person' ? personPrefix : inputPrefix;
  const base = { id: `${prefix}${field.name}`, label: field.label, isRequired: !field.optional };
  if (field.is === 'text' && field.minLength !== undefined && field.minLength > 0) {
    return { ...base, errorMessage: `${field.label}: at least ${field.minLength} characters, please.` };
  }
  return field.optional ? base : { ...base, errorMessage: `${field.label} is needed.` };
}

function input(field: Exclude<Field, { is: 'file' }>): CardElement {
  const base = baseOf(field);
  const value = field.value === undefined || field.value === '' ? undefined : field.value;
  const kept = value === undefined ? {} : { value };
  switch (field.is) {
    case 'text': {
      const { minLength = 0, maxLength } = field;
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
      const { min, max } = field;
      const number = Number(value ?? Number.NaN);
      return {
        ...base,
        type: 'Input.Number',
        ...(Number.isFinite(number) ? { value: number } : {}),
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
        ...(field.optional && min === undefined && max === undefined
          ? {}
          : { errorMessage: `${field.label}: a number${rangeWords(min, max)}, please.` }),
      };
    }
    case 'date':
      return { ...base, ...(/^\d{4}-\d\d-\d\d$/.test(value ?? '') ? kept : {}), type: 'Input.Date' };
    case 'choice': {
      const choices = field.choices.map((choice) => ({ title: choice.label, value: choice.value }));
      const known = choices.some((choice) => choice.value === value);
      return { ...base, ...(known ? kept : {}), type: 'Input.ChoiceSet', style: 'compact', choices };
    }
    case 'person':
      return personInput(base, value);
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
export function fieldElements(field: Field, problems: string[], state: RenderState): CardElement[] {
  const hint = field.hint === undefined ? [] : paragraph([{ is: 'plain', text: field.hint }], 'quiet', state);
  const wrong = problems.flatMap((message) => paragraph([{ is: 'plain', text: message }], 'alert', state));
  const below = [...hint, ...wrong].map((element) => ({ ...element, spacing: 'None' as const }));
  if (field.is !== 'file') return [input(field), ...below];
  return [...paragraph([{ is: 'plain', text: field.instead }], 'quiet', state), ...below];
}
