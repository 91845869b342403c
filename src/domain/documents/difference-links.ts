import type { Dependency } from '../plan/dependencies.ts';
import type { Milestone } from '../plan/milestone.ts';
import { milestoneName } from '../plan/transitions.ts';
import type { DocumentLink, PlanDocument } from './document.ts';
import { addMany, emptyPart, type ImportContext, type LivingPlan, type Part } from './living-plan.ts';
import type { FindMilestone } from './milestone-matches.ts';

/**
 * Compares what milestones require (MODEL-3). A cell may name several, with semicolons or commas between. A document
 * without dependencies says nothing about those of the plan.
 */
export function linksDiffer(
  { dependencies }: PlanDocument,
  plan: LivingPlan,
  find: FindMilestone,
  { newId }: ImportContext,
): Part {
  // imports that an earlier version stored have none
  const asked = (dependencies ?? []).flatMap((link) => resolved(link, find));
  const links = asked.flatMap((one) => ('unknown' in one ? [] : [one]));
  const added = links
    .filter((link) => !plan.links.some((known) => isSame(known, link)))
    .filter((link, at, all) => all.findIndex((one) => sameEnds(one, link)) === at);
  const gone =
    links.length === 0 ? [] : plan.links.filter((known) => !links.some((link) => isSame(known, link)));
  const nameOf = (id: string) => {
    const row = plan.milestones.find((one) => one.id === id);
    return row && row.droppedAt === null ? milestoneName(row) : undefined;
  };
  return {
    ...emptyPart('dependency'),
    changes: addMany(
      'dependency',
      added.map(({ milestone, requires }) => ({
        id: newId(),
        projectId: plan.project.id,
        milestoneId: milestone.id,
        requiresId: requires.id,
      })),
    ),
    added: added.length,
    gone: gone.flatMap(({ id, milestoneId, requiresId }) => {
      const [milestone, requires] = [nameOf(milestoneId), nameOf(requiresId)];
      return milestone && requires
        ? [{ name: `${milestone} requires ${requires}`, drop: [{ remove: 'dependency', id }] }]
        : [];
    }),
    remarks: asked.flatMap((one) =>
      'unknown' in one ? [`There is no milestone “${one.unknown}”, so a dependency on it was left out.`] : [],
    ),
  };
}

type Ends = { milestone: Milestone; requires: Milestone };

const isSame = (known: Dependency, { milestone, requires }: Ends) =>
  known.milestoneId === milestone.id && known.requiresId === requires.id;
const sameEnds = (a: Ends, b: Ends) => a.milestone.id === b.milestone.id && a.requires.id === b.requires.id;

function resolved(
  { milestone: of, requires }: DocumentLink,
  find: FindMilestone,
): (Ends | { unknown: string })[] {
  const milestone = find(of);
  if (!milestone) return [{ unknown: of }];
  const parts = find(requires) ? [requires] : requires.split(/[;,]/).map((part) => part.trim());
  return parts.filter(Boolean).map((part) => {
    const found = find(part);
    return found ? { milestone, requires: found } : { unknown: part };
  });
}
