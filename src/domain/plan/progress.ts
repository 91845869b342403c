import type { Item, Milestone } from './milestone.ts';

/** A milestone, as far as its progress is computed from it. */
export type ProgressNode = Pick<Milestone, 'id' | 'parentId' | 'status' | 'percent' | 'share'> & {
  items: Pick<Item, 'done'>[];
};

/** Rounds down: only completed work reads 100. */
const mean = (values: number[]) => Math.floor(values.reduce((a, b) => a + b, 0) / values.length);

/**
 * Returns a milestone's progress (MODEL-7), whole 0 to 100: 100 if done, else its last update, else the mean
 * of its items and child milestones, each one part.
 */
export function progressOf(node: ProgressNode, all: readonly ProgressNode[]): number {
  if (node.status === 'done') return 100;
  if (node.percent !== null) return node.percent;
  const children = all.filter((other) => other.parentId === node.id);
  const parts = [
    ...node.items.map(({ done }) => (done ? 100 : 0)),
    ...children.map((child) => progressOf(child, all)),
  ];
  return parts.length > 0 ? mean(parts) : 0;
}

/**
 * Returns a project's progress (MODEL-7): the shares of done top-level milestones if shares exist, else their
 * mean progress. 100 only when all are done.
 */
export function projectProgress(all: readonly ProgressNode[]): number {
  const top = all.filter((node) => node.parentId === null);
  if (top.length === 0) return 0;
  if (top.every((node) => node.status === 'done')) return 100;
  const shared = top.some((node) => node.share !== null);
  return Math.min(99, shared ? doneShares(top) : mean(top.map((node) => progressOf(node, all))));
}

const doneShares = (top: readonly ProgressNode[]) =>
  top.filter((node) => node.status === 'done').reduce((sum, node) => sum + (node.share ?? 0), 0);
