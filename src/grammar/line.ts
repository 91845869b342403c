/*
 * The grammar of a line: `<command> <places…> <text> key:value…`. Tokens become keys, keys take values, and what
 * is left goes into places and the text:
 *
 * 1. `key:value` counts anywhere. A value ends with its quotes, or where it stops reading as one ("next friday");
 *    a text without quotes goes on to the next key.
 * 2. A text in quotes is over where they end. What stands around it is a key without its colon (`due friday`) or
 *    a value whose form says which input it is (`friday`, `high`, `@ana`, `<2s`); else the line is refused and
 *    the lines that work are offered. No word is dropped and none is added to a text in silence.
 * 3. A text without quotes is kept as typed, quotes in its middle too. Only keys and values at its end, or before
 *    another key, are taken off it (`Beta launch due friday`), and only where the value can be nothing else.
 * 4. A command without such a text takes keys with or without their colon wherever they stand.
 * 5. The answer says all that was understood of the keys (src/runner/input/said.ts).
 */

import type * as z from 'zod';
import type { Problem } from '../domain/outcome.ts';
import { excerpt } from '../domain/text/cut.ts';
import { nearestCommand } from '../domain/text/nearest.ts';
import { pullKeys } from './keyed.ts';
import { withNames } from './mentions.ts';
import { fillPlaces } from './places.ts';
import { fieldsOf } from './slot.ts';
import { type Token, tokenize } from './tokens.ts';

/** What the grammar needs to know of a command. */
export type Syntax = { name: string; input: z.ZodObject };

/** The commands that a line can name. */
export type Registry<Command extends Syntax = Syntax> = {
  /** By name, in lower case. */
  find(name: string): Command | undefined;
  names: readonly string[];
};

/** What a line asks for. */
export type LineRead<Command> =
  | { is: 'unknown'; typed: string; nearest?: string }
  | {
      is: 'read';
      command: Command;
      /** Text by field; nothing of it is checked yet. */
      raw: Record<string, string>;
      /** The project that was meant, `project:"Apollo"`, for commands without a field of that name. */
      project?: string;
      /** What could not be placed. The rest was read all the same. */
      problems: Problem[];
    };

/** The bot's own names, which may stand before the command. */
const ownNames = new Set(['milestone', 'milepost']);

/**
 * Reads a typed line: `<command> <positional…> <rest of line> key:value`, keys in any order and place.
 * A command of two words may be typed with a space or a dash: `metric set` is `metric-set`.
 * `today` is YYYY-MM-DD in the person's zone. Never throws; takes time in proportion to the length of the line.
 */
export function readLine<Command extends Syntax>(
  line: string,
  commands: Registry<Command>,
  at: { today: string },
): LineRead<Command> {
  const source = withoutBackticks(line.trim());
  const tokens = tokenize(source);
  const head = ownNames.has(commandName(tokens[0])) && !commands.find(commandName(tokens[0])) ? 1 : 0;
  const name = commandName(tokens[head]) || 'help';
  const second = tokens[head + 1];
  const pair = second && commands.find(`${name}-${commandName(second)}`);
  if (pair)
    return { is: 'read', command: pair, ...readInputs(source, tokens.slice(head + 2), pair, at.today) };
  const command = commands.find(name);
  if (!command) {
    const nearest = nearestCommand(name, commands.names);
    return { is: 'unknown', typed: excerpt(name, 60), ...(nearest === undefined ? {} : { nearest }) };
  }
  return { is: 'read', command, ...readInputs(source, tokens.slice(head + 1), command, at.today) };
}

function readInputs(source: string, tokens: Token[], { input }: Syntax, today: string) {
  const fields = fieldsOf(input);
  const keyed = pullKeys(source, tokens, fields, today);
  const placed = fillPlaces(source, keyed.words, fields, keyed.given, today);
  const problems = [...keyed.problems, ...placed.problems];
  const raw = { ...keyed.given, ...placed.given };
  return { raw, problems, ...(keyed.project === undefined ? {} : { project: withNames(keyed.project) }) };
}

/** A line that was copied from a chat as code keeps its marks. */
function withoutBackticks(line: string): string {
  return line.length > 1 && line.startsWith('`') && line.endsWith('`') ? line.slice(1, -1) : line;
}

/** `/Progress`, `progress:`, `status?` are all names of commands. */
function commandName(token: Token | undefined): string {
  const word = (token?.text ?? '').normalize('NFKC');
  if (word.length > 100) return word.toLowerCase();
  return word
    .toLowerCase()
    .replaceAll(/[\p{Pd}−]/gu, '-')
    .replace(/^\/+/, '')
    .replace(/[:.,!?…]{1,5}$/, '');
}
