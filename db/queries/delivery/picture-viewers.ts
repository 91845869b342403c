import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { ownTenant } from '../../schema/keys.ts';
import { room } from '../../schema/project.ts';
import { roleIn } from '../people/role-in.ts';

/** The audience of a project's picture: a linked room, or one person. */
export type PictureViewer =
  | { is: 'room'; id: string; audience: 'team' | 'customer' }
  | { is: 'person'; id: string };

/** Whether the viewer may see the project: a room linked with the same audience, or a person with a role. */
export async function maySee(tx: Tx, projectId: string, by: PictureViewer): Promise<boolean> {
  if (by.is === 'person') return (await roleIn(tx, projectId, by.id)) !== undefined;
  return (await linked(tx, projectId, by)).length > 0;
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
