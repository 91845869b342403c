import { asc, eq, getTableColumns } from 'drizzle-orm';
import type { NamedActionItem } from '../../../src/domain/customer/action-item.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Tx } from '../../database.ts';
import { actionItem } from '../../schema/customer.ts';
import { refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { project } from '../../schema/project.ts';

const { workspaceId: _, ...columns } = getTableColumns(actionItem);

/** Returns the customer's actions of a project, completed ones too, by number. */
export async function loadActions(tx: Tx, projectId: string): Promise<NamedActionItem[]> {
  return tx
    .select({ ...columns, completedBy: person.name })
    .from(actionItem)
    .leftJoin(person, refersTo(person, actionItem, actionItem.completedById))
    .where(eq(actionItem.projectId, projectId))
    .orderBy(asc(actionItem.number));
}

/** Returns a project with the actions of its customer; undefined when it does not exist. */
export async function loadActionsCard(
  tx: Tx,
  projectId: string,
): Promise<{ project: Project; actions: NamedActionItem[] } | undefined> {
  const found = await tx.query.project.findFirst({ where: eq(project.id, projectId) });
  return found && { project: found as Project, actions: await loadActions(tx, projectId) };
}
