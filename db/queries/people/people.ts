import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Person } from '../../../src/domain/people/person.ts';
import { unknownName, usableName } from '../../../src/domain/people/person-name.ts';
import { hasDirectoryIds, type Platform } from '../../../src/domain/platform.ts';
import { isCoached, kinds } from '../../../src/domain/project/policies.ts';
import type { Role } from '../../../src/domain/project/roles.ts';
import { fold } from '../../../src/domain/text/fold.ts';
import type { Tx } from '../../database.ts';
import { installation } from '../../schema/directory.ts';
import { refersTo } from '../../schema/keys.ts';
import { identity, person } from '../../schema/people.ts';
import { member, project } from '../../schema/project.ts';
import { type Caller, findAt, personColumns } from './account.ts';
import { isIn } from './fold.ts';
import { lockAddress } from './record-person.ts';

const ofMember = refersTo(person, member, member.personId);

/** Returns the person at an address; inserts one under the mentioned name where nobody is known. */
export async function personAt(
  tx: Tx,
  workspaceId: string,
  address: Caller,
  name: string | undefined,
): Promise<Person> {
  const known = await findMentioned(tx, address);
  if (known) return known;
  await lockAddress(tx, address);
  const met = await findMentioned(tx, address);
  if (met) return met;
  const { platform, tenant, user } = address;
  const row: Person = {
    id: v7(),
    name: usableName(name, user) ?? unknownName,
    zone: null,
    email: null,
    admin: false,
  };
  await tx.insert(person).values({ ...row, workspaceId });
  const directoryId = hasDirectoryIds(platform) && !user.includes(':') ? user : null;
  await tx
    .insert(identity)
    .values({ id: v7(), workspaceId, personId: row.id, platform, tenant, user, directoryId });
  return row;
}

/** Finds the person of a mention, by user id or, on platforms that have one, by directory id. */
export const findMentioned = (tx: Tx, address: Caller): Promise<Person | undefined> =>
  findAt(tx, address, hasDirectoryIds(address.platform) ? address.user : undefined);

/** Returns a person's user id in an organisation; undefined where they have no account. */
export async function userOf(
  tx: Tx,
  personId: string,
  { platform, tenant }: Pick<Caller, 'platform' | 'tenant'>,
): Promise<string | undefined> {
  const [row] = await tx
    .select({ user: identity.user })
    .from(identity)
    .where(and(eq(identity.personId, personId), eq(identity.platform, platform), eq(identity.tenant, tenant)))
    .orderBy(identity.id)
    .limit(1);
  return row?.user;
}

/** What distinguishes people of the same name. */
export type Distinction = { emails: string[]; on: Platform[]; handles: string[] };

/** Returns people of a project whose name contains the words, or whose address equals them. */
export async function findPeople(
  tx: Tx,
  projectId: string,
  typed: string,
): Promise<(Person & Distinction)[]> {
  const found = await tx
    .select(personColumns)
    .from(member)
    .innerJoin(person, ofMember)
    .where(
      and(
        eq(member.projectId, projectId),
        sql`(${isIn(fold(typed), person.name)} or exists (select from ${identity} i
          where i.workspace_id = ${person.workspaceId} and i.person_id = ${person.id} and i.email = lower(${typed})))`,
      ),
    )
    .orderBy(person.name, person.id)
    .limit(20);
  if (found.length < 2) return found.map((one) => ({ ...one, emails: [], on: [], handles: [] }));
  const accounts = await tx
    .select({
      personId: identity.personId,
      platform: identity.platform,
      email: identity.email,
      user: identity.user,
    })
    .from(identity)
    .where(
      inArray(
        identity.personId,
        found.map(({ id }) => id),
      ),
    )
    .orderBy(identity.id);
  return found.map((one) => ({ ...one, ...toldBy(accounts.filter(({ personId }) => personId === one.id)) }));
}

const toldBy = (
  accounts: readonly { platform: Platform; email: string | null; user: string }[],
): Distinction => ({
  emails: [...new Set(accounts.flatMap(({ email }) => email ?? []))],
  on: [...new Set(accounts.map(({ platform }) => platform))].sort(),
  handles: accounts.map(({ user }) => user),
});

/** A member with name, and what distinguishes them. */
export type Holder = {
  memberId: string;
  personId: string;
  name: string;
  role: Role;
  /** None of their accounts is active. */
  gone: boolean;
  /** They got the role with the room; nobody gave it. */
  byRoom: boolean;
  /** A coach who has worked on the project before (STG-2). */
  ofCompany: boolean;
} & Distinction;

/** Returns everybody with a role in a project. */
export async function membersOf(tx: Tx, projectId: string): Promise<Holder[]> {
  const rows = await tx.query.member.findMany({
    where: eq(member.projectId, projectId),
    with: {
      person: {
        columns: { name: true, goneAt: true },
        with: { identities: { columns: { platform: true, email: true, user: true } } },
      },
    },
  });
  return rows
    .map(({ id, personId, role, byRoom, ofCompany, person: { name, goneAt, identities } }) => ({
      memberId: id,
      personId,
      name,
      role,
      byRoom,
      ofCompany,
      gone: goneAt !== null,
      ...toldBy(identities),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Whether the workspace has an organisation and no administrator yet. Serializes concurrent claims. */
export async function hasNoAdministrator(
  tx: Tx,
  { platform, tenant }: Pick<Caller, 'platform' | 'tenant'>,
): Promise<boolean> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('founds/' || milepost_tenant()::text, 1))`,
  );
  const rows = await tx
    .select({ id: installation.workspaceId })
    .from(installation)
    .where(
      and(
        sql`${installation.platform} = ${platform}`,
        eq(installation.tenant, tenant),
        sql`not exists (select from ${person} p where p.workspace_id = milepost_tenant() and p.admin)`,
      ),
    );
  return rows.length > 0;
}

/**
 * Whether a person coaches any coached project of the workspace. In others the owner gives the role, so that it says
 * nothing about who may coach a company (STG-2).
 */
export async function isCoach(tx: Tx, personId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: member.id })
    .from(member)
    .innerJoin(project, refersTo(project, member, member.projectId))
    .where(
      and(
        eq(member.personId, personId),
        eq(member.role, 'coach'),
        inArray(project.kind, kinds.filter(isCoached)),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
