import type { Card } from '../../../cards/model.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { capitalised, choiceLabel } from '../../domain/text/wording.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { choiceKey, fieldsOf, type SlotField } from '../../grammar/slot.ts';
import type { Command } from '../define.ts';

/** What somebody typed behind keys, or was understood as such: text by field. */
export type InputTexts = Readonly<Record<string, string>>;

/**
 * The line of an answer with everything that was understood of the keys: "Planned 4 · Beta launch, due Fri
 * 11 Dec, owner Ana." What it says already is not said twice. `better` are words that the facts know better.
 */
export function withEcho(
  line: string,
  command: Pick<Command, 'input'>,
  { said, better, today }: { said: InputTexts; better: Partial<InputTexts>; today: string },
): string {
  return withParts(line, partsOf(fieldsOf(command.input), { said, better, today }, line));
}

/**
 * The same beside a card: only texts and figures that neither the line nor the card says, a note too, so
 * that no word is swallowed.
 */
export function withMissingEcho(
  line: string,
  command: Pick<Command, 'input'>,
  { said, better, today, card }: { said: InputTexts; better: Partial<InputTexts>; today: string; card: Card },
): string {
  const fields = fieldsOf(command.input).filter(({ slot }) => isFree(slot) && !slot.lists && !slot.file);
  const shown = `${line} ${textsIn(card).join(' ')}`;
  return withParts(line, partsOf(fields, { said, better, today }, shown, true));
}

/** Words or figures of a person's own, which only they can say again. */
const isFree = (slot: SlotField['slot']) =>
  slot.is === 'number' ||
  (slot.is === 'text' &&
    !slot.rephrased &&
    !slot.people &&
    !slot.several &&
    !slot.reads &&
    !slot.figures &&
    !slot.orNumber);

/** Every text that a card shows; what its buttons carry is not shown. */
function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => (unreadKeys.has(key) ? [] : textsIn(value)));
}

const unreadKeys = new Set(['actions', 'more', 'is', 'tone', 'url']);

function partsOf(
  fields: readonly SlotField[],
  { said, better, today }: { said: InputTexts; better: Partial<InputTexts>; today: string },
  shown: string,
  anywhere = false,
): string[] {
  return fields.flatMap((field) => {
    const value = said[field.name];
    if (
      (field.slot.at !== 'key' && !(anywhere && field.slot.at === 'rest')) ||
      field.slot.hidden ||
      value === undefined
    )
      return [];
    const words = better[field.name] ?? displayValue(field, value, today);
    const others = fields.filter((one) => one !== field && one.slot.is === 'text' && isFree(one.slot));
    const texts = others.map(({ name }) => said[name] ?? '').filter(Boolean);
    // the 1 of the title "Step 1" does not say that the parent is 1
    const rest = texts.reduce((all, text) => all.replaceAll(wholeWords(text), ' '), shown);
    if (words === '' || contains(rest, field, words.replaceAll(/[“”]/g, ''))) return [];
    return [`${field.key.replaceAll('-', ' ')} ${words}`];
  });
}

/** The words as such: not as a part of a longer word or figure. */
const wholeWords = (words: string, after = '') =>
  new RegExp(
    `(?<![\\p{L}\\p{N}]|\\p{N}[.,])${words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}${after}(?![\\p{L}\\p{N}]|[.,]\\p{N})`,
    'giu',
  );

/** A figure before " · " is the number of what is named after it, and no other figure says it. */
function contains(shown: string, { slot }: SlotField, words: string): boolean {
  const isFigure = /^\d+$/.test(words);
  if (isFigure && slot.is === 'number') return wholeWords(words, '(?! ·)').test(shown);
  if (isFigure && slot.is === 'reference') return wholeWords(words, ' ·').test(shown);
  return wholeWords(words).test(shown);
}

function withParts(line: string, parts: readonly string[]): string {
  if (parts.length === 0) return line;
  const all = parts.join(', ');
  if (!line.endsWith('.') || line.includes('. ')) return `${line} ${capitalised(all)}.`.trim();
  return `${line.slice(0, -1)}, ${all}.`;
}

function displayValue({ slot }: SlotField, value: string, today: string): string {
  switch (slot.is) {
    case 'date':
      return value === 'none' ? 'none' : formatDate(value, today);
    case 'choice':
      return choiceLabel(choiceKey(value));
    case 'person':
      return namesOf(value);
    case 'text':
      if (slot.people) return namesOf(value);
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
const namesOf = (value: string) =>
  value
    .replaceAll(/<@[^|<>]*\|([^<>]+)>/g, '$1')
    .replaceAll(/<@[^<>]*>/g, '')
    .replaceAll(/(^|[\s,])[@＠]/g, '$1')
    .trim();
