import { and, eq, type SQL } from 'drizzle-orm';
import type { Person } from '../../../src/domain/people/person.ts';
import type { Platform } from '../../../src/domain/platform.ts';
import type { Tx } from '../../database.ts';
import { refersTo } from '../../schema/keys.ts';
import { identity, person } from '../../schema/people.ts';

/** The columns of a person in the domain. */
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
 * Returns the person at a platform's address, else with the directory id (a new bot sees new user ids). Two
 * queries, so that each uses its index: one condition with both would scan everybody.
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

/** A person's address, verified by the platform. */
export type Caller = { platform: Platform; tenant: string; user: string; directoryId?: string };
