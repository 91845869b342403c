import type { Syntax } from './line.ts';
import { withNames } from './mentions.ts';
import { fieldsOf, type SlotField } from './slot.ts';

/**
 * The line that says what these inputs say: `new "Beta launch" due:2026-12-11`. Whoever reads it can type
 * it; people stand in it by their names. Reading it gives the inputs again.
 */
export function writeLine(command: Syntax, values: Readonly<Record<string, string>>): string {
  const fields = fieldsOf(command.input).filter(({ name }) => values[name] !== undefined);
  const inOrder = (['place', 'rest', 'key'] as const).flatMap((at) =>
    fields.filter(({ slot }) => slot.at === at),
  );
  return [command.name, ...inOrder.map((field) => written(field, values[field.name] ?? ''))].join(' ');
}

function written({ key, slot }: SlotField, value: string): string {
  const said = withNames(value);
  if (slot.at === 'rest') return slot.is === 'text' && !/^[\p{L}\p{N}]+$/u.test(said) ? quote(said) : said;
  const word = isWord.test(said) ? said : quote(said);
  return slot.at === 'place' ? (isKeyLike.test(said) ? quote(said) : word) : `${key}:${word}`;
}

/** One word that no sign of the grammar begins or ends. */
const isWord = /^[^\s"“”„‟«»＂'‘’‚‛\\<>,;，、；]+$/u;
/** Behind a key a colon means nothing; elsewhere it would make one. */
const isKeyLike = /^[\p{L}][^\s]*[:：](?!\/\/)/u;

/** In quotes, so that it is read as it is: quotes inside are escaped, and backslashes only before a quote. */
const quote = (text: string) =>
  `"${text.replaceAll(/(\\*)(["“”„‟«»＂]|$)/g, (_all, slashes: string, mark: string) => slashes + slashes + (mark ? `\\${mark}` : ''))}"`;
