import type { Tx } from '../../db/database.ts';
import { planRedrawsNaming } from '../../db/queries/delivery/redraw-people.ts';
import type { CallerFacts } from '../../db/queries/directory/who.ts';
import type { Who } from '../domain/project/access.ts';
import type { Enqueue } from '../ports/enqueue.ts';

/** Plans a redraw of the cards that name these people, after a change of name or of who may decide (LIVE-1). */
export async function redrawNaming(
  enqueue: Enqueue,
  tx: Tx,
  workspaceId: string,
  ...personIds: string[]
): Promise<void> {
  const rooms = await planRedrawsNaming(tx, personIds);
  if (rooms.length > 0) await enqueue(tx, workspaceId, rooms);
}

/**
 * Whether the room of a request has just given its sender the role of the approver, which cards name.
 * An administrator has every role without being given one.
 */
export const becameApprover = (known: CallerFacts, { project, person, role }: Who): boolean =>
  known.role === undefined && !person.admin && project !== undefined && role === project.policies.approver;
