import type { Tx } from '../../db/database.ts';
import { loadLockable } from '../../db/queries/scope/lock.ts';
import type { Decision } from '../domain/change.ts';
import type { Who } from '../domain/project/access.ts';
import type { LockBreach } from '../domain/scope/breach.ts';
import { lockBreach, mayBreach } from '../domain/scope/lock.ts';
import { knownTo } from './drawn/for-customers.ts';

/**
 * Returns what a decision would alter of the agreed scope of a started milestone, whatever command decided it (SCP-1).
 * Loads nothing where the lock is off or the changes cannot touch it.
 */
export async function brokenLock(
  tx: Tx,
  who: Who,
  { changes, isAgreed }: Decision,
): Promise<LockBreach | undefined> {
  const { project } = who;
  if (!project?.policies.scopeLock || isAgreed || !mayBreach(changes)) return undefined;
  const plan = knownTo(who, await loadLockable(tx, project.id));
  return plan && lockBreach(changes, plan);
}
