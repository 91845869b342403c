import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { NamedMessage } from '../../../src/domain/thread/message.ts';
import type { Outreach, OutreachFacts } from '../../../src/domain/thread/outreach.ts';
import type { Tx } from '../../database.ts';
import { isoOf, jsonOf } from '../../schema/columns.ts';
import { message } from '../../schema/customer.ts';
import { blocker } from '../../schema/health.ts';
import { ownTenant, refersTo } from '../../schema/keys.ts';
import { project } from '../../schema/project.ts';
import { rowsOf } from '../../tenant.ts';
import { projectOf } from './thread.ts';

/** The last message of the team about the blocker. */
const asked = sql`(select m.number, m.at from message m where m.workspace_id = milepost_tenant()
  and m.project_id = ${blocker.projectId} and m.blocker = ${blocker.number} and m.side = 'team' and m.deleted_at is null
  order by m.number desc limit 1)`;

const latest = sql<NamedMessage | null>`(select ${jsonOf(message, { author: sql`p.name` })} from message
  join person p on p.workspace_id = message.workspace_id and p.id = message.author_id
  where message.workspace_id = milepost_tenant() and message.project_id = ${blocker.projectId}
    and message.blocker = ${blocker.number} and message.deleted_at is null order by message.number desc limit 1)`;

const askedAt = sql<string | null>`(select ${isoOf(sql`a.at`)} from ${asked} a)`;

const answeredAt = sql<string | null>`(select ${isoOf(sql`min(c.at)`)} from ${asked} a join message c
  on c.workspace_id = milepost_tenant() and c.project_id = ${blocker.projectId} and c.side = 'customer'
    and c.deleted_at is null and c.number > a.number and (c.blocker is null or c.blocker = ${blocker.number}))`;

async function outreachWhere(tx: Tx, where: SQL | undefined): Promise<Outreach[]> {
  return (
    tx
      .select({ blocker, latest, askedAt, answeredAt })
      .from(blocker)
      // with one table alone, Drizzle does not qualify the columns of the parts
      .innerJoin(project, refersTo(project, blocker, blocker.projectId))
      .where(and(eq(blocker.workspaceId, ownTenant), where))
      .orderBy(blocker.number)
  );
}

/** Returns the open blockers of projects with what was written about them. */
export const openOutreach = (tx: Tx, projectIds: readonly string[]): Promise<Outreach[]> =>
  projectIds.length === 0
    ? Promise.resolve([])
    : outreachWhere(tx, and(sql`${blocker.projectId} in ${[...projectIds]}`, isNull(blocker.clearedAt)));

/** Returns a blocker of a project by its number, with what was written about it. */
export async function findOutreach(tx: Tx, projectId: string, number: number): Promise<Outreach | undefined> {
  const [row] = await outreachWhere(tx, and(eq(blocker.projectId, projectId), eq(blocker.number, number)));
  return row;
}

/** Returns what the card of a blocker shows; undefined when it does not exist. */
export async function loadOutreach(tx: Tx, id: string): Promise<OutreachFacts | undefined> {
  const [row] = await outreachWhere(tx, eq(blocker.id, id));
  const found = row && (await projectOf(tx, row.blocker.projectId));
  return row && found && { ...row, project: found };
}

/** Returns the projects that a person runs, with the last message of each thread. */
export async function threadsOf(
  tx: Tx,
  personId: string,
): Promise<{ id: string; name: string; last: Pick<NamedMessage, 'side' | 'at'> | null }[]> {
  const found = await tx.execute(sql`select p.id, p.name,
      (select json_build_object('side', m.side, 'at', ${isoOf(sql`m.at`)}) from message m
        where m.workspace_id = p.workspace_id and m.project_id = p.id and m.deleted_at is null
        order by m.number desc limit 1) as last
    from member h join project p on p.workspace_id = h.workspace_id and p.id = h.project_id
    where h.workspace_id = milepost_tenant() and h.person_id = ${personId}::uuid and h.role in ('owner', 'coach')
    order by p.name, p.id`);
  return rowsOf(found);
}
