import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { domainOf } from '../../../src/domain/people/organisation.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import { shownName, unknownName } from '../../../src/domain/people/person-name.ts';
import type { Affiliation } from '../../../src/domain/project/roles.ts';
import type { Tx } from '../../database.ts';
import { identity, merge, organisation, person } from '../../schema/people.ts';
import { type Caller, findAt, ofIdentity, personColumns } from './account.ts';
import { joinByAddress } from './merge.ts';
import { speaksFor } from './organisations.ts';

/** What a platform told of somebody. */
export type Told = {
  name?: string;
  zone?: string;
  /** The address that the organisation claims for them; only of a full member, and verified by the platform. */
  email?: string;
  directoryId?: string;
  standing: Affiliation;
  /** ISO instant; absent when the platform did not answer, so that it is asked again. */
  at?: string;
  /** The organisation is one that the operator configured, so mail may go to the address. */
  trusted: boolean;
};

/** Serialises first contacts at an address, so that requests that arrive together make one person. */
export async function lockAddress(tx: Tx, { platform, tenant, user }: Caller): Promise<void> {
  await lockName(tx, `${platform}/${tenant}/${user}`);
}

/** Serialises look-ups of who has an e-mail address, which one person has alone. */
export const lockEmail = (tx: Tx, workspaceId: string, email: string) =>
  lockName(tx, `${workspaceId}/${email}`);

const lockName = (tx: Tx, name: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1))`);

/**
 * Records a person on first contact, or when their platform first describes them. Where their
 * organisation is bound, they are merged with the person of the same address in another one (ADM-10).
 * `renamed`: they were known by another name, which may stand on cards.
 */
export async function meet(
  tx: Tx,
  workspaceId: string,
  caller: Caller,
  told: Told,
): Promise<{ person: Person; renamed: boolean }> {
  await lockAddress(tx, caller);
  const email = told.standing === 'member' ? told.email : undefined;
  if (email) await lockEmail(tx, workspaceId, email);
  const known = await findAt(tx, caller, told.directoryId ?? caller.directoryId);
  const mail = email !== undefined && (told.trusted || (await speaksFor(tx, caller, email))) ? email : null;
  const row: Person = {
    id: known?.id ?? v7(),
    name: shownName(told.name ?? known?.name ?? unknownName, false),
    zone: known?.zoneChosen ? known.zone : (told.zone ?? known?.zone ?? null),
    email: known?.email ?? mail,
    zoneChosen: known?.zoneChosen ?? false,
    admin: known?.admin ?? false,
  };
  await keep(tx, workspaceId, row, caller, { ...told, email });
  const twin =
    told.at && email
      ? await joinTwin(tx, workspaceId, caller, { personId: row.id, email, at: told.at })
      : undefined;
  return {
    person: twin ?? row,
    renamed: known !== undefined && (twin !== undefined || known.name !== row.name),
  };
}

/**
 * Merges a person with the one who has the same address in another organisation, where both
 * organisations are bound with its domain (ADM-10).
 *
 * @returns the person they became; undefined when nobody else has the address.
 */
export async function joinTwin(
  tx: Tx,
  workspaceId: string,
  caller: Caller,
  { personId, email, at }: { personId: string; email: string; at: string },
): Promise<Person | undefined> {
  if (!(await speaksFor(tx, caller, email))) return undefined;
  const twin = await findTwin(tx, personId, { email, domain: domainOf(email) ?? '' });
  if (twin) await joinByAddress(tx, workspaceId, { from: personId, into: twin.id, at });
  return twin;
}

/** Writes what was told of a person and of their account. */
async function keep(
  tx: Tx,
  workspaceId: string,
  row: Person,
  caller: Caller,
  told: Omit<Told, 'email'> & { email: string | undefined },
): Promise<void> {
  await tx
    .insert(person)
    .values({ ...row, workspaceId })
    // somebody who speaks is active
    .onConflictDoUpdate({ target: [person.workspaceId, person.id], set: { ...row, goneAt: null } });
  const { platform, tenant, user } = caller;
  const directoryId = told.directoryId ?? caller.directoryId ?? null;
  const profile = {
    ...{ standing: told.standing, profiledAt: told.at ?? null, lookedAt: told.at ?? null, directoryId },
    ...{ name: told.name ?? null, zone: told.zone ?? null, email: told.email ?? null, goneAt: null },
  };
  await tx
    .insert(identity)
    .values({ id: v7(), workspaceId, personId: row.id, platform, tenant, user, ...profile })
    .onConflictDoUpdate({
      target: [identity.workspaceId, identity.platform, identity.tenant, identity.user],
      // a platform that did not answer has not taken back what it told before
      set: told.at ? profile : { directoryId, goneAt: null },
    });
}

/**
 * Somebody else whom another bound organisation knows by the same address. Nobody who has an account
 * in an organisation where this one has one already, nobody whose account there is gone (addresses are given away
 * again), and nobody whom a person parted from this one by hand.
 */
async function findTwin(
  tx: Tx,
  personId: string,
  { email, domain }: { email: string; domain: string },
): Promise<Person | undefined> {
  const [twin] = await tx
    .select(personColumns)
    .from(identity)
    .innerJoin(person, ofIdentity)
    .innerJoin(
      organisation,
      and(
        eq(organisation.workspaceId, identity.workspaceId),
        sql`${organisation.platform} = ${identity.platform}`,
        eq(organisation.tenant, identity.tenant),
        sql`${organisation.domains} ? ${domain}::text`,
      ),
    )
    .where(
      and(
        eq(identity.email, email),
        eq(identity.standing, 'member'),
        isNull(identity.goneAt),
        ne(person.id, personId),
        sql`not exists (select from ${identity} own join ${identity} same on same.workspace_id = own.workspace_id
            and same.platform = own.platform and same.tenant = own.tenant
          where own.workspace_id = ${person.workspaceId} and own.person_id = ${personId}::uuid
            and same.person_id = ${person.id})`,
        sql`not exists (select from ${merge} apart where apart.workspace_id = ${person.workspaceId} and apart.state = 'undone'
          and ((apart.from_id = ${personId}::uuid and apart.into_id = ${person.id})
            or (apart.into_id = ${personId}::uuid and apart.from_id = ${person.id})))`,
      ),
    )
    .orderBy(identity.id)
    .limit(1);
  return twin;
}
