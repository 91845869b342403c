import { type SQL, sql } from 'drizzle-orm';
import type { ProjectStatus } from '../../../src/domain/endings/ending.ts';
import type { Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';

/** The status of a project, and how many milestones it has and are open; undefined when it does not exist. */
export async function loadProgressOf(
  tx: Tx,
  projectId: string,
): Promise<{ status: ProjectStatus; moneyOn: boolean; milestones: number; open: number } | undefined> {
  const rows =
    await tx.execute(sql`select p.status, coalesce((p.policies->>'moneyOn')::boolean, false) as "moneyOn",
      count(m.id)::int as milestones, (count(m.id) filter (where m.status <> 'done'))::int as open
    from project p left join milestone m on m.workspace_id = p.workspace_id and m.project_id = p.id and m.dropped_at is null
    where p.workspace_id = milepost_tenant() and p.id = ${projectId}::uuid group by p.workspace_id, p.id`);
  return rowsOf<{ status: ProjectStatus; moneyOn: boolean; milestones: number; open: number }>(rows)[0];
}

/** Whether a project is neither closed as lost nor archived, in a query that calls it `alias`. */
export const isOpen = (alias: SQL) => sql`(${alias}.status <> 'lost' and ${alias}.archived_at is null)`;

/** Whether a project is closed as lost or archived: the rule of `isClosed`. */
export async function isProjectClosed(tx: Tx, projectId: string): Promise<boolean> {
  const rows = await tx.execute(sql`select from project p where p.workspace_id = milepost_tenant()
    and p.id = ${projectId}::uuid and not ${isOpen(sql`p`)}`);
  return rowsOf(rows).length > 0;
}
