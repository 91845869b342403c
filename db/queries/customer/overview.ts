import { eq, sql } from 'drizzle-orm';
import type { CustomerProject, LatestUpdate } from '../../../src/domain/customer/overview.ts';
import { withheld } from '../../../src/domain/customer/withhold.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { project } from '../../schema/project.ts';
import { loadProject } from '../project/project-facts.ts';

/** The latest report of progress in a project, without its note. */
const latest = sql<LatestUpdate | null>`(select json_build_object('number', m.number, 'name', m.name,
    'outcome', m.outcome, 'percent', u.percent, 'at', ${isoOf(sql`u.at`)})
  from progress_update u join milestone m on m.workspace_id = u.workspace_id and m.id = u.milestone_id
  where u.workspace_id = milepost_tenant() and u.project_id = project.id and m.dropped_at is null
    and u.state = 'approved'
  order by u.at desc, u.id desc limit 1)`;

/** Returns a project as its customer may see it; undefined when it does not exist. */
export async function loadCustomerProject(tx: Tx, id: string): Promise<CustomerProject | undefined> {
  const facts = await loadProject(tx, id);
  if (!facts) return undefined;
  const [more] = await tx.select({ latest }).from(project).where(eq(project.id, id));
  return withheld({ ...facts, latest: more?.latest ?? null });
}
