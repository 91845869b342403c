import { type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import type { Project } from '../../domain/project/project.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { fold } from '../../domain/text/fold.ts';
import { withNames } from '../../grammar/mentions.ts';
import type { Read, TriedLine } from '../read.ts';
import { projectIn } from '../read-request.ts';

/** A line of a trial that can be tried. */
export type ReadableLine = { line: string; read: Read };

/** The most lines of one trial. */
const maxLines = 10;

/** Returns the lines to try; refuses those that change nothing in the project, or more than the project. */
export function readableLines(tried: readonly TriedLine[], project: Project): Outcome<ReadableLine[]> {
  if (tried.length > maxLines) return rule(`At most ${maxLines} commands can be tried at once.`);
  const other = otherProject(tried, project);
  if (other !== undefined)
    return rule(
      `Commands are tried in one project: “${excerpt(other, 60)}” is not ${project.name}.`,
      `Try those of “${excerpt(other, 60)}” on their own.`,
    );
  const lines: ReadableLine[] = [];
  for (const { line, read } of tried) {
    if (read.is === 'unknown') return refuse({ ...read, is: 'unknown_command' });
    const { command, raw } = read;
    const short = excerpt(withNames(line), 60);
    if (!command.decide || command.tries)
      return rule(`“${short}” changes nothing, so there is nothing to try.`, 'Type it without “what if”.');
    if (command.scope !== 'project' || command.code || command.linksRoom?.(raw, false))
      return rule(
        `“${short}” changes more than this project, so it cannot be tried.`,
        'Try a change of the plan.',
      );
    lines.push({ line, read });
  }
  return lines.length > 0 ? ok(lines) : rule('Say what to try.', 'For example “what if edit 3 due:friday”.');
}

/** The first project that a line names and that is not the one of the trial. */
function otherProject(tried: readonly TriedLine[], { name }: Project): string | undefined {
  const named = tried.flatMap((one) => projectIn(one));
  const own = fold(name);
  return named.find((one) => {
    const typed = fold(one.replace(/\s*#\d{1,6}$/, '').trim());
    return typed !== own && (!own.includes(typed) || typed !== fold(named[0] ?? ''));
  });
}
