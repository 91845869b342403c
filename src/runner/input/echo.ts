import type { Card } from '../../../cards/model.ts';
import { withFullStop } from '../../../cards/views/words.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { choiceIn, choiceKey, choiceWord } from '../../grammar/choice.ts';
import { fieldsOf, type SlotField } from '../../grammar/slot.ts';
import type { Command } from '../define.ts';

/** The text of each input that a line gives, by field. */
export type InputTexts = Readonly<Record<string, string>>;

/** `said`: the texts of the line. `better`: words of the facts in their place, by field. `today`: YYYY-MM-DD. */
type Echoed = { said: InputTexts; better: Partial<InputTexts>; today: string };

/**
 * Adds to the line of an answer every value of a key that it does not contain: "Planned 4 · Beta launch, due Fri
 * 11 Dec, owner Ana."
 */
export function withEcho(line: string, command: Pick<Command, 'input'>, echoed: Echoed): string {
  return withParts(line, partsOf(fieldsOf(command.input), echoed, line));
}

/** Adds the texts, numbers and notes that neither the line nor its card contains, so that no word is lost. */
export function withMissingEcho(
  line: string,
  command: Pick<Command, 'input'>,
  { card, ...echoed }: Echoed & { card: Card },
): string {
  const fields = fieldsOf(command.input).filter(({ slot }) => isFree(slot) && !slot.lists && !slot.file);
  const shown = `${line} ${textsIn(card).join(' ')}`;
  return withParts(line, partsOf(fields, echoed, shown, true));
}

/** Whether the slot takes free text or a number, which the answer must repeat verbatim. */
const isFree = (slot: SlotField['slot']) =>
  slot.is === 'number' ||
  (slot.is === 'text' &&
    !slot.rephrased &&
    !slot.people &&
    !slot.several &&
    !slot.reads &&
    !slot.figures &&
    !slot.orNumber);

/** Returns every text that a card shows, without those of its buttons. */
function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => (unreadKeys.has(key) ? [] : textsIn(value)));
}

const unreadKeys = new Set(['actions', 'more', 'of', 'is', 'tone', 'url']);

function partsOf(
  fields: readonly SlotField[],
  { said, better, today }: Echoed,
  shown: string,
  anywhere = false,
): string[] {
  return fields.flatMap((field) => {
    const value = said[field.name];
    if (
      (field.slot.at !== 'key' && !(anywhere && field.slot.at === 'rest')) ||
      field.slot.hidden ||
      isConfirmation(field) ||
      value === undefined
    )
      return [];
    const words = better[field.name] ?? displayValue(field, value, today);
    const others = fields.filter((one) => one !== field && one.slot.is === 'text' && isFree(one.slot));
    const texts = others.map(({ name }) => said[name] ?? '').filter(Boolean);
    // the 1 in the title "Step 1" is not the number of the parent
    const rest = texts.reduce((all, text) => all.replaceAll(wholeWords(text), ' '), shown);
    if (words === '' || contains(rest, field, words.replaceAll(/[“”]/g, ''))) return [];
    return [`${field.key.replaceAll('-', ' ')} ${words}`];
  });
}

/** Whether a field only says that the question of a card is answered already; that it was done says so too. */
const isConfirmation = ({ slot }: SlotField) => slot.is === 'yesno' && slot.typed === true;

/** Matches words that are no part of a longer word or number. */
const wholeWords = (words: string, after = '') =>
  new RegExp(
    `(?<![\\p{L}\\p{N}]|\\p{N}[.,])${words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}${after}(?![\\p{L}\\p{N}]|[.,]\\p{N})`,
    'giu',
  );

/** Whether a text contains the words. A number before " · " is a reference and no other value. */
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
  return withFullStop(`${line.slice(0, -1)}, ${all}`);
}

function displayValue({ slot }: SlotField, value: string, today: string): string {
  if (slot.is === 'date') return value === 'none' ? 'none' : formatDate(value, today);
  if (slot.is === 'choice') return choiceWord(slot, choiceIn(slot, value) ?? choiceKey(value));
  if (slot.is === 'person' || slot.people) return namesOf(value);
  const isVerbatim = slot.is !== 'text' || slot.several || slot.reads || value.toLowerCase() === 'none';
  return isVerbatim ? value : `“${excerpt(value, 80)}”`;
}

/** Replaces mentions by names; people mentioned without one are on the card. */
const namesOf = (value: string) =>
  value
    .replaceAll(/<@[^|<>]*\|([^<>]+)>/g, '$1')
    .replaceAll(/<@[^<>]*>/g, '')
    .replaceAll(/(^|[\s,])[@＠]/g, '$1')
    .trim();
