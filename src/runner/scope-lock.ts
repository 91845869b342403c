import type { Tx } from '../../db/database.ts';
import { loadLockable } from '../../db/queries/scope/lock.ts';
import type { Decision } from '../domain/change.ts';
import type { Refusal } from '../domain/outcome.ts';
import type { Who } from '../domain/project/access.ts';
import { lockBreach, mayBreach } from '../domain/scope/lock.ts';

/**
 * Refuses a decision that would alter the agreed scope of a started milestone, whatever command decided it (SCP-1).
 * Loads nothing where the lock is off or the changes cannot touch it.
 */
export async function brokenLock(
  tx: Tx,
  { project }: Who,
  { changes, isAgreed }: Decision,
): Promise<Refusal | undefined> {
  if (!project?.policies.scopeLock || isAgreed || !mayBreach(changes)) return undefined;
  const plan = await loadLockable(tx, project.id);
  const breach = plan && lockBreach(changes, plan);
  return breach && { is: 'scope_locked', breach };
}
