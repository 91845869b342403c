import type { Change } from '../../domain/change.ts';
import type { MilestoneFacts } from '../../domain/facts.ts';
import { type Outcome, ok } from '../../domain/outcome.ts';
import { checkLinks, type Dependency, linksAfter } from '../../domain/plan/dependencies.ts';
import type { Node } from '../../domain/plan/plan.ts';
import type { LookedUp } from './fields.ts';

type Linking = {
  milestone: Pick<MilestoneFacts['milestone'], 'id' | 'projectId' | 'parentId' | 'number' | 'name'>;
  tree: readonly Node[];
  links: readonly Dependency[];
  referred: LookedUp;
};

/** The rows of new links, the milestones at their ends, and those whose cards show it. */
export type Relinked = {
  changes: Change[];
  linked: Partial<Pick<MilestoneFacts, 'requires' | 'enables'>>;
  linkedIds: string[];
};

/** Decides what a milestone requires and enables; refuses links that no order of work can meet (MODEL-3). */
export function relink(
  { milestone, tree, links, referred }: Linking,
  parentId: string | null | undefined,
  newId: () => string,
): Outcome<Relinked> {
  const { id, projectId, number, name } = milestone;
  const { requires, enables } = referred;
  const { added, removed, after } = linksAfter(id, { requires, enables }, links);
  const own = { id, number, name, parentId: parentId === undefined ? milestone.parentId : parentId };
  const possible = checkLinks([...tree.filter((node) => node.id !== id), own], after);
  if (!possible.ok) return possible;
  return ok({
    changes: [
      ...removed.map((link): Change => ({ remove: 'dependency', id: link.id })),
      ...added.map((link): Change => ({ add: 'dependency', row: { id: newId(), projectId, ...link } })),
    ],
    linked: { ...(requires ? { requires } : {}), ...(enables ? { enables } : {}) },
    linkedIds: [...added, ...removed].map(({ milestoneId, requiresId }) =>
      milestoneId === id ? requiresId : milestoneId,
    ),
  });
}
