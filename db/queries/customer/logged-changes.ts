import { desc, eq, getTableColumns } from 'drizzle-orm';
import type { NamedLoggedChange } from '../../../src/domain/customer/logged-change.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { NamedChangeOrder } from '../../../src/domain/scope/change-order-facts.ts';
import type { Tx } from '../../database.ts';
import { loggedChange } from '../../schema/customer.ts';
import { refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { project } from '../../schema/project.ts';
import { loadChangeOrders } from '../scope/change-orders.ts';

const { workspaceId: _, ...columns } = getTableColumns(loggedChange);

/** Returns the logged changes of a project, newest first (SCP-4). */
export const loadLoggedChanges = (tx: Tx, projectId: string): Promise<NamedLoggedChange[]> =>
  tx
    .select({ ...columns, addedBy: person.name })
    .from(loggedChange)
    .innerJoin(person, refersTo(person, loggedChange, loggedChange.addedById))
    .where(eq(loggedChange.projectId, projectId))
    .orderBy(desc(loggedChange.addedAt), desc(loggedChange.id));

/** Returns a project with its change orders and logged changes; undefined when it does not exist. */
export async function loadChangeLog(
  tx: Tx,
  projectId: string,
): Promise<{ project: Project; orders: NamedChangeOrder[]; logged: NamedLoggedChange[] } | undefined> {
  const found = await tx.query.project.findFirst({ where: eq(project.id, projectId) });
  if (!found) return undefined;
  const orders = await loadChangeOrders(tx, { projectId });
  return { project: found as Project, orders, logged: await loadLoggedChanges(tx, projectId) };
}
