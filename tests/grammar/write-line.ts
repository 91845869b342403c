import { fieldsOf } from '../../src/grammar/slot.ts';
import type { Command } from '../../src/runner/define.ts';

/** A text in quotes as the grammar reads it: quotes inside are escaped, and backslashes only before a quote. */
const quote = (text: string) =>
  `"${text.replaceAll(/(\\*)(["“”„‟«»＂]|$)/g, (_all, slashes: string, mark: string) => slashes + slashes + (mark ? `\\${mark}` : ''))}"`;

/**
 * Writes raw input as a line: positional values first, keys in the order of `keys` and, where `early` says so,
 * before them.
 */
export function writeLine(
  command: Command,
  raw: Record<string, string>,
  keys: readonly string[],
  early: boolean,
): string {
  const fields = fieldsOf(command.input).filter(({ name }) => raw[name] !== undefined);
  const places = fields.filter(({ slot }) => slot.at === 'place');
  const rest = fields.filter(({ slot }) => slot.at === 'rest');
  const inPlace = [...places, ...rest].map(({ name }) => quote(raw[name] ?? ''));
  const keyed = keys.flatMap((name) => {
    const field = fields.find((one) => one.name === name && one.slot.at === 'key');
    return field ? [`${field.key}:${quote(raw[name] ?? '')}`] : [];
  });
  return [command.name, ...(early ? [...keyed, ...inPlace] : [...inPlace, ...keyed])].join(' ');
}
