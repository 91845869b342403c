import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Role, Standing } from '../../src/domain/access.ts';
import type { Person, Room } from '../../src/domain/change.ts';
import type { Project } from '../../src/domain/project.ts';
import { arrival, identity, member, person, project, room } from '../schema/tables.ts';
import type { Tx } from '../tenant.ts';

/** An address as a platform vouches for it. */
export type Caller = { platform: Room['platform']; tenant: string; user: string; directoryId?: string };

/** What the database knows of somebody who asks, in the room where they ask. */
export type Known = {
  /** False when this very request was taken before. */
  fresh: boolean;
  person: Person | undefined;
  standing: Standing | null;
  /** The platform has told who they are. */
  profiled: boolean;
  room: Room | undefined;
  project: Project | undefined;
  role: Role | undefined;
};

const projectColumns = {
  id: project.id,
  name: project.name,
  kind: project.kind,
  policies: project.policies,
  status: project.status,
  target: project.target,
  price: project.price,
  currency: project.currency,
  zone: project.zone,
  version: project.version,
};
const roomColumns = {
  id: room.id,
  projectId: room.projectId,
  platform: room.platform,
  tenant: room.tenant,
  channel: room.channel,
  kind: room.kind,
  name: room.name,
  audience: room.audience,
  reach: room.reach,
};
const personColumns = {
  id: person.id,
  name: person.name,
  zone: person.zone,
  email: person.email,
  admin: person.admin,
};

const isCaller = (caller: Caller) =>
  and(
    eq(identity.platform, caller.platform),
    eq(identity.tenant, caller.tenant),
    eq(identity.user, caller.user),
  );
const isMember = and(
  eq(member.workspaceId, project.workspaceId),
  eq(member.projectId, project.id),
  eq(member.personId, person.id),
);

/**
 * Claims the request (a second arrival finds it claimed) and says who asks, in one statement.
 * Without a delivery there is nothing to claim.
 */
export async function whoIs(
  tx: Tx,
  caller: Caller,
  roomId: string | null,
  delivery?: string,
): Promise<Known> {
  const start = delivery ? tx.with(claimOf(tx, delivery)) : tx;
  const [row] = await start
    .select({
      fresh: delivery ? sql<boolean>`exists (select 1 from claimed)` : sql<boolean>`true`,
      person: personColumns,
      standing: identity.standing,
      profiledAt: identity.profiledAt,
      room: roomColumns,
      project: projectColumns,
      role: member.role,
    })
    .from(sql`(select 1) as one`)
    .leftJoin(identity, isCaller(caller))
    .leftJoin(person, and(eq(person.workspaceId, identity.workspaceId), eq(person.id, identity.personId)))
    .leftJoin(room, eq(room.id, sql`${roomId}::uuid`))
    .leftJoin(project, and(eq(project.workspaceId, room.workspaceId), eq(project.id, room.projectId)))
    .leftJoin(member, isMember);
  if (!row) throw new Error('a select from one row gave none');
  return {
    fresh: row.fresh,
    person: row.person ?? undefined,
    standing: row.standing,
    profiled: row.profiledAt !== null,
    room: row.room ?? undefined,
    project: row.project ?? undefined,
    role: row.role ?? undefined,
  };
}

function claimOf(tx: Tx, delivery: string) {
  const row = { workspaceId: sql`milepost_tenant()`, delivery };
  const insert = tx
    .insert(arrival)
    .values(row)
    .onConflictDoNothing()
    .returning({ delivery: arrival.delivery });
  return tx.$with('claimed').as(insert);
}

/** The projects that somebody takes part in, with their role; all of them for an administrator. */
export async function projectsOf(
  tx: Tx,
  who: Pick<Person, 'id' | 'admin'>,
): Promise<{ project: Project; role: Role | null }[]> {
  const rows = await tx
    .select({ project: projectColumns, role: member.role })
    .from(project)
    .leftJoin(
      member,
      and(
        eq(member.workspaceId, project.workspaceId),
        eq(member.projectId, project.id),
        eq(member.personId, who.id),
      ),
    )
    .orderBy(project.name, project.id);
  return rows.filter((row) => who.admin || (row.role !== null && row.role !== 'none'));
}

/** Gives somebody the role that their room gives them, once. */
export async function join(
  tx: Tx,
  row: { workspaceId: string; projectId: string; personId: string; role: Role },
): Promise<void> {
  await tx
    .insert(member)
    .values({ ...row, id: v7() })
    .onConflictDoNothing();
}
