import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CustomerPage } from '../../../src/domain/page/customer-page.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { Role } from '../../../src/domain/project/roles.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { page } from '../../schema/page.ts';
import { identity, person } from '../../schema/people.ts';
import { member, room } from '../../schema/project.ts';
import { rowsOf } from '../../tenant.ts';
import { ofIdentity, personColumns } from '../people/account.ts';
import { lockEmail } from '../people/record-person.ts';

/** Somebody whom a mail address may mean in a project. */
export type Addressee = {
  person: Pick<Person, 'id' | 'name' | 'zone' | 'email' | 'admin'>;
  role: Role | null;
  memberId: string | null;
  /** They have an account for pages, which only this address opens. */
  hasPages: boolean;
};

/**
 * Returns who may be meant by a mail address: the person with its account for pages, then people of the project
 * with that verified address. Locks the address until the transaction ends.
 */
export async function addresseesOf(
  tx: Tx,
  { workspaceId, projectId, address }: { workspaceId: string; projectId: string; address: string },
): Promise<Addressee[]> {
  await lockEmail(tx, workspaceId, address);
  const isHere = and(
    eq(member.workspaceId, person.workspaceId),
    eq(member.projectId, projectId),
    eq(member.personId, person.id),
  );
  const columns = { person: personColumns, role: member.role, memberId: member.id };
  const [ofPages, ofProject] = await Promise.all([
    tx
      .select(columns)
      .from(identity)
      .innerJoin(person, ofIdentity)
      .leftJoin(member, isHere)
      .where(and(eq(identity.platform, 'web'), eq(identity.tenant, workspaceId), eq(identity.user, address))),
    tx.select(columns).from(person).innerJoin(member, isHere).where(eq(person.email, address)),
  ]);
  return [
    ...ofPages.map((row) => ({ ...row, hasPages: true })),
    ...ofProject.map((row) => ({ ...row, hasPages: false })),
  ];
}

/** A page with the person who has its account. */
export type OpenPage = CustomerPage & {
  personId: string;
  name: string;
  memberId: string | null;
  isOnlyHere: boolean;
};

/** Joins a page to the account of its person; the person may be merged with another one. */
export const isAccountOf = and(
  eq(identity.workspaceId, page.workspaceId),
  eq(identity.platform, 'web'),
  sql`${identity.tenant} = ${page.workspaceId}::text`,
  eq(identity.user, page.address),
);

/** Returns the open pages of a project, oldest first. */
export async function openPages(tx: Tx, projectId: string): Promise<OpenPage[]> {
  const elsewhere = sql<boolean>`not exists (select from ${identity} i where i.workspace_id = ${page.workspaceId}
    and i.person_id = ${person.id} and i.platform <> 'web')`;
  const rows = await tx
    .select({ page, personId: person.id, name: person.name, memberId: member.id, isOnlyHere: elsewhere })
    .from(page)
    .innerJoin(identity, isAccountOf)
    .innerJoin(person, ofIdentity)
    .leftJoin(
      member,
      and(
        eq(member.workspaceId, page.workspaceId),
        eq(member.projectId, page.projectId),
        eq(member.personId, person.id),
      ),
    )
    .where(and(eq(page.projectId, projectId), isNull(page.revokedAt)))
    .orderBy(page.id);
  return rows.map(({ page: { workspaceId: _, ...one }, ...more }) => ({ ...one, ...more }));
}

/** Returns the room of a page as a command needs it. */
export async function pageRoom(tx: Tx, roomId: string) {
  const [row] = await tx
    .select({ channel: room.channel, name: room.name })
    .from(room)
    .where(eq(room.id, roomId));
  return row;
}

/**
 * Counts a mail to an address before it is planned; returns the instant when the next one may go where there were
 * too many of its kind within the hour. The counter is of all workspaces together. Codes are counted apart from
 * links, which anybody can ask for.
 */
export async function takeMailTry(
  tx: Tx,
  { what, address, max, now }: { what: 'link' | 'code'; address: string; max: number; now: string },
): Promise<string | undefined> {
  const taken = await tx.execute(sql`select ${isoOf(sql`until`)} as until
    from milepost_take_code_try(array[${`mail:${what}:${address}`}::text], array[${max}::int], ${now}::timestamptz, 60)`);
  return rowsOf<{ until: string }>(taken)[0]?.until;
}
