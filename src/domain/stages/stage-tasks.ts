import type { Milestone } from '../plan/milestone.ts';

/** How the tasks of a stage stand (APR-7): those below it that are not dropped. */
export type StageTasks = {
  total: number;
  /** Approved by a coach: only these count as done. */
  approved: number;
  /** Finished, and not decided yet. */
  pending: number;
  /** Progress updates on the stage or a task of it that wait for a coach. */
  updates: number;
};

/** Returns how the tasks of a stage stand. */
export const countTasks = (
  tasks: readonly Pick<Milestone, 'status' | 'submittedAt'>[],
  updates: number,
): StageTasks => ({
  total: tasks.length,
  approved: tasks.filter(({ status }) => status === 'done').length,
  pending: tasks.filter(({ status, submittedAt }) => status !== 'done' && submittedAt !== null).length,
  updates,
});
