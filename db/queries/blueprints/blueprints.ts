import { and, asc, eq, isNull } from 'drizzle-orm';
import type { SavedBlueprint } from '../../../src/domain/blueprints/find.ts';
import type { ProjectToSave } from '../../../src/domain/blueprints/from-project.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Tx } from '../../database.ts';
import { blueprint } from '../../schema/blueprints.ts';
import { risk } from '../../schema/health.ts';
import { item, milestone } from '../../schema/plan.ts';
import { loadDependencies } from '../plan/dependencies.ts';

/** Returns the blueprints that the workspace has saved, by name. */
export const loadBlueprints = (tx: Tx): Promise<SavedBlueprint[]> =>
  tx
    .select({
      id: blueprint.id,
      slug: blueprint.slug,
      blueprint: blueprint.blueprint,
      savedById: blueprint.savedById,
      savedAt: blueprint.savedAt,
    })
    .from(blueprint)
    .orderBy(asc(blueprint.slug));

/** Returns all that a blueprint keeps of a project. */
export async function loadProjectToSave(tx: Tx, project: Project): Promise<ProjectToSave> {
  const { id } = project;
  const milestones = await tx.query.milestone.findMany({
    where: and(eq(milestone.projectId, id), isNull(milestone.droppedAt)),
    orderBy: [asc(milestone.order), asc(milestone.number)],
  });
  const items = await tx.query.item.findMany({ where: eq(item.projectId, id), orderBy: asc(item.number) });
  const risks = await tx.query.risk.findMany({
    where: and(eq(risk.projectId, id), isNull(risk.resolvedAt)),
    orderBy: asc(risk.number),
  });
  return { project, milestones, items, risks, links: await loadDependencies(tx, id) };
}
