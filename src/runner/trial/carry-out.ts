import type { Tx } from '../../../db/database.ts';
import type { Decision } from '../../domain/change.ts';
import type { Enqueue } from '../../ports/enqueue.ts';
import type { Handled } from '../store.ts';
import { type Handle, lineOf, projectAfter, type TriedAt, whyNot } from './one-line.ts';

/** Carries lines out and adds what they decided to `decisions`; stops at the first that is refused. */
export async function carryOutAll(
  { enqueue, handle }: { enqueue: Enqueue; handle: Handle },
  tx: Tx,
  at: TriedAt,
  decisions: Decision[],
): Promise<Handled> {
  const said: string[] = [];
  let { project } = at;
  let last: Handled | undefined;
  for (const [nth, one] of at.lines.entries()) {
    const isLast = nth === at.lines.length - 1;
    const trial = { breaches: [], decisions: [], isTakenBack: false };
    // the delivery is stored once, with the last answer
    const delivery = isLast ? at.delivery : undefined;
    last = await handle(enqueue, tx, { ...lineOf(at, one, project), delivery, trial });
    const { reply } = last;
    if (!last.saved) return { reply: whyNot(at, reply, one.line), saved: false };
    decisions.push(...trial.decisions);
    if (reply.is === 'done') said.push(reply.line);
    if (!isLast) project = await projectAfter(tx, project, trial.decisions);
  }
  if (!last) throw new Error('no line was carried out');
  const { reply, saved } = last;
  return { reply: reply.is === 'done' ? { ...reply, line: said.join(' ') } : reply, saved };
}
