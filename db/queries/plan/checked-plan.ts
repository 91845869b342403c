import { eq, sql } from 'drizzle-orm';
import type { PlanToCheck } from '../../../src/domain/plan/rules/plan-rules.ts';
import type { Tx } from '../../database.ts';
import { statement } from '../../driver/statement.ts';
import { project } from '../../schema/project.ts';
import { linksOfProject, nodeColumns } from './milestones.ts';

const fixed = sql<PlanToCheck['fixed']>`coalesce(
  (select json_build_object('what', i.number, 'as', 'sent', 'currency', i.currency) from invoice i
    where i.workspace_id = milepost_tenant() and i.project_id = project.id
    order by i.issued_on, i.year, i.serial limit 1),
  (select json_build_object('what', 'CO' || o.number, 'as', 'applied', 'currency', o.currency) from change_order o
    where o.workspace_id = milepost_tenant() and o.project_id = project.id and o.state = 'applied' and o.cost <> 0
    order by o.number limit 1))`.as('fixed');

const hasCoach = sql<boolean>`exists (
  select from member m join person p on p.workspace_id = m.workspace_id and p.id = m.person_id
  where m.workspace_id = milepost_tenant() and m.project_id = project.id and m.role = 'coach'
    and p.gone_at is null)`.as('has_coach');

const checked = statement((tx) =>
  tx.query.project
    .findFirst({
      where: eq(project.id, sql.placeholder('id')),
      columns: { id: true, name: true, status: true, kind: true, currency: true, policies: true },
      extras: { links: linksOfProject, fixed, hasCoach },
      with: { milestones: { columns: nodeColumns } },
    })
    .prepare('checked_plan'),
);

/** Returns what the rules of a plan are decided from, in one statement; undefined when it does not exist. */
export async function loadPlanToCheck(tx: Tx, projectId: string): Promise<PlanToCheck | undefined> {
  const row = await checked(tx, { id: projectId });
  if (!row) return undefined;
  const { milestones, links: linked, fixed: first, hasCoach: coached, ...of } = row;
  return { project: of, milestones, links: linked, fixed: first, hasCoach: coached };
}
