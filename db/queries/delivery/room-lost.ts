import { and, asc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Event } from '../../../src/domain/events.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Role } from '../../../src/domain/project/roles.ts';
import type { Tx } from '../../database.ts';
import { card, receipt } from '../../schema/delivery.ts';
import { roomAddress } from '../../schema/directory.ts';
import { isRow, ownTenant, refersTo } from '../../schema/keys.ts';
import { activity, project, room } from '../../schema/project.ts';
import { rowsOf } from '../../tenant.ts';
import type { LockedRoom } from './claim.ts';

/** The actor of what Milepost itself does: the nil UUID (RFC 9562), which no person can have. */
export const systemActorId = '00000000-0000-0000-0000-000000000000';

/** A person's address for messages. */
export type PersonAddress = { platform: LockedRoom['platform']; tenant: string; user: string };

/** Returns the project that a room is linked to. */
export async function projectOfRoom(tx: Tx, roomId: string): Promise<Project | undefined> {
  const [row] = await tx
    .select({ project })
    .from(room)
    .innerJoin(project, refersTo(project, room, room.projectId))
    .where(isRow(room, roomId));
  return row?.project;
}

/** Returns one active address of each person with one of the roles; `near`, where they have one there. */
export async function addressesOf(
  tx: Tx,
  projectId: string,
  roles: readonly Role[],
  near: { platform: string; tenant: string },
  platforms: readonly string[],
): Promise<PersonAddress[]> {
  const result = await tx.execute(sql`
    select distinct on (m.person_id) i.platform, i.tenant, i.user_key as user
    from member m join identity i on i.workspace_id = m.workspace_id and i.person_id = m.person_id
    where m.workspace_id = milepost_tenant() and m.project_id = ${projectId}::uuid
      and m.role in ${roles} and i.platform in ${platforms} and i.gone_at is null
    order by m.person_id, (i.platform = ${near.platform} and i.tenant = ${near.tenant}) desc, i.id`);
  return rowsOf<PersonAddress>(result);
}

/** Returns the direct room of each person; the delivery opens a new one. */
export async function directRooms(tx: Tx, people: PersonAddress[]): Promise<string[]> {
  if (people.length === 0) return [];
  const known = await tx
    .select()
    .from(room)
    .where(and(eq(room.workspaceId, ownTenant), isDirectOf(people)))
    .orderBy(sql`${room.channel} like 'user:%'`);
  const found = people.map((at) => ({ at, room: known.find((one) => isSame(one, at)) }));
  const made = await makeDirect(
    tx,
    found.filter((one) => !one.room).map(({ at }) => at),
  );
  return [...found.flatMap((one) => one.room?.id ?? []), ...made];
}

const isSame = (one: { platform: string; tenant: string; user: string | null }, at: PersonAddress) =>
  one.platform === at.platform && one.tenant === at.tenant && one.user === at.user;

async function makeDirect(tx: Tx, people: PersonAddress[]): Promise<string[]> {
  if (people.length === 0) return [];
  const fresh = { kind: 'direct', workspaceId: ownTenant } as const;
  const made = await tx
    .insert(room)
    .values(people.map((at) => ({ ...fresh, ...at, id: v7(), channel: `user:${at.user}` })))
    // another worker may insert the same chat
    .onConflictDoUpdate({
      target: [room.workspaceId, room.platform, room.tenant, room.channel],
      set: { user: sql`excluded.user_key` },
    })
    .returning({ id: room.id });
  return made.map(({ id }) => id);
}

function isDirectOf(people: PersonAddress[]): SQL {
  const addresses = people.map(({ platform, tenant, user }) => sql`(${platform}, ${tenant}, ${user})`);
  const listed = sql.join(addresses, sql`, `);
  return sql`${room.kind} = 'direct' and (${room.platform}, ${room.tenant}, ${room.user}) in (${listed})`;
}

/** Locks rooms against commands and workers, in order of id to avoid deadlocks. */
export async function lockRooms(tx: Tx, ids: string[]): Promise<void> {
  await tx
    .select({ id: room.id })
    .from(room)
    .where(and(eq(room.workspaceId, ownTenant), inArray(room.id, ids)))
    .orderBy(asc(room.id))
    .for('no key update');
}

