import { and, eq } from 'drizzle-orm';
import type { Deputy } from '../../../src/domain/review/approval.ts';
import type { Tx } from '../../database.ts';
import { ownTenant, refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { deputy } from '../../schema/review.ts';

/** A deputy with their name. */
export type NamedDeputy = Deputy & { name: string };

/** Returns the deputy of a person in a project, also one whose time is over; undefined when there is none. */
export async function loadDeputy(
  tx: Tx,
  projectId: string,
  personId: string,
): Promise<NamedDeputy | undefined> {
  const { id, deputyId, until } = deputy;
  const [row] = await tx
    .select({ id, deputyId, until, name: person.name })
    .from(deputy)
    .innerJoin(person, refersTo(person, deputy, deputy.deputyId))
    .where(
      and(eq(deputy.workspaceId, ownTenant), eq(deputy.projectId, projectId), eq(deputy.personId, personId)),
    );
  return row && { ...row, projectId, personId };
}
