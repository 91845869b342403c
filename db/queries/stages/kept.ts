import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { KeptStages } from '../../../src/domain/stages/kept.ts';
import type { Tx } from '../../database.ts';
import { item, milestone } from '../../schema/plan.ts';
import { loadCoaches } from './company.ts';

/** Returns what changes of a coached project are checked against; dropped stages too, which may not come back otherwise. */
export async function loadKeptStages(tx: Tx, projectId: string): Promise<KeptStages> {
  const { id, number, name, outcome, status, stage } = milestone;
  const rows = await tx
    .select({ id, number, name, outcome, status, stage })
    .from(milestone)
    .where(and(eq(milestone.projectId, projectId), isNotNull(milestone.stage)));
  const stages = rows.flatMap((row) => (row.stage === null ? [] : [{ ...row, stage: row.stage }]));
  const criteria =
    stages.length === 0
      ? []
      : await tx
          .select({ id: item.id, milestoneId: item.milestoneId })
          .from(item)
          .where(
            and(
              eq(item.kind, 'criterion'),
              inArray(
                item.milestoneId,
                stages.map((one) => one.id),
              ),
            ),
          );
  const coaches = await loadCoaches(tx, projectId);
  return { stages, criteria, coaches: coaches.map((coach) => coach.name) };
}
