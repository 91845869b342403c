import type { Item, Milestone } from './milestone.ts';

/** What progress is computed from. */
export type ProgressNode = Pick<Milestone, 'id' | 'parentId' | 'status' | 'percent' | 'share'> & {
  items: Pick<Item, 'done'>[];
};

/** Rounded down: only what is all done reads 100. */
const mean = (values: number[]) => Math.floor(values.reduce((a, b) => a + b, 0) / values.length);

/**
 * A milestone's own progress (MODEL-7), whole 0 to 100: 100 when done, else its last update, else
 * the mean of its items and of the milestones below it, each of them one part.
 */
export function progressOf(step: ProgressNode, all: readonly ProgressNode[]): number {
  if (step.status === 'done') return 100;
  if (step.percent !== null) return step.percent;
  const children = all.filter((other) => other.parentId === step.id);
  const parts = [
    ...step.items.map(({ done }) => (done ? 100 : 0)),
    ...children.map((child) => progressOf(child, all)),
  ];
  return parts.length > 0 ? mean(parts) : 0;
}

/**
 * A project's progress (MODEL-7): the shares of the done top-level milestones where shares exist
 * else the mean of the top-level milestones. 100 when all are done, and only then.
 */
export function projectProgress(all: readonly ProgressNode[]): number {
  const top = all.filter((step) => step.parentId === null);
  if (top.length === 0) return 0;
  if (top.every((step) => step.status === 'done')) return 100;
  const shared = top.some((step) => step.share !== null);
  return Math.min(99, shared ? doneShares(top) : mean(top.map((step) => progressOf(step, all))));
}

const doneShares = (top: readonly ProgressNode[]) =>
  top.filter((step) => step.status === 'done').reduce((sum, step) => sum + (step.share ?? 0), 0);
