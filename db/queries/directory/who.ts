import { and, eq, type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Person } from '../../../src/domain/people/person.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Affiliation, Role } from '../../../src/domain/project/roles.ts';
import type { Room } from '../../../src/domain/project/room.ts';
import type { Tx } from '../../database.ts';
import { statement } from '../../driver/statement.ts';
import { arrival } from '../../schema/delivery.ts';
import { refersTo } from '../../schema/keys.ts';
import { identity, person } from '../../schema/people.ts';
import { member, project, room } from '../../schema/project.ts';
import { type Entered, enter, type RequestOrigin, roomHere, rowsOf } from '../../tenant.ts';
import { type Caller, ofIdentity, personColumns } from '../people/account.ts';
import { folded } from '../people/fold.ts';

/** The facts about a caller in the room of their request. */
export type CallerFacts = {
  /** False when this delivery was answered before. */
  fresh: boolean;
  person: Person | undefined;
  standing: Affiliation | null;
  /** The address that their organisation vouches for. */
  email: string | null;
  /** Whether the platform has described them. */
  profiled: boolean;
  /** The time of that, an ISO instant. */
  profiledAt: string | null;
  /** The zone that it last reported, as stored. */
  zoneTold: string | null;
  /** The platform has reported that their account is gone. */
  gone: boolean;
  room: Room | undefined;
  project: Project | undefined;
  role: Role | undefined;
  /** The role follows from the room: it counts only for members of the organisation. */
  byRoom: boolean;
};

/** The columns of a project in the domain. */
export const projectColumns = {
  id: project.id,
  name: project.name,
  kind: project.kind,
  policies: project.policies,
  status: project.status,
  lost: project.lost,
  archivedAt: project.archivedAt,
  target: project.target,
  price: project.price,
  currency: project.currency,
  terms: project.terms,
  billing: project.billing,
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

const isOfRoom = refersTo(project, room, room.projectId);

/** Locks the room's project before reading it: the project first, as everywhere, to avoid deadlocks. */
const lockedProject = (tx: Tx) =>
  tx
    .select({ workspaceId: project.workspaceId, ...projectColumns })
    .from(project)
    .where(isOfRoom)
    .for('no key update')
    .as('project');

/** Builds the query of the sender; `fresh` says whether a delivery is new, `holds` locks the project. */
function senderQuery(tx: Tx, fresh: SQL<boolean>, holds: boolean) {
  const query = tx
    .select({
      workspaceId: sql<string | null>`milepost_tenant()`,
      fresh,
      person: personColumns,
      standing: identity.standing,
      email: identity.email,
      profiledAt: identity.profiledAt,
      zoneTold: identity.zone,
      goneAt: identity.goneAt,
      room: roomColumns,
      project: projectColumns,
      role: member.role,
      byRoom: member.byRoom,
    })
    .from(sql`(select 1) as one`)
    .leftJoin(identity, isCaller)
    .leftJoin(person, ofIdentity)
    .leftJoin(room, isHere)
    .$dynamic();
  const withProject = holds
    ? query.leftJoinLateral(lockedProject(tx), sql`true`)
    : query.leftJoin(project, isOfRoom);
  return withProject.leftJoin(member, isMember);
}

/** Whether this delivery is new. */
const isFresh = sql<boolean>`not exists (select from ${arrival} where ${arrival.delivery} = ${sql.placeholder('delivery')})`;

const lookUpForRead = statement((tx) => senderQuery(tx, sql`true`, false).prepare('who_looks'));
const lookUpForRequest = statement((tx) => senderQuery(tx, isFresh, false).prepare('who_asks'));
const lookUpForChange = statement((tx) => senderQuery(tx, isFresh, true).prepare('who_changes'));

/** The purpose of a look-up: a read is not recorded; a change of what the room shows locks its project. */
export type LookupPurpose = { is: 'read' } | { is: 'request' | 'change'; delivery: string | undefined };

/**
 * Enters the workspace of an origin, and returns the caller, the room, and whether this delivery is new. Undefined
 * when the origin belongs to no workspace.
 *
 * Two statements, because row-level security binds the second by what the first sets; sent together, which saves a
 * round trip.
 */
export async function admit(
  tx: Tx,
  origin: RequestOrigin,
  { platform, tenant, user }: Caller,
  purpose: LookupPurpose,
): Promise<{ entered: Entered; known: CallerFacts } | undefined> {
  const caller = { platform, tenant, user };
  const [entered, [row]] = await Promise.all([enter(tx, origin), lookUp(tx, caller, purpose)]);
  if (!entered) return undefined;
  if (row?.workspaceId !== entered.workspaceId) throw new Error('somebody was looked up outside the tenant');
  return {
    entered,
    known: {
      fresh: row.fresh,
      person: row.person ?? undefined,
      standing: row.standing,
      email: row.email,
      profiled: row.profiledAt !== null,
      profiledAt: row.profiledAt,
      zoneTold: row.zoneTold,
      gone: row.goneAt !== null,
      room: row.room ?? undefined,
      project: row.project ?? undefined,
      role: row.role ?? undefined,
      byRoom: row.byRoom ?? false,
    },
  };
}

function lookUp(tx: Tx, caller: Pick<Caller, 'platform' | 'tenant' | 'user'>, purpose: LookupPurpose) {
  if (purpose.is === 'read') return lookUpForRead(tx, caller);
  const request = { ...caller, delivery: purpose.delivery ?? null };
  return purpose.is === 'change' ? lookUpForChange(tx, request) : lookUpForRequest(tx, request);
}

/**
 * Returns the projects where a person has a role; all of them for an administrator. `nth` numbers projects of the
 * same name in the workspace, oldest first.
 */
export async function projectsOf(
  tx: Tx,
  who: Pick<Person, 'id' | 'admin'>,
): Promise<
  { project: Project; role: Role | null; byRoom: boolean | null; nth: number; namesakes: number }[]
> {
  const ofName = sql`over (partition by ${folded(project.name)}`;
  const rows = await tx
    .select({
      project: projectColumns,
      role: member.role,
      byRoom: member.byRoom,
      nth: sql<number>`(row_number() ${ofName} order by ${project.createdAt}, ${project.id}))::int`,
      namesakes: sql<number>`(count(*) ${ofName}))::int`,
    })
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

/** Gives a person the role that follows from their room, unless they have one. */
export async function join(
  tx: Tx,
  row: { workspaceId: string; projectId: string; personId: string; role: Role },
): Promise<void> {
  await tx
    .insert(member)
    .values({ ...row, byRoom: true, id: v7() })
    .onConflictDoNothing();
}

/** Returns the rooms and start dates of projects, to tell projects of the same name apart. */
export async function roomNamesOf(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; since: string; rooms: string[] }[]> {
  if (ids.length === 0) return [];
  const result =
    await tx.execute(sql`select p.id, to_char(p.created_at at time zone p.zone, 'YYYY-MM-DD') as since,
      coalesce((select jsonb_agg(coalesce(r.name, r.platform) order by r.id) from room r
        where r.workspace_id = p.workspace_id and r.project_id = p.id), '[]') as rooms
    from project p where p.workspace_id = milepost_tenant() and p.id::text in ${[...ids]}`);
  return rowsOf<{ id: string; since: string; rooms: string[] }>(result);
}
