import { typedName } from '../domain/text/wording.ts';
import type { Syntax } from './line.ts';
import { withNames } from './mentions.ts';
import { fieldsOf, inTypedOrder, type SlotField } from './slot.ts';

/**
 * Writes input as a line that reads back as the same input: `new "Beta launch" due:2026-12-11`. Mentions become
 * names, so that people can type it.
 */
export function writeLine(command: Syntax, values: Readonly<Record<string, string>>): string {
  const fields = fieldsOf(command.input).filter(({ name }) => values[name] !== undefined);
  return [
    typedName(command.name),
    ...inTypedOrder(fields).map((field) => writeField(field, values[field.name] ?? '')),
  ].join(' ');
}

function writeField({ key, slot }: SlotField, value: string): string {
  const text = withNames(value);
  if (slot.at === 'rest') return slot.is === 'text' && !/^[\p{L}\p{N}]+$/u.test(text) ? quote(text) : text;
  const word = plainWord.test(text) ? text : quote(text);
  return slot.at === 'place' ? (keyLike.test(text) ? quote(text) : word) : `${key}:${word}`;
}

/** One word without a character that the grammar interprets. */
const plainWord = /^[^\s"“”„‟«»＂'‘’‚‛\\<>,;，、；]+$/u;
/** A word that would be read as a key. */
const keyLike = /^[\p{L}][^\s]*[:：](?!\/\/)/u;

/** Quotes a text: escapes quotes, and backslashes only before a quote. */
const quote = (text: string) =>
  `"${text.replaceAll(/(\\*)(["“”„‟«»＂]|$)/g, (_all, slashes: string, mark: string) => slashes + slashes + (mark ? `\\${mark}` : ''))}"`;
