import type { Tx } from '../../db/database.ts';
import { planRetelling } from '../../db/queries/delivery/retell.ts';
import type { Known } from '../../db/queries/directory/who.ts';
import type { Who } from '../domain/project/access.ts';
import type { Enqueue } from '../ports/enqueue.ts';

/** Cards name people, so a person who is called otherwise, or decides from now on, is told to the rooms (LIVE-1). */
export async function redrawNaming(
  enqueue: Enqueue,
  tx: Tx,
  workspaceId: string,
  ...personIds: string[]
): Promise<void> {
  const rooms = await planRetelling(tx, personIds);
  if (rooms.length > 0) await enqueue(tx, workspaceId, rooms);
}

/**
 * Whether somebody has just got, by the room they spoke in, the role that cards name as who may decide.
 * An administrator has every role without being given one.
 */
export const becameApprover = (known: Known, { project, person, role }: Who): boolean =>
  known.role === undefined && !person.admin && project !== undefined && role === project.policies.approver;
