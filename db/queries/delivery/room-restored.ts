import { and, eq, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Event } from '../../../src/domain/events.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Database, Tx } from '../../database.ts';
import { roomAddress } from '../../schema/directory.ts';
import { isRow, refersTo } from '../../schema/keys.ts';
import { activity, project, room } from '../../schema/project.ts';
import type { LockedRoom, RoomKey } from './claim.ts';
import { systemActorId } from './room-lost.ts';

/** The address of a restored room, or of all rooms of a Teams team. */
export type Returned = Pick<LockedRoom, 'platform' | 'tenant' | 'channel'> & { team?: string };

/**
 * Returns the lost rooms at an address, in any workspace: the directory has no entry for an unlinked address. Needs
 * the role that owns the tables; only ids leave.
 */
export async function formerRooms(
  db: Database,
  { platform, tenant, channel, team }: Returned,
): Promise<RoomKey[]> {
  const ofTeam = team === undefined ? undefined : sql`${room.reach}->>'team' = ${team}`;
  return db
    .select({ workspaceId: room.workspaceId, roomId: room.id })
    .from(room)
    .where(
      and(
        eq(room.platform, platform),
        eq(room.tenant, tenant),
        or(eq(room.channel, channel), ofTeam),
        isNotNull(room.formerProjectId),
      ),
    )
    .orderBy(room.id);
}

/** Returns the rooms of a team that show a project, in the workspace of the transaction. */
export async function roomsOfTeam(
  tx: Tx,
  { platform, tenant, team }: Returned & { team: string },
): Promise<{ channel: string; name: string | null }[]> {
  return tx
    .select({ channel: room.channel, name: room.name })
    .from(room)
    .where(
      and(
        eq(room.platform, platform),
        eq(room.tenant, tenant),
        sql`${room.reach}->>'team' = ${team}`,
        isNotNull(room.projectId),
      ),
    );
}

/** Clears the refusals of a room, so that it is retried now. */
export async function clearRefusals(tx: Tx, roomId: string): Promise<void> {
  await tx
    .update(room)
    .set({ strikes: 0, refusedUntil: null })
    .where(and(one(roomId), sql`${room.strikes} > 0`));
}

/**
 * Links a lost room to its former project again, with its former cards; they are redrawn, or posted again where
 * their message was deleted. Expects the tenant to be set.
 *
 * @returns the project; undefined when the room is linked, or its address belongs to another room.
 */
export async function relinkRoom(
  tx: Tx,
  { workspaceId, roomId }: RoomKey,
  at: string,
): Promise<Project | undefined> {
  // the project before the room, as everywhere, to avoid deadlocks
  const [former] = await tx
    .select({ project })
    .from(room)
    .innerJoin(project, refersTo(project, room, room.formerProjectId))
    .where(one(roomId))
    .for('no key update', { of: project });
  if (!former) return undefined;
  const [found] = await tx.select().from(room).where(one(roomId)).for('no key update');
  if (!found || found.projectId !== null || found.formerProjectId !== former.project.id) return undefined;
  const { platform, tenant, channel } = found;
  const address = await tx
    .insert(roomAddress)
    .values({ platform, tenant, channel, workspaceId, roomId })
    .onConflictDoNothing()
    .returning({ roomId: roomAddress.roomId });
  if (address.length === 0) return undefined;
  await tx.execute(restoreCards(roomId));
  await tx
    .update(room)
    .set({
      projectId: former.project.id,
      formerProjectId: null,
      formerCards: null,
      strikes: 0,
      refusedUntil: null,
    })
    .where(one(roomId));
  const after = { platform, room: found.name ?? channel, audience: found.audience };
  const event = { type: 'room_linked', after } as const satisfies Event;
  await tx.insert(activity).values({
    ...event,
    workspaceId,
    id: v7(),
    projectId: former.project.id,
    personId: systemActorId,
    platform,
    roomId,
    at,
  });
  return former.project;
}

/** Restores the cards, each with an edit that redraws it. */
const restoreCards = (roomId: string): SQL => sql`
  with restored as (
    insert into card (workspace_id, id, project_id, subject_kind, subject_id, room_id, message_id, audience)
    select milepost_tenant(), c.id, c.project_id, c.subject_kind, c.subject_id, room.id, c.message_id, room.audience
    from room, jsonb_to_recordset(coalesce(room.former_cards, '[]')) as
      c(id uuid, project_id uuid, subject_kind text, subject_id uuid, message_id text)
    where room.workspace_id = milepost_tenant() and room.id = ${roomId}::uuid
    on conflict do nothing returning id
  )
  insert into receipt (workspace_id, id, room_id, kind, card_id, state, reposts)
  select milepost_tenant(), gen_random_uuid(), ${roomId}::uuid, 'edit', id, 'planned', true from restored
  on conflict do nothing`;

const one = (roomId: string) => isRow(room, roomId);
