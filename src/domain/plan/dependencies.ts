import { type Outcome, ok, rule } from '../outcome.ts';
import type { Milestone } from './milestone.ts';
import type { Node } from './plan.ts';
import { milestoneName } from './transitions.ts';

/** One milestone requires another of the same project to be done before it starts (MODEL-3). */
export type Dependency = { id: string; projectId: string; milestoneId: string; requiresId: string };

/** A link between two milestones, without its row. */
export type Link = Pick<Dependency, 'milestoneId' | 'requiresId'>;

/** A milestone on the other end of a dependency. */
export type LinkedMilestone = Pick<Milestone, 'id' | 'number' | 'name' | 'status'>;

/** The names of milestones as the history and answers list them: "1 · Design, 2 · Build"; null without any. */
export const linkedNames = (linked: readonly Pick<Milestone, 'number' | 'name'>[]): string | null =>
  linked.length === 0 ? null : linked.map(milestoneName).join(', ');

/** Returns the requirements that are not done, by number. */
export const openRequirements = (requires: readonly LinkedMilestone[]): LinkedMilestone[] =>
  requires.filter(({ status }) => status !== 'done');

/**
 * Refuses links that no order of work can meet: a circle, named milestone by milestone, or a requirement between a
 * milestone and one above or below it. `tree` is the plan as it will be.
 */
export function checkLinks(
  tree: readonly Pick<Node, 'id' | 'parentId' | 'number' | 'name'>[],
  links: readonly Link[],
): Outcome<true> {
  const nodes = new Map(tree.map((node) => [node.id, node]));
  const name = (id: string) => {
    const node = nodes.get(id);
    return node ? milestoneName(node) : '';
  };
  const present = links.filter(
    ({ milestoneId, requiresId }) => nodes.has(milestoneId) && nodes.has(requiresId),
  );
  const own = present.find(({ milestoneId, requiresId }) => milestoneId === requiresId);
  if (own) return rule(`${name(own.milestoneId)} cannot require itself.`);
  const isAbove = (upper: string, lower: string): boolean => {
    const parentId = nodes.get(lower)?.parentId ?? null;
    return parentId !== null && (parentId === upper || isAbove(upper, parentId));
  };
  for (const { milestoneId, requiresId } of present) {
    const [part, whole] = isAbove(milestoneId, requiresId)
      ? [requiresId, milestoneId]
      : [milestoneId, requiresId];
    if (isAbove(whole, part))
      return rule(
        `${name(part)} is a part of ${name(whole)}, so neither can require the other.`,
        'Choose milestones that are not above or below each other.',
      );
  }
  const circle = circleIn(present);
  return circle === undefined
    ? ok(true)
    : rule(`That would be a circle: ${circle.map(name).join(' requires ')}.`, 'Leave one of them out.');
}

/** Returns a circle of requirements, its first milestone repeated at the end; undefined without one. */
function circleIn(links: readonly Link[]): string[] | undefined {
  const requirements = Map.groupBy(links, ({ milestoneId }) => milestoneId);
  const clear = new Set<string>();
  const walk = (id: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (clear.has(id)) return undefined;
    for (const { requiresId } of requirements.get(id) ?? []) {
      const found = walk(requiresId, [...path, id]);
      if (found) return found;
    }
    clear.add(id);
    return undefined;
  };
  for (const id of requirements.keys()) {
    const found = walk(id, []);
    if (found) return found;
  }
  return undefined;
}

/** What a milestone will be linked to; undefined: as it is. */
export type GivenLinks = {
  requires: readonly { id: string }[] | undefined;
  enables: readonly { id: string }[] | undefined;
};

/** Returns the links of a milestone that have to be added and removed, and those of the plan afterwards. */
export function linksAfter<L extends Link>(
  milestoneId: string,
  { requires, enables }: GivenLinks,
  links: readonly L[],
): { added: Link[]; removed: L[]; after: Link[] } {
  const wanted = [
    ...(requires ?? []).map(({ id }) => ({ milestoneId, requiresId: id })),
    ...(enables ?? []).map(({ id }) => ({ milestoneId: id, requiresId: milestoneId })),
  ];
  const isSame = (a: Link) => (b: Link) => a.milestoneId === b.milestoneId && a.requiresId === b.requiresId;
  const isReplaced = (link: Link) =>
    (requires !== undefined && link.milestoneId === milestoneId) ||
    (enables !== undefined && link.requiresId === milestoneId);
  const removed = links.filter((link) => isReplaced(link) && !wanted.some(isSame(link)));
  const added = wanted.filter(
    (link, at) => !links.some(isSame(link)) && wanted.findIndex(isSame(link)) === at,
  );
  return { added, removed, after: [...links.filter((link) => !removed.includes(link)), ...added] };
}