/** Unlinks a room: deletes its cards and settles what was planned. Remembers the project and cards, for `relinkRoom`. */
export async function unlinkRoom(tx: Tx, roomId: string, why: string, at: string): Promise<void> {
  const ofRoom = { card: eq(card.roomId, roomId), receipt: eq(receipt.roomId, roomId) };
  await tx
    .update(room)
    .set({
      formerProjectId: sql`coalesce(${room.projectId}, ${room.formerProjectId})`,
      formerCards: sql`case when ${room.projectId} is null then ${room.formerCards} else ${cardsOf(roomId)} end`,
      projectId: null,
      nextAt: null,
      leasedUntil: null,
      strikes: 0,
      refusedUntil: null,
    })
    .where(isRow(room, roomId));
  await tx
    .delete(roomAddress)
    .where(and(eq(roomAddress.workspaceId, ownTenant), eq(roomAddress.roomId, roomId)));
  await tx.delete(card).where(and(eq(card.workspaceId, ownTenant), ofRoom.card));
  await tx
    .update(receipt)
    .set({ state: settledAs, why, settledAt: at })
    .where(
      and(eq(receipt.workspaceId, ownTenant), ofRoom.receipt, inArray(receipt.state, ['planned', 'sending'])),
    );
}

const cardsOf = (roomId: string): SQL => sql`(select jsonb_agg(jsonb_build_object('id', c.id,
    'project_id', c.project_id, 'subject_kind', c.subject_kind, 'subject_id', c.subject_id,
    'message_id', c.message_id) order by c.id)
  from card c where c.workspace_id = milepost_tenant() and c.room_id = ${roomId}::uuid and c.message_id is not null and not c.closed
    and c.subject_kind <> 'message')`;

/** A message to a person has failed; one to a room is skipped, because the room no longer shows the project. */
const settledAs = sql<'skipped'>`case when exists (select from room where room.workspace_id = ${receipt.workspaceId}
  and room.id = ${receipt.roomId} and room.kind = 'direct') then 'failed' else 'skipped' end`;

/** Records in the history that a room was lost. */
export async function recordLost(
  tx: Tx,
  lost: Pick<LockedRoom, 'workspaceId' | 'roomId' | 'platform' | 'name'> & { projectId: string },
  why: string,
  at: string,
): Promise<void> {
  const { workspaceId, roomId, platform, projectId, name } = lost;
  const event = { type: 'room_unlinked', before: { room: name }, note: why } as const satisfies Event;
  await tx
    .insert(activity)
    .values({ ...event, workspaceId, id: v7(), projectId, platform, roomId, at, personId: systemActorId });
}

/** Plans the same news for locked rooms. `once` is an idempotency key: a room gets its news once, ever. */
export async function planNews(
  tx: Tx,
  roomIds: readonly string[],
  body: object,
  once?: string,
): Promise<void> {
  if (roomIds.length === 0) return;
  const news = { kind: 'news', state: 'planned', body, workspaceId: ownTenant } as const;
  const idOf = (roomId: string) => (once === undefined ? v7() : sql`md5(${`${once}/${roomId}`})::uuid`);
  await tx
    .insert(receipt)
    .values(roomIds.map((roomId) => ({ ...news, id: idOf(roomId), roomId })))
    .onConflictDoNothing();
}

/**
 * Plans the same news in the direct chat of each person; `once` as in `planNews`.
 *
 * @returns the chats to wake in this transaction.
 */
export async function planChatNews(
  tx: Tx,
  people: PersonAddress[],
  body: object,
  once?: string,
): Promise<string[]> {
  const chats = await directRooms(tx, people);
  await lockRooms(tx, chats);
  await planNews(tx, chats, body, once);
  return chats;
}

/** Returns a reachable room of an organisation, for platforms that find a person through one. */
export async function roomNear(tx: Tx, at: { platform: LockedRoom['platform']; tenant: string }) {
  const [row] = await tx
    .select()
    .from(room)
    .where(
      and(
        eq(room.workspaceId, ownTenant),
        eq(room.platform, at.platform),
        eq(room.tenant, at.tenant),
        isNotNull(room.reach),
      ),
    )
    .orderBy(asc(room.kind))
    .limit(1);
  return row;
}
