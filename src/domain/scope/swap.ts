import type { Item, Status } from '../plan/milestone.ts';

/**
 * Whether an item can leave a milestone in a swap (SCP-2): work that was agreed and is still open. Tasks and demo
 * steps were not agreed, a criterion is no work, and what is done cannot leave.
 */
export const canLeave = ({ kind, done }: Pick<Item, 'kind' | 'done'>): boolean =>
  kind === 'deliverable' && !done;

/** Whether a change order can be made for a milestone: what is done does not change any more. */
export const canChange = ({ status }: { status: Status }): boolean => status !== 'done';
