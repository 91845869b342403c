import type { Milestone, NamedMilestone } from './milestone.ts';
import { milestoneName } from './transitions.ts';

/** One milestone requires another of the same project to be done before it starts (MODEL-3). */
export type Dependency = { id: string; projectId: string; milestoneId: string; requiresId: string };

/** A link between two milestones, without its row. */
export type Link = Pick<Dependency, 'milestoneId' | 'requiresId'>;

/** A milestone on the other end of a dependency. */
export type LinkedMilestone = Pick<Milestone, 'id' | 'number' | 'name' | 'outcome' | 'status'>;

/** The names of milestones as the history and answers list them: "1 · Design, 2 · Build"; null without any. */
export const linkedNames = (
  linked: readonly Pick<Milestone, 'number' | 'name' | 'outcome'>[],
): string | null => (linked.length === 0 ? null : linked.map(milestoneName).join(', '));

/** Returns the requirements that are not done, by number. */
export const openRequirements = (requires: readonly LinkedMilestone[]): LinkedMilestone[] =>
  requires.filter(({ status }) => status !== 'done');

/** What a milestone will be linked to; undefined: as it is. */
export type GivenLinks = {
  requires: readonly { id: string }[] | undefined;
  enables: readonly { id: string }[] | undefined;
};

/** Returns the links of a milestone that have to be added and removed. */
export function linksAfter<L extends Link>(
  milestoneId: string,
  { requires, enables }: GivenLinks,
  links: readonly L[],
): { added: Link[]; removed: L[] } {
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
  return { added, removed };
}

/** What the start of a milestone waits for (MODEL-3, APR-5, PAY-5): the end of another, a decision, or money. */
export type Wait =
  | ({ for: 'milestone' | 'decision' | 'advance' } & NamedMilestone)
  | { for: 'payment'; invoice: string };

/** Whether two milestones wait for the same; a new name is not another wait. */
export const waitsForSame = (a: readonly Wait[], b: readonly Wait[]): boolean =>
  a.length === b.length && a.every((wait, at) => keyOf(wait) === keyOf(b[at]));

const keyOf = (wait: Wait | undefined): string | undefined =>
  wait && `${wait.for}/${wait.for === 'payment' ? wait.invoice : wait.number}`;
