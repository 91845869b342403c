import { and, eq, type SQL } from 'drizzle-orm';
import type { Person } from '../../../src/domain/people/person.ts';
import type { Platform } from '../../../src/domain/platform.ts';
import type { Tx } from '../../database.ts';
import { refersTo } from '../../schema/keys.ts';
import { identity, person } from '../../schema/people.ts';

/** What the domain knows of a person. */
export const personColumns = {
  id: person.id,
  name: person.name,
  zone: person.zone,
  zoneChosen: person.zoneChosen,
  email: person.email,
  admin: person.admin,
};

/** Joins a person to their account. */
export const ofIdentity = refersTo(person, identity, identity.personId);

/**
 * The person at a platform's address, else at the directory's id there (a new bot sees new user ids).
 * Each by an index of its own: with both in one condition, the server would read everybody.
 */
export async function findAt(
  tx: Tx,
  { platform, tenant, user }: Caller,
  directoryId: string | undefined,
): Promise<Person | undefined> {
  const here = and(eq(identity.platform, platform), eq(identity.tenant, tenant));
  const [byUser] = await probe(tx, and(here, eq(identity.user, user)));
  if (byUser || directoryId === undefined) return byUser;
  const [byDirectory] = await probe(tx, and(here, eq(identity.directoryId, directoryId)));
  return byDirectory;
}

const probe = (tx: Tx, where: SQL | undefined) =>
  tx
    .select(personColumns)
    .from(identity)
    .innerJoin(person, ofIdentity)
    .where(where)
    .orderBy(identity.id)
    .limit(1);

/** An address as a platform vouches for it. */
export type Caller = { platform: Platform; tenant: string; user: string; directoryId?: string };
