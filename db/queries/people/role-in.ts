import { and, eq, isNull } from 'drizzle-orm';
import type { Role } from '../../../src/domain/project/roles.ts';
import type { Tx } from '../../database.ts';
import { ownTenant } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { member } from '../../schema/project.ts';

/** Returns the role that a person has in a project now; undefined without one, and for those who have left. */
export async function roleIn(tx: Tx, projectId: string, personId: string): Promise<Role | undefined> {
  const [row] = await tx
    .select({ role: member.role, admin: person.admin })
    .from(person)
    .leftJoin(
      member,
      and(
        eq(member.workspaceId, person.workspaceId),
        eq(member.personId, person.id),
        eq(member.projectId, projectId),
      ),
    )
    .where(and(eq(person.workspaceId, ownTenant), eq(person.id, personId), isNull(person.goneAt)));
  const role = row?.role ?? 'none';
  // administrators may look at every project
  return role !== 'none' ? role : row?.admin ? 'viewer' : undefined;
}
