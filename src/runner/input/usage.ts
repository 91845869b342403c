import { choiceLabel } from '../../domain/text/wording.ts';
import { fieldsOf, type Slot, type SlotField } from '../../grammar/slot.ts';
import type { Command } from '../define.ts';

/** With more choices than this a placeholder would be longer than the line. */
const maxChoices = 6;

/** How a command is typed: `progress <milestone> <percent> [note…]`. Square brackets may be left out. */
export function usage(command: Pick<Command, 'name' | 'input'>): string {
  return [command.name, ...inOrder(fieldsOf(command.input)).map(placeholder)].join(' ');
}

/** What each input takes, for help: how it is typed, and what it means in words. */
export function explain(command: Pick<Command, 'input'>): { typed: string; takes: string }[] {
  return inOrder(fieldsOf(command.input)).map((field) => ({
    typed: placeholder(field),
    takes: `${field.slot.label}: ${meaning(field.slot)}`,
  }));
}

/** As they are typed: places, then the rest of the line, then keys. */
function inOrder(fields: readonly SlotField[]): SlotField[] {
  return (['place', 'rest', 'key'] as const).flatMap((at) => fields.filter((field) => field.slot.at === at));
}

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

const choiceList = ({ choices }: Slot) =>
  choices && choices.length <= maxChoices ? choices.join('|') : undefined;

function sample(slot: Slot): string {
  if (slot.sample) return slot.sample;
  switch (slot.is) {
    case 'date':
      return 'date';
    case 'person':
      return '@person';
    case 'number':
      return 'number';
    case 'choice':
      return choiceList(slot) ?? 'choice';
    case 'yesno':
      return 'yes|no';
    case 'reference':
      return 'milestone';
    case 'item':
      return 'item';
    case 'text':
      return '"text"';
    default:
      return slot.is satisfies never;
  }
}

function meaning(slot: Slot): string {
  if (slot.takes) return slot.takes;
  switch (slot.is) {
    case 'date':
      return 'a date, such as 18 Dec 2026, next Friday or in 2 weeks; none takes it away';
    case 'person':
      return 'a mention, or a name such as @ana';
    case 'number':
      return slot.min === undefined || slot.max === undefined
        ? 'a whole number'
        : `a whole number from ${slot.min} to ${slot.max}`;
    case 'choice':
      return `one of ${(slot.choices ?? []).map(choiceLabel).join(', ')}`;
    case 'yesno':
      return 'yes or no';
    case 'reference':
      return 'the number of a milestone, or its name';
    case 'item':
      return 'the number of an item, such as 3.2';
    case 'text':
      return `${size(slot)}${slot.hint === undefined ? '' : `, such as ${slot.hint}`}`;
    default:
      return slot.is satisfies never;
  }
}

function size({ minLength = 1, maxLength }: Slot): string {
  if (maxLength === undefined) return 'a text';
  return minLength > 1 ? `${minLength} to ${maxLength} characters` : `up to ${maxLength} characters`;
}
