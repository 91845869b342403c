import { and, eq, ne, or } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { ownTenant } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { member, room } from '../../schema/project.ts';

/** The audience of a project's picture: a linked room, or one person. */
export type PictureViewer =
  | { is: 'room'; id: string; audience: 'team' | 'customer' }
  | { is: 'person'; id: string };

/** Whether the viewer may see the project: a room linked with the same audience, or a person with a role. */
export async function maySee(tx: Tx, projectId: string, by: PictureViewer): Promise<boolean> {
  const rows = by.is === 'room' ? linked(tx, projectId, by) : involved(tx, projectId, by.id);
  return (await rows).length > 0;
}

const linked = (tx: Tx, projectId: string, { id, audience }: PictureViewer & { is: 'room' }) =>
  tx
    .select({ id: room.id })
    .from(room)
    .where(
      and(
        eq(room.workspaceId, ownTenant),
        eq(room.id, id),
        eq(room.projectId, projectId),
        eq(room.audience, audience),
      ),
    );

const involved = (tx: Tx, projectId: string, personId: string) =>
  tx
    .select({ id: person.id })
    .from(person)
    .leftJoin(
      member,
      and(
        eq(member.workspaceId, person.workspaceId),
        eq(member.personId, person.id),
        eq(member.projectId, projectId),
      ),
    )
    .where(
      and(
        eq(person.workspaceId, ownTenant),
        eq(person.id, personId),
        or(eq(person.admin, true), ne(member.role, 'none')),
      ),
    )
    .limit(1);
