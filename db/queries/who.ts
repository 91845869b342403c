import { and, eq, type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Platform } from '../../cards/model.ts';
import type { Role, Standing } from '../../src/domain/access.ts';
import type { Person, Room } from '../../src/domain/change.ts';
import type { Project } from '../../src/domain/project.ts';
import { arrival, identity, member, person, project, room } from '../schema/tables.ts';
import { statement } from '../statement.ts';
import { type Door, type Entered, enter, roomHere, type Tx } from '../tenant.ts';

/** An address as a platform vouches for it. */
export type Caller = { platform: Platform; tenant: string; user: string; directoryId?: string };

/** What the database knows of somebody who asks, in the room where they ask. */
export type Known = {
  /** False when this very request was answered before. */
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
  holidays: project.holidays,
  reminders: project.reminders,
  asks: project.asks,
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
  zoneChosen: person.zoneChosen,
  email: person.email,
  admin: person.admin,
};

const isCaller = and(
  eq(identity.platform, sql.placeholder('platform')),
  eq(identity.tenant, sql.placeholder('tenant')),
  eq(identity.user, sql.placeholder('user')),
);
const isHere = eq(room.id, roomHere);
const isMember = and(
  eq(member.workspaceId, project.workspaceId),
  eq(member.projectId, project.id),
  eq(member.personId, person.id),
);

/** What is read of whoever asks; `fresh` is the only difference between a read and a change. */
const asker = (tx: Tx, fresh: SQL<boolean>) =>
  tx
    .select({
      workspaceId: sql<string | null>`milepost_tenant()`,
      fresh,
      person: personColumns,
      standing: identity.standing,
      profiledAt: identity.profiledAt,
      room: roomColumns,
      project: projectColumns,
      role: member.role,
    })
    .from(sql`(select 1) as one`)
    .leftJoin(identity, isCaller)
    .leftJoin(person, and(eq(person.workspaceId, identity.workspaceId), eq(person.id, identity.personId)))
    .leftJoin(room, isHere)
    .leftJoin(project, and(eq(project.workspaceId, room.workspaceId), eq(project.id, room.projectId)))
    .leftJoin(member, isMember);

/** Whether this very request was answered before. */
const isFresh = sql<boolean>`not exists (select from ${arrival} where ${arrival.delivery} = ${sql.placeholder('delivery')})`;

const look = statement((tx) => asker(tx, sql`true`).prepare('who_looks'));
const lookAgain = statement((tx) => asker(tx, isFresh).prepare('who_asks'));

/**
 * Enters by a door and says who asks, in the room that the door led to, and whether this very
 * delivery was answered before. Undefined when no workspace knows the door.
 *
 * These are two statements, because the second is bound by what the first sets; they are sent
 * together, which spares every command a round trip.
 */
export async function admit(
  tx: Tx,
  door: Door,
  { platform, tenant, user }: Caller,
  delivery: string | undefined,
): Promise<{ entered: Entered; known: Known } | undefined> {
  const caller = { platform, tenant, user };
  const [entered, [row]] = await Promise.all([
    enter(tx, door),
    delivery ? lookAgain(tx, { ...caller, delivery }) : look(tx, caller),
  ]);
  if (!entered) return undefined;
  if (row?.workspaceId !== entered.workspaceId) throw new Error('somebody was looked up outside the tenant');
  return {
    entered,
    known: {
      fresh: row.fresh,
      person: row.person ?? undefined,
      standing: row.standing,
      profiled: row.profiledAt !== null,
      room: row.room ?? undefined,
      project: row.project ?? undefined,
      role: row.role ?? undefined,
    },
  };
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
