import type { Tx } from '../../../db/database.ts';
import { loadScoped } from '../../../db/queries/scope/change-orders.ts';
import type { Decision } from '../../domain/change.ts';
import type { Project } from '../../domain/project/project.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { withNames } from '../../grammar/mentions.ts';
import type { Enqueue } from '../../ports/enqueue.ts';
import type { Reply } from '../../ports/intent.ts';
import type { Moment } from '../define.ts';
import type { IdentifiedRequest } from '../identified-request.ts';
import { refused } from '../refused.ts';
import type { Handled } from '../store.ts';
import type { ReadableLine } from './tried-lines.ts';

/** Runs one request in the transaction of another. */
export type Handle = (enqueue: Enqueue, tx: Tx, at: IdentifiedRequest) => Promise<Handled>;

/** A request to try lines, with its project as it is before them. `startedAt`: ms of the server's clock. */
export type TriedAt = IdentifiedRequest & {
  lines: readonly ReadableLine[];
  moment: Moment;
  project: Project;
  startedAt: number;
};

/** Returns the request of one line, in the place of the request that carries it. */
export function lineOf(at: TriedAt, { line, read }: ReadableLine, project: Project): IdentifiedRequest {
  const { version: _, form: _form, ...intent } = at.intent;
  return {
    ...at,
    who: { ...at.who, project },
    intent: { ...intent, surface: 'line', ask: { line } },
    read,
    delivery: undefined,
    prefetched: undefined,
  };
}

/** Says why a line did nothing; a trial has no forms and asks nothing. */
export function whyNot({ commands }: IdentifiedRequest, reply: Reply, line: string): Reply {
  if (reply.is === 'refused') return reply;
  const short = excerpt(withNames(line), 60);
  return refused(commands, {
    is: 'rule',
    sentence: `“${short}” changes nothing or leaves something out, so it cannot be tried.`,
    next: 'Type it without “what if” to see what it needs.',
  });
}

/** Returns the project after a line; it is read again only where the line has changed it. */
export async function projectAfter(
  tx: Tx,
  project: Project,
  decisions: readonly Decision[],
): Promise<Project> {
  const changes = decisions.flatMap((one) => one.changes);
  const isChanged = changes.some(
    (one) => 'replan' in one || ('alter' in one && one.alter === 'project') || 'alterMany' in one,
  );
  if (!isChanged) return project;
  return (await loadScoped(tx, project.id))?.project ?? project;
}
