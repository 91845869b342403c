import { excerpt } from '../../domain/text/cut.ts';
import { capitalised, choiceWords } from '../../domain/text/wording.ts';
import { inWords } from '../../domain/time/dates.ts';
import { choiceKey, fieldsOf, type SlotField } from '../../grammar/slot.ts';
import type { Command } from '../define.ts';

/** What somebody typed behind keys, or was understood as such: text by field. */
export type Said = Readonly<Record<string, string>>;

/**
 * The line of an answer with everything that was understood of the keys: "Planned 4 · Beta launch, due Fri
 * 11 Dec, owner Ana." What it says already is not said twice. `better` are words that the facts know better.
 */
export function withSaid(
  line: string,
  command: Pick<Command, 'input'>,
  { said, better, today }: { said: Said; better: Partial<Said>; today: string },
): string {
  const lower = line.toLowerCase();
  const parts = fieldsOf(command.input).flatMap((field) => {
    const value = said[field.name];
    if (field.slot.at !== 'key' || field.slot.hidden || value === undefined) return [];
    const words = better[field.name] ?? inTheseWords(field, value, today);
    if (words === '' || lower.includes(words.toLowerCase().replaceAll(/[“”]/g, ''))) return [];
    return [`${field.key.replaceAll('-', ' ')} ${words}`];
  });
  if (parts.length === 0) return line;
  const all = parts.join(', ');
  if (!line.endsWith('.') || line.includes('. ')) return `${line} ${capitalised(all)}.`.trim();
  return `${line.slice(0, -1)}, ${all}.`;
}

function inTheseWords({ slot }: SlotField, value: string, today: string): string {
  switch (slot.is) {
    case 'date':
      return value === 'none' ? 'none' : inWords(value, today);
    case 'choice':
      return choiceWords(choiceKey(value));
    case 'person':
      return peopleIn(value);
    case 'text':
      if (slot.people) return peopleIn(value);
      return slot.several || slot.reads || value.toLowerCase() === 'none' ? value : `“${excerpt(value, 80)}”`;
    case 'number':
    case 'reference':
    case 'item':
    case 'yesno':
      return value;
    default:
      return slot.is satisfies never;
  }
}

/** By their names; somebody who was mentioned without one is on the card. */
const peopleIn = (value: string) =>
  value
    .replaceAll(/<@[^|<>]*\|([^<>]+)>/g, '$1')
    .replaceAll(/<@[^<>]*>/g, '')
    .replaceAll(/(^|[\s,])[@＠]/g, '$1')
    .trim();
