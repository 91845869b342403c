import type { Tx } from '../../../db/database.ts';
import type { Decision } from '../../domain/change.ts';
import { commandsWhenClosed, isClosed } from '../../domain/endings/ending.ts';
import { declarationOf } from '../../domain/events.ts';
import type { Refusal } from '../../domain/outcome.ts';
import type { Who } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { askSatisfaction, milestonesToRate } from '../../endings/ask-satisfaction.ts';
import { mayDeliver, settleDelivery } from '../../endings/settle-delivery.ts';
import type { Enqueue } from '../../ports/enqueue.ts';
import type { Command } from '../define.ts';

/**
 * Does what follows from a decision that was written: asks the customer about milestones that are done (CUS-9), and
 * makes the project delivered, or active again (CUS-7).
 */
export async function settle(
  enqueue: Enqueue,
  tx: Tx,
  { changes }: Decision,
  { who, at }: { who: Who; at: string },
): Promise<void> {
  const { project, workspaceId } = who;
  if (!project) return;
  const by = {
    workspaceId,
    projectId: project.id,
    personId: who.person.id,
    platform: who.platform,
    roomId: who.room?.id ?? null,
    at,
  };
  const toRate = milestonesToRate(changes, project);
  const asked = toRate.length > 0 ? await askSatisfaction(tx, by, toRate) : [];
  const repolicies = changes.some((change) => 'alter' in change && change.alter === 'project');
  const mayEnd = (project.policies.moneyOn || repolicies) && mayDeliver(changes, project.status);
  const told = mayEnd ? await settleDelivery(tx, by) : [];
  const rooms = [...new Set([...asked, ...told])];
  if (rooms.length > 0) await enqueue(tx, workspaceId, rooms);
}

/** Refuses a change of a project that is closed as lost or archived, with the button that opens it (CUS-7). */
export function whyClosed(command: Command, { project }: Who, { events }: Decision): Refusal | undefined {
  if (!project || !isClosed(project) || command.scope !== 'project') return undefined;
  if (commandsWhenClosed.has(command.name)) return undefined;
  const changes = events.some(({ type }) => declarationOf(type).on !== 'person');
  return changes ? closedRefusal(project) : undefined;
}

const closedRefusal = ({ name, archivedAt }: Project): Refusal =>
  archivedAt === null
    ? {
        is: 'rule',
        sentence: `${name} is closed as lost, so nothing in it can be changed.`,
        next: 'An owner can reopen it.',
        step: { label: 'Reopen', command: 'reopen-project', input: {} },
      }
    : {
        is: 'rule',
        sentence: `${name} is archived, so nothing in it can be changed.`,
        next: 'An owner can restore it.',
        step: { label: 'Restore', command: 'restore', input: {} },
      };
