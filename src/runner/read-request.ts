import { splitLines } from '../domain/scope/what-if.ts';
import { readLine } from '../grammar/line.ts';
import { fieldsOf } from '../grammar/slot.ts';
import type { Intent } from '../ports/intent.ts';
import type { Commands } from './define.ts';
import { openedKey, readOpened } from './forms/opened.ts';
import { filledKey, wholeKey } from './input/form.ts';
import type { Read, TriedLine, Unknown } from './read.ts';
import { fileCommand } from './shared-file.ts';

/** The hidden input of a button that stands for a typed line. */
export const typedKey = 'typed';

/** Takes an intent apart, whether it was typed, pressed or filled in, with the commands that it tries. */
export function readRequest(intent: Intent, commands: Commands, today: string): Read | Unknown {
  const read = readOne(intent, commands, today);
  if (read.is === 'unknown' || !read.command.tries) return read;
  const field = fieldsOf(read.command.input).find(({ slot }) => slot.commands);
  const text = field ? read.raw[field.name] : undefined;
  const tried = splitLines(typeof text === 'string' ? text : '').map((line): TriedLine => {
    const ask = { line };
    return { line, read: readOne({ ...intent, ask, surface: 'line', files: [] }, commands, today) };
  });
  const project = read.project ?? tried.flatMap((one) => projectIn(one))[0];
  return { ...read, tried, ...(project === undefined || read.drawn ? {} : { project }) };
}

/** The project that a tried line names. */
export const projectIn = ({ read }: TriedLine): string[] =>
  read.is === 'read' && read.project !== undefined ? [read.project] : [];

function readOne(
  { actor, ask, form, quoted, reacted, files = [] }: Intent,
  commands: Commands,
  today: string,
): Read | Unknown {
  if ('line' in ask) {
    const unsaid = files.length > 0 && ask.line.trim() === '';
    const read = readLine(unsaid ? fileCommand : ask.line, commands, { today });
    return read.is === 'unknown' || ask.project === undefined ? read : { project: ask.project, ...read };
  }
  const command = commands.find(ask.command);
  if (!command) return { is: 'unknown', typed: ask.command };
  const {
    [filledKey]: filled = '',
    [typedKey]: typed,
    [openedKey]: mark,
    [wholeKey]: whole,
    ...input
  } = ask.input;
  const emptied = filled.split(' ').filter((name) => name !== '' && !input[name]);
  const given = { ...input, ...Object.fromEntries(emptied.map((name) => [name, 'none'])) };
  if (actor.platform === 'cli') {
    const named = ask.project === undefined ? {} : { project: ask.project };
    return { is: 'read', command, raw: given, problems: [], ...named };
  }
  // a code leads by itself, whatever the room shows
  const drawn = ask.about === undefined || command.code?.(given) ? {} : { about: ask.about };
  const opened = readOpened(mark);
  return {
    is: 'read',
    command,
    raw: given,
    problems: [],
    // an action on a message means the project of its channel, as a typed line does
    ...(quoted || reacted ? {} : { drawn }),
    ...(typed ? { typed: true } : {}),
    ...(opened ? { opened } : {}),
    ...(whole ? { isWhole: true } : {}),
    ...(form ? { isFormOnly: true } : {}),
  };
}
