import type { Card } from '../../../cards/model.ts';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import { projectCard } from '../../../cards/views/project/project.ts';
import type { Tx } from '../../../db/database.ts';
import { loadMilestone } from '../../../db/queries/plan/milestone-facts.ts';
import { loadProject } from '../../../db/queries/project/project-facts.ts';
import type { BlockerTarget } from '../../domain/health/blocker.ts';
import { milestoneResource } from '../../presenters/plan.ts';
import { projectResource } from '../../presenters/project.ts';
import type { Resource } from '../../presenters/resource.ts';

/** What a blocker holds up: a milestone, or where there is none the project. Undefined when it is not there. */
export async function loadHeld(
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

/** The same as it stands. `today` is YYYY-MM-DD in the project's zone. */
export const heldCard = (held: BlockerTarget, at: { today: string }): Card =>
  held.is === 'milestone' ? milestoneCard(held.facts, at) : projectCard(held.facts, at);

/** The same for programs. */
export const heldResource = (held: BlockerTarget, at: { today: string }): Resource =>
  held.is === 'milestone' ? milestoneResource(held.facts) : projectResource(held.facts, at);
