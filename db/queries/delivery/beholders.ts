import { and, eq, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { person } from '../../schema/people.ts';
import { member, room } from '../../schema/project.ts';

/** Where a picture of a project was shown: in a room that is linked to it, or to one person. */
export type Beholder =
  | { is: 'room'; id: string; audience: 'team' | 'customer' }
  | { is: 'person'; id: string };

/** Whether they may still see the project: the room is linked to it as before, the person has a role in it. */
export async function maySee(tx: Tx, projectId: string, by: Beholder): Promise<boolean> {
  return (
    (by.is === 'room' ? await linked(tx, projectId, by) : await involved(tx, projectId, by.id)).length > 0
  );
}

const linked = (tx: Tx, projectId: string, { id, audience }: Beholder & { is: 'room' }) =>
  tx
    .select({ id: room.id })
    .from(room)
    .where(
      and(
        eq(room.workspaceId, sql`milepost_tenant()`),
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
        eq(person.workspaceId, sql`milepost_tenant()`),
        eq(person.id, personId),
        or(eq(person.admin, true), ne(member.role, 'none')),
      ),
    )
    .limit(1);
