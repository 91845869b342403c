import { eq } from 'drizzle-orm';
import type { Dependency } from '../../../src/domain/plan/dependencies.ts';
import type { Tx } from '../../database.ts';
import { dependency } from '../../schema/plan.ts';

/** Returns all dependencies between milestones of a project, those of dropped ones too. */
export const loadDependencies = (tx: Tx, projectId: string): Promise<Dependency[]> =>
  tx
    .select({
      id: dependency.id,
      projectId: dependency.projectId,
      milestoneId: dependency.milestoneId,
      requiresId: dependency.requiresId,
    })
    .from(dependency)
    .where(eq(dependency.projectId, projectId))
    .orderBy(dependency.id);
