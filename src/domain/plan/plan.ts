import { type Outcome, ok, rule } from '../outcome.ts';
import type { Milestone } from './milestone.ts';

/** A milestone in the tree of the plan. */
export type Node = Pick<
  Milestone,
  'id' | 'parentId' | 'number' | 'name' | 'outcome' | 'order' | 'share' | 'status'
>;

const maxDepth = 5;

/** Refuses a parent that would make a cycle or a tree deeper than five (MODEL-1). */
export function checkParent(
  tree: readonly Node[],
  childId: string | null,
  parentId: string | null,
): Outcome<true> {
  const path = ancestors(tree, parentId);
  if (childId && path.includes(childId)) return rule('A milestone cannot be below itself.');
  const below = childId ? height(tree, childId) : 1;
  return path.length + below > maxDepth
    ? rule(`Milestones can be at most ${maxDepth} levels deep.`, 'Choose a parent further up.')
    : ok(true);
}

function ancestors(tree: readonly Node[], id: string | null): string[] {
  if (!id) return [];
  const parent = tree.find((node) => node.id === id)?.parentId ?? null;
  return [id, ...ancestors(tree, parent)];
}

function height(tree: readonly Node[], id: string): number {
  const children = tree.filter((node) => node.parentId === id);
  return 1 + Math.max(0, ...children.map((child) => height(tree, child.id)));
}

/** Returns the children of a parent, in order. */
export const siblings = <T extends Node>(tree: readonly T[], parentId: string | null): T[] =>
  tree.filter((node) => node.parentId === parentId).sort(inOrder);

type Placed = Pick<Milestone, 'id' | 'parentId' | 'order' | 'number'>;

/** Returns the tree depth-first: parents before children, siblings in order; `depth` from 0. */
export function outline<T extends Placed>(tree: readonly T[]): { node: T; depth: number }[] {
  const known = new Set(tree.map((node) => node.id));
  const below = Map.groupBy(tree, ({ parentId }) => (parentId && known.has(parentId) ? parentId : null));
  const lines = (parentId: string | null, depth: number): { node: T; depth: number }[] =>
    [...(below.get(parentId) ?? [])]
      .sort(inOrder)
      .flatMap((node) => [{ node, depth }, ...lines(node.id, depth + 1)]);
  return lines(null, 0);
}

const inOrder = (a: Pick<Placed, 'order' | 'number'>, b: Pick<Placed, 'order' | 'number'>) =>
  a.order - b.order || a.number - b.number;

/** Returns the order of a new last child (MODEL-2: order is unique in its parent). */
export const nextOrder = (tree: readonly Node[], parentId: string | null): number =>
  (siblings(tree, parentId).at(-1)?.order ?? 0) + 1;

/** Moves a sibling next to another; returns the new order of each one that changes. */
export function reorder(
  row: readonly Node[],
  id: string,
  target: string,
  where: 'before' | 'after',
): { id: string; order: number }[] {
  const rest = row.filter((node) => node.id !== id);
  const moved = row.find((node) => node.id === id);
  const at = rest.findIndex((node) => node.id === target) + (where === 'after' ? 1 : 0);
  const next = moved ? [...rest.slice(0, at), moved, ...rest.slice(at)] : rest;
  return next
    .map((node, index) => ({ id: node.id, order: index + 1, was: node.order }))
    .filter(({ order, was }) => order !== was)
    .map(({ id: nodeId, order }) => ({ id: nodeId, order }));
}

/** Refuses unless the top-level shares sum to exactly 100, naming the difference (MODEL-5). */
export function checkShares(tree: readonly Node[]): Outcome<true> {
  const top = tree.filter((node) => node.parentId === null);
  if (top.length === 0)
    return rule('A plan needs a milestone before you can activate it.', 'Add one with “new”.', {
      label: 'New milestone',
      command: 'new',
      input: {},
    });
  const sum = top.reduce((total, node) => total + (node.share ?? 0), 0);
  if (sum === 100) return ok(true);
  const off = sum < 100 ? `${100 - sum} too few` : `${sum - 100} too many`;
  return rule(
    `The shares of the milestones sum to ${sum}, not 100: ${off}.`,
    'Change them with “edit 3 share:30”.',
  );
}
