import type { Milestone } from '../plan/milestone.ts';

/** A milestone, as far as the customer's progress is computed from it. */
export type DoneNode = Pick<Milestone, 'parentId' | 'status' | 'share'>;

/**
 * Returns the progress that a customer sees, whole 0 to 100: the sum of the done milestones at the top, weighted by
 * their shares, equally where none has one (CUS-1). 100 exactly when every milestone of the project is done.
 */
export function customerProgress(all: readonly DoneNode[]): number {
  const top = all.filter(({ parentId }) => parentId === null);
  if (top.length === 0) return 0;
  if (all.every(({ status }) => status === 'done')) return 100;
  const isShared = top.some(({ share }) => share !== null && share > 0);
  const sum = (nodes: readonly DoneNode[]) =>
    nodes.reduce((total, { share }) => total + (isShared ? (share ?? 0) : 1), 0);
  const done = sum(top.filter(({ status }) => status === 'done'));
  return Math.min(99, Math.floor((100 * done) / sum(top)));
}
