import { and, eq, type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Platform } from '../../cards/model.ts';
import type { Role } from '../../src/domain/access.ts';
import type { Person } from '../../src/domain/change.ts';
import { nameIn, unknownName } from '../../src/domain/person-name.ts';
import { identity, member, person } from '../schema/tables.ts';
import type { Tx } from '../tenant.ts';
import { lockAddress } from './meet.ts';
import type { Caller } from './who.ts';

const columns = {
  id: person.id,
  name: person.name,
  zone: person.zone,
  email: person.email,
  admin: person.admin,
};
const ofIdentity = and(eq(person.workspaceId, identity.workspaceId), eq(person.id, identity.personId));
const ofMember = and(eq(person.workspaceId, member.workspaceId), eq(person.id, member.personId));

/** Whoever is known at an address; somebody who was only mentioned so far is remembered by it, under the name that came along. */
export async function personAt(
  tx: Tx,
  workspaceId: string,
  address: Caller,
  name: string | undefined,
): Promise<Person> {
  const known = await findAt(tx, address);
  if (known) return known;
  await lockAddress(tx, address);
  const met = await findAt(tx, address);
  if (met) return met;
  const { platform, tenant, user } = address;
  const row: Person = {
    id: v7(),
    name: nameIn(name, user) ?? unknownName,
    zone: null,
    email: null,
    admin: false,
  };
  await tx.insert(person).values({ ...row, workspaceId });
  const directoryId = platform === 'teams' && !user.includes(':') ? user : null;
  await tx
    .insert(identity)
    .values({ id: v7(), workspaceId, personId: row.id, platform, tenant, user, directoryId });
  return row;
}

/** By an index each: with both ids in one condition, the server would read everybody of the organisation. */
async function findAt(tx: Tx, { platform, tenant, user }: Caller): Promise<Person | undefined> {
  const here = and(eq(identity.platform, platform), eq(identity.tenant, tenant));
  const [byUser] = await probe(tx, and(here, eq(identity.user, user)));
  if (byUser || platform !== 'teams') return byUser;
  const [byDirectory] = await probe(tx, and(here, eq(identity.directoryId, user)));
  return byDirectory;
}

const probe = (tx: Tx, where: SQL | undefined) =>
  tx.select(columns).from(identity).innerJoin(person, ofIdentity).where(where).orderBy(identity.id).limit(1);

/** People of a project whose name has the given words. */
export function findPeople(tx: Tx, projectId: string, name: string): Promise<Person[]> {
  return tx
    .select(columns)
    .from(member)
    .innerJoin(person, ofMember)
    .where(and(eq(member.projectId, projectId), sql`position(lower(${name}) in lower(${person.name})) > 0`))
    .orderBy(person.name, person.id)
    .limit(20);
}

/** A member with name and the platforms where they are known. */
export type Holder = {
  memberId: string;
  personId: string;
  name: string;
  role: Role;
  on: Platform[];
  /** None of their accounts is active. */
  gone: boolean;
};

/** Everybody with a role in a project. */
export async function membersOf(tx: Tx, projectId: string): Promise<Holder[]> {
  const rows = await tx.query.member.findMany({
    where: eq(member.projectId, projectId),
    with: {
      person: {
        columns: { name: true, goneAt: true },
        with: { identities: { columns: { platform: true } } },
      },
    },
  });
  return rows
    .map(({ id, personId, role, person: { name, goneAt, identities } }) => ({
      memberId: id,
      personId,
      name,
      role,
      gone: goneAt !== null,
      on: [...new Set(identities.map((at) => at.platform))].sort(),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Whether the workspace has an administrator. */
export async function hasAdmin(tx: Tx): Promise<boolean> {
  const rows = await tx.select({ id: person.id }).from(person).where(eq(person.admin, true)).limit(1);
  return rows.length > 0;
}

/** Whether somebody coaches any project of the workspace. */
export async function isCoach(tx: Tx, personId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.personId, personId), eq(member.role, 'coach')))
    .limit(1);
  return rows.length > 0;
}
