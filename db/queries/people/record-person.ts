import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { domainOf } from '../../../src/domain/people/organisation.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import { shownName, unknownName } from '../../../src/domain/people/person-name.ts';
import type { Affiliation } from '../../../src/domain/project/roles.ts';
import type { Tx } from '../../database.ts';
import { identity, merge, organisation, person } from '../../schema/people.ts';
import { type Caller, findAt, ofIdentity, personColumns } from './account.ts';
import { mergeByAddress } from './merge.ts';
import { speaksFor } from './organisations.ts';

/** The profile of a person as their platform reported it. */
export type ReportedProfile = {
  name?: string;
  zone?: string;
  /** The address that the organisation vouches for: only of a full member, and verified by the platform. */
  email?: string;
  directoryId?: string;
  standing: Affiliation;
  /** When it was read, an ISO instant; absent when the platform did not answer, so that it is read again. */
  at?: string;
  /** The operator configured the organisation, so mail may go to the address. */
  trusted: boolean;
};

/** Serialises first contacts at an address, so that concurrent requests create one person. */
export async function lockAddress(tx: Tx, { platform, tenant, user }: Caller): Promise<void> {
  await lockName(tx, `${platform}/${tenant}/${user}`);
}

/** Serialises lookups by e-mail address, since only one person may have it. */
export const lockEmail = (tx: Tx, workspaceId: string, email: string) =>
  lockName(tx, `${workspaceId}/${email}`);

const lockName = (tx: Tx, name: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1))`);

/**
 * Upserts a person and their identity on first contact, or when their platform first reports their profile. Where
 * their organisation is bound, merges them with the person of the same address in another one (ADM-10).
 * `renamed`: cards may show a former name.
 */
export async function recordPerson(
  tx: Tx,
  workspaceId: string,
  caller: Caller,
  reported: ReportedProfile,
): Promise<{ person: Person; renamed: boolean }> {
  await lockAddress(tx, caller);
  const email = reported.standing === 'member' ? reported.email : undefined;
  if (email) await lockEmail(tx, workspaceId, email);
  const known = await findAt(tx, caller, reported.directoryId ?? caller.directoryId);
  const mail =
    email !== undefined && (reported.trusted || (await speaksFor(tx, caller, email))) ? email : null;
  const row: Person = {
    id: known?.id ?? v7(),
    name: shownName(reported.name ?? known?.name ?? unknownName, false),
    zone: known?.zoneChosen ? known.zone : (reported.zone ?? known?.zone ?? null),
    email: known?.email ?? mail,
    zoneChosen: known?.zoneChosen ?? false,
    admin: known?.admin ?? false,
  };
  await upsertPersonAndIdentity(tx, workspaceId, row, caller, { ...reported, email });
  const twin =
    reported.at && email
      ? await mergeTwin(tx, workspaceId, caller, { personId: row.id, email, at: reported.at })
      : undefined;
  return {
    person: twin ?? row,
    renamed: known !== undefined && (twin !== undefined || known.name !== row.name),
  };
}

/**
 * Merges a person with the owner of the same address in another organisation, where both organisations are bound
 * with its domain (ADM-10).
 *
 * @returns the remaining person; undefined when nobody else has the address.
 */
export async function mergeTwin(
  tx: Tx,
  workspaceId: string,
  caller: Caller,
  { personId, email, at }: { personId: string; email: string; at: string },
): Promise<Person | undefined> {
  if (!(await speaksFor(tx, caller, email))) return undefined;
  const twin = await findTwin(tx, personId, { email, domain: domainOf(email) ?? '' });
  if (twin) await mergeByAddress(tx, workspaceId, { from: personId, into: twin.id, at });
  return twin;
}

async function upsertPersonAndIdentity(
  tx: Tx,
  workspaceId: string,
  row: Person,
  caller: Caller,
  reported: Omit<ReportedProfile, 'email'> & { email: string | undefined },
): Promise<void> {
  await tx
    .insert(person)
    .values({ ...row, workspaceId })
    // a message proves that the account is active
    .onConflictDoUpdate({ target: [person.workspaceId, person.id], set: { ...row, goneAt: null } });
  const { platform, tenant, user } = caller;
  const directoryId = reported.directoryId ?? caller.directoryId ?? null;
  const profile = {
    standing: reported.standing,
    profiledAt: reported.at ?? null,
    lookedAt: reported.at ?? null,
    directoryId,
    name: reported.name ?? null,
    zone: reported.zone ?? null,
    email: reported.email ?? null,
    goneAt: null,
  };
  await tx
    .insert(identity)
    .values({ id: v7(), workspaceId, personId: row.id, platform, tenant, user, ...profile })
    .onConflictDoUpdate({
      target: [identity.workspaceId, identity.platform, identity.tenant, identity.user],
      // without an answer of the platform, its last report stays
      set: reported.at ? profile : { directoryId, goneAt: null },
    });
}

/**
 * Finds another person with the same address in another bound organisation. Leaves out people with an account in
 * an organisation where this person has one too, accounts that are gone (addresses are reassigned), and people who
 * were separated from this one by hand.
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
