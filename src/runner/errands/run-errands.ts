import type { Tx } from '../../../db/database.ts';
import { projectsOf } from '../../../db/queries/directory/who.ts';
import type { Who } from '../../domain/project/access.ts';
import type { Enqueue } from '../../ports/enqueue.ts';
import type { IdentifiedRequest } from '../identified-request.ts';
import { refused } from '../refused.ts';
import type { Handled } from '../store.ts';
import { roleFrom } from '../who.ts';
import { type Errand, type ErrandResult, resultOf } from './errands.ts';

/** Runs one request in the transaction of another. */
type Handle = (enqueue: Enqueue, tx: Tx, at: IdentifiedRequest) => Promise<Handled>;

type Held = Awaited<ReturnType<typeof projectsOf>>[number];

/**
 * Carries out the requests of a command, each in its own project with the role that the sender has there, as a press
 * on its card would be. One that is refused leaves the others as they are.
 */
export async function runErrands(
  { enqueue, handle }: { enqueue: Enqueue; handle: Handle },
  tx: Tx,
  at: IdentifiedRequest,
  errands: readonly Errand[],
): Promise<ErrandResult[]> {
  const held = await projectsOf(tx, at.who.person);
  const results: ErrandResult[] = [];
  for (const errand of errands) {
    const row = held.find(({ project }) => project.id === errand.project);
    const request = row && requestOf(at, errand, row);
    if (request) {
      const { reply, saved } = await handle(enqueue, tx, request);
      results.push(resultOf(reply, saved));
    } else results.push({ is: 'refused', card: refused(at.commands, { is: 'not_yours' }).card });
  }
  return results;
}

/** Returns the request of an errand; undefined where this version has no such command. */
function requestOf(at: IdentifiedRequest, errand: Errand, row: Held): IdentifiedRequest | undefined {
  const command = at.commands.find(errand.command);
  if (!command) return undefined;
  const { version: _, form: _form, pressed: _pressed, returns: _returns, ...intent } = at.intent;
  const about = { project: errand.project, anywhere: true };
  const who: Who = { ...at.who, project: row.project, role: roleFrom(row, at.who) };
  return {
    ...at,
    who,
    intent: { ...intent, surface: 'press', ask: { command: errand.command, input: errand.input, about } },
    read: { is: 'read', command, raw: errand.input, problems: [], drawn: { about } },
    delivery: undefined,
    prefetched: undefined,
  };
}
