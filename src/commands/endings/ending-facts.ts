import type { Tx } from '../../../db/database.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadProject } from '../../../db/queries/project/project-facts.ts';
import type { ProjectCardFacts } from '../../domain/facts.ts';
import { foundProject, type Outcome } from '../../domain/outcome.ts';
import type { InProject } from '../../domain/project/access.ts';

/** Loads the project, locked, as its card shows it. */
export async function loadToEnd(tx: Tx, who: InProject): Promise<Outcome<ProjectCardFacts>> {
  await lockProject(tx, who.project.id);
  return foundProject(await loadProject(tx, who.project.id));
}
