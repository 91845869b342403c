import type { Link } from '../../src/domain/plan/dependencies.ts';

type Part = { id: string; parentId: string | null };

/** Works on a plan until nothing more can start or end; returns whether all of it ends. */
export function canBeDone(tree: readonly Part[], links: readonly Link[]): boolean {
  const known = new Set(tree.map(({ id }) => id));
  const present = links.filter((link) => known.has(link.milestoneId) && known.has(link.requiresId));
  const [started, ended] = [new Set<string>(), new Set<string>()];
  for (let moved = true; moved; ) {
    moved = false;
    for (const { id, parentId } of tree) {
      const required = present.filter(({ milestoneId }) => milestoneId === id);
      const mayStart =
        (parentId === null || !known.has(parentId) || started.has(parentId)) &&
        required.every(({ requiresId }) => ended.has(requiresId));
      if (mayStart && !started.has(id)) moved = Boolean(started.add(id));
      const parts = tree.filter((one) => one.parentId === id);
      if (started.has(id) && !ended.has(id) && parts.every((part) => ended.has(part.id)))
        moved = Boolean(ended.add(id));
    }
  }
  return ended.size === tree.length;
}
