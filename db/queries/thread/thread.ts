import { and, desc, eq, getTableColumns, isNull, max, sql } from 'drizzle-orm';
import { correspondents, type NamedMessage, waitingOn } from '../../../src/domain/thread/message.ts';
import type {
  Correspondent,
  MessageFacts,
  MirrorRoom,
  ThreadFacts,
} from '../../../src/domain/thread/thread-facts.ts';
import type { Tx } from '../../database.ts';
import { message } from '../../schema/customer.ts';
import { ownTenant, refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { project } from '../../schema/project.ts';
import { workspace } from '../../schema/workspace.ts';
import { rowsOf } from '../../tenant.ts';
import { projectColumns } from '../directory/who.ts';

const { workspaceId: _, silenceAt: __, silenceTold: ___, ...columns } = getTableColumns(message);

const named = (tx: Tx) =>
  tx
    .select({ ...columns, author: person.name })
    .from(message)
    .innerJoin(person, refersTo(person, message, message.authorId));

const ofProject = (projectId: string) =>
  and(eq(message.workspaceId, ownTenant), eq(message.projectId, projectId));

/** Returns a project by its id. */
export const projectOf = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({ project: projectColumns })
    .from(project)
    .innerJoin(workspace, eq(workspace.workspaceId, project.workspaceId))
    .where(and(eq(project.workspaceId, ownTenant), eq(project.id, id)));
  return row?.project;
};

/** Messages that were not deleted, latest first. */
export async function loadMessages(
  tx: Tx,
  projectId: string,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<NamedMessage[]> {
  return named(tx)
    .where(and(ofProject(projectId), isNull(message.deletedAt)))
    .orderBy(desc(message.number))
    .limit(limit)
    .offset(offset);
}

/** Returns a project's thread with its latest messages; undefined when the project does not exist. */
export async function loadThread(
  tx: Tx,
  projectId: string,
  shown: { limit: number; offset?: number } = { limit: latestShown },
): Promise<ThreadFacts | undefined> {
  const found = await projectOf(tx, projectId);
  if (!found) return undefined;
  const latest = await loadMessages(tx, projectId, shown);
  const last = shown.offset ? await loadMessages(tx, projectId, { limit: 1 }) : latest.slice(0, 1);
  const [count] = await tx
    .select({ total: sql<number>`count(*)::int` })
    .from(message)
    .where(and(ofProject(projectId), isNull(message.deletedAt)));
  return {
    project: found,
    messages: latest.toReversed(),
    total: count?.total ?? 0,
    waitingOn: waitingOn(last),
    since: last[0]?.at ?? null,
  };
}

/** The latest messages that the live card shows. */
const latestShown = 3;

/** Returns a message with its project; undefined when it does not exist. */
export async function loadMessage(tx: Tx, id: string): Promise<MessageFacts | undefined> {
  const [row] = await named(tx).where(and(eq(message.workspaceId, ownTenant), eq(message.id, id)));
  const found = row && (await projectOf(tx, row.projectId));
  return row && found && { project: found, message: row };
}

/** Returns the channels of a project and whether each shows the thread's card, the oldest first. */
export async function mirrorRooms(tx: Tx, projectId: string): Promise<MirrorRoom[]> {
  const found =
    await tx.execute(sql`select r.id, r.audience, r.platform = 'web' as "isPage", exists (select from card c
      where c.workspace_id = r.workspace_id and c.project_id = r.project_id and c.room_id = r.id
        and c.subject_kind = 'thread' and c.thread_id is null and not c.closed) as "hasCard"
    from room r where r.workspace_id = milepost_tenant() and r.project_id = ${projectId}::uuid and r.kind = 'channel'
    order by r.id`);
  return rowsOf<MirrorRoom>(found);
}

/** Returns the number of a project's next message; the project must be locked (MODEL-6). */
export async function nextMessageNumber(tx: Tx, projectId: string): Promise<number> {
  const [row] = await tx
    .select({ highest: max(message.number) })
    .from(message)
    .where(ofProject(projectId));
  return (row?.highest ?? 0) + 1;
}

/** Finds a message by its number, or by its id on the platform in the room where it was written. */
export async function findMessage(
  tx: Tx,
  projectId: string,
  which: { number: number } | { roomId: string; messageId: string },
): Promise<NamedMessage | undefined> {
  const [row] = await named(tx).where(
    and(
      ofProject(projectId),
      'number' in which
        ? eq(message.number, which.number)
        : and(eq(message.roomId, which.roomId), eq(message.messageId, which.messageId)),
    ),
  );
  return row;
}

/** Returns the people of each side of a project who have not left, with their roles. */
export async function correspondentsOf(tx: Tx, projectId: string): Promise<Correspondent[]> {
  const found = await tx.execute(sql`select m.person_id as "personId", m.role, exists (select from identity i
      join page on page.workspace_id = i.workspace_id and page.address = i.user_key and page.revoked_at is null
      where i.workspace_id = m.workspace_id and i.person_id = m.person_id and i.platform = 'web'
        and page.project_id = m.project_id) as "hasPage"
    from member m
    join person p on p.workspace_id = m.workspace_id and p.id = m.person_id
    where m.workspace_id = milepost_tenant() and m.project_id = ${projectId}::uuid and p.gone_at is null
      and m.role in ${[...correspondents]} order by m.id`);
  return rowsOf(found);
}

/** Returns the latest message of a person in a project that was not deleted. */
export async function lastMessageOf(
  tx: Tx,
  projectId: string,
  personId: string,
): Promise<NamedMessage | undefined> {
  const [row] = await named(tx)
    .where(and(ofProject(projectId), eq(message.authorId, personId), isNull(message.deletedAt)))
    .orderBy(desc(message.number))
    .limit(1);
  return row;
}
