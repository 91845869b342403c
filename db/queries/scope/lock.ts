import { eq, sql } from 'drizzle-orm';
import type { LockablePlan } from '../../../src/domain/scope/lock.ts';
import type { Tx } from '../../database.ts';
import { statement } from '../../driver/statement.ts';
import { project } from '../../schema/project.ts';

const lockable = statement((tx) =>
  tx.query.project
    .findFirst({
      where: eq(project.id, sql.placeholder('id')),
      columns: { policies: true, price: true, currency: true, holidays: true },
      with: {
        milestones: {
          columns: {
            id: true,
            parentId: true,
            number: true,
            name: true,
            outcome: true,
            status: true,
            share: true,
            extra: true,
            startDate: true,
            dueDate: true,
            droppedAt: true,
          },
          with: { items: { columns: { id: true, milestoneId: true, kind: true, text: true } } },
        },
      },
    })
    .prepare('scope_lockable'),
);

/** Returns what the scope lock of a project is decided from, in one statement; undefined when it does not exist. */
export async function loadLockable(tx: Tx, projectId: string): Promise<LockablePlan | undefined> {
  const row = await lockable(tx, { id: projectId });
  if (!row) return undefined;
  const { milestones, ...of } = row;
  return { project: of, milestones, items: milestones.flatMap(({ items }) => items) };
}
