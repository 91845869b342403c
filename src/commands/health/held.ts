import type { Card } from '../../../cards/model.ts';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import { projectCard } from '../../../cards/views/project/project.ts';
import type { Tx } from '../../../db/database.ts';
import { loadMilestone } from '../../../db/queries/plan/milestone-facts.ts';
import { loadProject } from '../../../db/queries/project/project-facts.ts';
import type { BlockerTarget } from '../../domain/health/blocking.ts';
import { milestoneResource } from '../../presenters/plan.ts';
import { projectResource } from '../../presenters/project.ts';
import type { Resource } from '../../presenters/resource.ts';

/** Loads what a blocker blocks: a milestone, or the project if none is named. Undefined if it does not exist. */
export async function loadBlockerTarget(
  tx: Tx,
  projectId: string,
  milestoneId: string | null,
): Promise<BlockerTarget | undefined> {
  if (milestoneId) {
    const facts = await loadMilestone(tx, milestoneId);
    return facts && { is: 'milestone', facts };
  }
  const facts = await loadProject(tx, projectId);
  return facts && { is: 'project', facts };
}

/** Returns the card of what is blocked. `today` is YYYY-MM-DD in the project's zone. */
export const targetCard = (held: BlockerTarget, at: { today: string }): Card =>
  held.is === 'milestone' ? milestoneCard(held.facts, at) : projectCard(held.facts, at);

/** Returns the resource of what is blocked. */
export const targetResource = (held: BlockerTarget, at: { today: string }): Resource =>
  held.is === 'milestone' ? milestoneResource(held.facts) : projectResource(held.facts, at);
