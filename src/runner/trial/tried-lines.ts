import { type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import { splitLines } from '../../domain/scope/what-if.ts';
import { excerpt } from '../../domain/text/cut.ts';
import type { IdentifiedRequest } from '../identified-request.ts';
import type { Read } from '../read.ts';
import { readRequest } from '../read-request.ts';

/** A line of a trial, taken apart. */
export type TriedLine = { line: string; read: Read };

/** The most lines of one trial. */
const maxLines = 10;

/** Reads the lines to try; refuses those that change nothing in the project, or more than the project. */
export function readLines(
  text: string,
  { intent, commands }: Pick<IdentifiedRequest, 'intent' | 'commands'>,
  today: string,
): Outcome<TriedLine[]> {
  const lines = splitLines(text);
  if (lines.length > maxLines) return rule(`At most ${maxLines} commands can be tried at once.`);
  const tried: TriedLine[] = [];
  for (const line of lines) {
    const read = readRequest({ ...intent, ask: { line }, surface: 'line', files: [] }, commands, today);
    if (read.is === 'unknown') return refuse({ ...read, is: 'unknown_command' });
    const { command, raw } = read;
    const short = excerpt(line, 60);
    if (!command.decide || command.tries)
      return rule(`“${short}” changes nothing, so there is nothing to try.`, 'Type it without “what if”.');
    if (command.scope !== 'project' || command.code || command.linksRoom?.(raw, read.project !== undefined))
      return rule(
        `“${short}” changes more than this project, so it cannot be tried.`,
        'Try a change of the plan.',
      );
    tried.push({ line, read });
  }
  return tried.length > 0 ? ok(tried) : rule('Say what to try.', 'For example “what if edit 3 due:friday”.');
}
