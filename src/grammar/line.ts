/*
 * The grammar of a line: `<command> <places…> <text> key:value…`. Tokens become keys, keys take values, and the
 * remaining words fill places and the text:
 *
 * 1. `key:value` counts anywhere. A value ends with its quotes, or with the last word that belongs to it ("next
 *    friday"); an unquoted text continues to the next key.
 * 2. A quoted text ends with its quotes. The words around it must be a key without its colon (`due friday`) or a
 *    value whose form identifies its input (`friday`, `high`, `@ana`, `<2s`); else the line is refused, and
 *    corrected lines are offered. No word is silently dropped or added to a text.
 * 3. An unquoted text is kept as typed, with quotes in its middle. Only keys and values at its end, or before
 *    another key, are split from it (`Beta launch due friday`), and only where the value is unambiguous.
 * 4. A command without such a text accepts keys with or without their colon in any place.
 * 5. The answer repeats every value that was understood of the keys (src/runner/input/echo.ts).
 */

import type * as z from 'zod';
import type { Problem } from '../domain/outcome.ts';
import { excerpt } from '../domain/text/cut.ts';
import { nearestCommand } from '../domain/text/nearest.ts';
import { extractKeys } from './keyed.ts';
import { withNames } from './mentions.ts';
import { fillPlaces } from './places.ts';
import { fieldsOf } from './slot.ts';
import { type Synonym, withoutFillers } from './synonyms.ts';
import { type Token, tokenize } from './tokens.ts';

/** The part of a command that the grammar needs. */
export type Syntax = { name: string; input: z.ZodObject };

/** The commands, by name. */
export type Registry<Command extends Syntax = Syntax> = {
  /** By name, in lower case. */
  find(name: string): Command | undefined;
  names: readonly string[];
  /** Other words for commands; `find` takes one or two words, in lower case. */
  synonyms?: {
    find(words: string): { command: Command; synonym: Synonym } | undefined;
    words: readonly string[];
  };
  /** The command of an empty line; absent: help. */
  empty?: string;
};

/** The command and raw input of a line. */
export type LineRead<Command> =
  | { is: 'unknown'; typed: string; nearest?: string }
  | {
      is: 'read';
      command: Command;
      /** Text by field, not validated. */
      raw: Record<string, string>;
      /** The value of `project:"Apollo"`, for commands without a field of that name. */
      project?: string;
      problems: Problem[];
    };

/** The bot's names, which may precede the command. */
const botNames = new Set(['milestone', 'milepost']);

/**
 * Reads a typed line. A command of two words may have a space or a dash: `metric set` is `metric-set`.
 * `today` is YYYY-MM-DD in the person's zone. Never throws; takes time linear in the length of the line.
 */
export function readLine<Command extends Syntax>(
  line: string,
  commands: Registry<Command>,
  at: { today: string },
): LineRead<Command> {
  const source = withoutBackticks(line.trim());
  const tokens = tokenize(source);
  const head = botNames.has(commandName(tokens[0])) && !commands.find(commandName(tokens[0])) ? 1 : 0;
  const found = findCommand(tokens.slice(head), commands);
  if (!found) {
    const name = commandName(tokens[head]);
    const nearest = nearestCommand(name, [...commands.names, ...(commands.synonyms?.words ?? [])]);
    return { is: 'unknown', typed: excerpt(name, 60), ...(nearest === undefined ? {} : { nearest }) };
  }
  const { command, synonym } = found;
  const rest = tokens.slice(head + found.words);
  if (!synonym) return { is: 'read', command, ...readInputs(source, rest, command, at.today) };
  const { input = command.input, gives } = synonym;
  const inputs = readInputs(source, withoutFillers(source, rest, synonym), { input }, at.today);
  return { is: 'read', command, ...inputs, raw: { ...gives, ...inputs.raw } };
}

/** Finds the command at the start of a line, and the number of its words; names come before synonyms. */
function findCommand<Command extends Syntax>(
  [first, second]: Token[],
  commands: Registry<Command>,
): { command: Command; synonym?: Synonym; words: number } | undefined {
  const name = commandName(first) || (first === undefined && commands.empty) || 'help';
  const pair = second && commands.find(`${name}-${commandName(second)}`);
  if (pair) return { command: pair, words: 2 };
  // a quoted second word is a text: `add "Milestone" …`
  const pairSynonym = second?.is === 'word' && commands.synonyms?.find(`${name} ${commandName(second)}`);
  if (pairSynonym) return { ...pairSynonym, words: 2 };
  const command = commands.find(name);
  if (command) return { command, words: 1 };
  const found = commands.synonyms?.find(name);
  return found && { ...found, words: 1 };
}

function readInputs(source: string, tokens: Token[], { input }: Pick<Syntax, 'input'>, today: string) {
  const fields = fieldsOf(input);
  const [first] = tokens;
  const commands = fields.find(({ slot }) => slot.commands);
  // the keys are those of the commands
  if (commands && first?.is === 'word')
    return { raw: { [commands.name]: source.slice(first.from) }, problems: [] };
  const keyed = extractKeys(source, tokens, fields, today);
  const placed = fillPlaces(source, keyed.words, fields, keyed.given, today);
  const problems = [...keyed.problems, ...placed.problems];
  const raw = { ...keyed.given, ...placed.given };
  return { raw, problems, ...(keyed.project === undefined ? {} : { project: withNames(keyed.project) }) };
}

/** Removes the backticks of a line that was copied from a chat as code. */
function withoutBackticks(line: string): string {
  return line.length > 1 && line.startsWith('`') && line.endsWith('`') ? line.slice(1, -1) : line;
}

/** Returns the name of a command as typed in `/Progress`, `progress:` or `status?`. */
function commandName(token: Token | undefined): string {
  const word = (token?.text ?? '').normalize('NFKC');
  if (word.length > 100) return word.toLowerCase();
  return word
    .toLowerCase()
    .replaceAll(/[\p{Pd}−]/gu, '-')
    .replace(/^\/+/, '')
    .replace(/[:.,!?…]{1,5}$/, '');
}
