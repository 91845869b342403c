import { readLine } from '../grammar/line.ts';
import type { Intent } from '../ports/intent.ts';
import type { Commands } from './define.ts';
import { openedKey, readOpened } from './forms/opened.ts';
import { filledKey, wholeKey } from './input/form.ts';
import type { Read, Unknown } from './read.ts';
import { fileCommand } from './shared-file.ts';

/** The hidden input of a button that stands for a typed line. */
export const typedKey = 'typed';

/** Takes an intent apart, whether it was typed, pressed or filled in. */
export function readRequest(
  { actor, ask, form, files = [] }: Intent,
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
    drawn,
    ...(typed ? { typed: true } : {}),
    ...(opened ? { opened } : {}),
    ...(whole ? { isWhole: true } : {}),
    ...(form ? { isFormOnly: true } : {}),
  };
}
