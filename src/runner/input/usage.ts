import { typedName } from '../../domain/text/wording.ts';
import { choiceWord } from '../../grammar/choice.ts';
import { fieldsOf, inTypedOrder, isAsked, type Slot, type SlotField } from '../../grammar/slot.ts';
import type { Command } from '../define.ts';

/** More choices would make the placeholder too long. */
const maxChoices = 6;

/** Returns the usage of a command: `progress <milestone> <percent> [note…]`; square brackets mark optional input. */
export function usage(command: Pick<Command, 'name' | 'input'>): string {
  return [typedName(command.name), ...inTypedOrder(askedOf(command)).map(placeholder)].join(' ');
}

/** Describes each input for help: its placeholder, and the values it takes in words. */
export function explain(command: Pick<Command, 'input'>): { typed: string; takes: string }[] {
  return inTypedOrder(askedOf(command)).map((field) => ({
    typed: placeholder(field),
    takes: `${field.slot.label}: ${meaning(field.slot)}`,
  }));
}

const askedOf = ({ input }: Pick<Command, 'input'>) => fieldsOf(input).filter(isAsked);

function placeholder({ key, slot, optional }: SlotField): string {
  switch (slot.at) {
    case 'place':
      return bracketed(choiceList(slot) ?? key, optional);
    case 'rest':
      return bracketed(`${key}…`, optional);
    case 'key':
      return optional ? `[${key}:${sample(slot)}]` : `${key}:${sample(slot)}`;
    default:
      return slot.at satisfies never;
  }
}

const bracketed = (word: string, optional: boolean) => (optional ? `[${word}]` : `<${word}>`);

const choiceList = ({ choices, choiceWords = {} }: Slot) =>
  choices && choices.length <= maxChoices
    ? choices.map((choice) => choiceWords[choice] ?? choice.replaceAll('_', '-')).join('|')
    : undefined;

const samples: Record<Slot['is'], string> = {
  date: 'date',
  person: '@person',
  number: 'number',
  choice: 'choice',
  yesno: 'yes|no',
  reference: 'milestone',
  item: 'item',
  text: '"text"',
};

const sample = (slot: Slot): string =>
  slot.sample ?? choiceList(slot) ?? (slot.letter && slot.hint) ?? samples[slot.is];

const meanings: Record<Slot['is'], (slot: Slot) => string> = {
  date: () => 'a date, such as 18 Dec 2026, next Friday or in 2 weeks; none removes it',
  person: () => 'a mention, or a name such as @ana',
  number: ({ min, max }) =>
    min === undefined || max === undefined ? 'a whole number' : `a whole number from ${min} to ${max}`,
  choice: (slot) => `one of ${(slot.choices ?? []).map((choice) => choiceWord(slot, choice)).join(', ')}`,
  yesno: () => 'yes or no',
  reference: () => 'the number of a milestone, or its name',
  item: () => 'the number of an item, such as 3.2',
  text: (slot) => `${size(slot)}${slot.hint === undefined ? '' : `, such as ${slot.hint}`}`,
};

const meaning = (slot: Slot): string => slot.takes ?? meanings[slot.is](slot);

function size({ minLength = 1, maxLength }: Slot): string {
  if (maxLength === undefined) return 'a text';
  return minLength > 1 ? `${minLength} to ${maxLength} characters` : `up to ${maxLength} characters`;
}
