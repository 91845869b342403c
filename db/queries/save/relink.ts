import { and, eq, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Room } from '../../../src/domain/project/room.ts';
import type { Tx } from '../../database.ts';
import { card } from '../../schema/delivery.ts';
import { roomAddress } from '../../schema/directory.ts';

/** Adds a linked room to the directory, which is read outside any tenant. */
export function addressOf(tx: Tx, workspaceId: string, room: Room) {
  const { platform, tenant, channel, id: roomId } = room;
  return tx.insert(roomAddress).values({ platform, tenant, channel, workspaceId, roomId });
}

/**
 * The columns of a room that linking and unlinking set besides those of the change: they clear what `relinkRoom`
 * would restore. Unlinking records the team's cards, which a link for customers empties.
 */
export function relinked(id: string, { projectId, audience = 'team' }: Partial<Room>) {
  const pastCards =
    projectId === null
      ? sql`coalesce(past_cards, '[]') || coalesce(${teamCards(id)}, '[]')`
      : sql`case when ${audience}::text = 'customer' then null else past_cards end`;
  return { formerProjectId: null, formerCards: null, strikes: 0, refusedUntil: null, pastCards };
}

const teamCards = (roomId: string): SQL => sql`(select jsonb_agg(jsonb_build_object('id', c.id,
    'project_id', c.project_id, 'subject_kind', c.subject_kind, 'subject_id', c.subject_id,
    'message_id', c.message_id) order by c.id)
  from card c where c.workspace_id = milepost_tenant() and c.room_id = ${roomId}::uuid
    and c.message_id is not null and c.audience = 'team')`;

/**
 * Adds a relinked room to the directory. Removes an unlinked one: its cards are redrawn once more, without buttons,
 * and unposted cards and copies of messages are deleted.
 */
export function readdress(tx: Tx, workspaceId: string, id: string, set: Partial<Room>): { getSQL(): SQL }[] {
  if (set.projectId === undefined) return [];
  const ofRoom = eq(card.roomId, id);
  if (set.projectId !== null) {
    const { projectId, audience = 'team' } = set;
    // a card never changes sides: one that customers saw stays as it was, and the team's is emptied
    const back = and(ofRoom, eq(card.projectId, projectId), eq(card.audience, audience));
    return [
      addressOf(tx, workspaceId, { ...(set as Room), id }),
      tx.update(card).set({ closed: false }).where(back),
      ...emptied(id, { projectId, audience }),
    ];
  }
  return [
    tx.delete(roomAddress).where(eq(roomAddress.roomId, id)),
    tx.delete(card).where(and(ofRoom, or(isNull(card.messageId), eq(card.subjectKind, 'message')))),
    tx
      .update(card)
      .set({ closed: true })
      .where(and(ofRoom, isNotNull(card.messageId), ne(card.subjectKind, 'message'))),
  ];
}

/**
 * Where the room becomes a customer's: plans the last edit of everything that Milepost posted in it before, and skips
 * what it had not posted yet. Older messages than receipts are kept for are found by the recorded cards.
 */
function emptied(roomId: string, { projectId, audience }: Pick<Room, 'audience'> & { projectId: string }) {
  const becomesCustomers = sql`${audience}::text = 'customer'`;
  const posted = sql`(select distinct on (c.message_id) c.* from room, lateral (
      select * from jsonb_to_recordset(coalesce(room.past_cards, '[]') || coalesce(room.former_cards, '[]')) as
        recorded(id uuid, project_id uuid, subject_kind text, subject_id uuid, message_id text)
      union all select r.id, ${projectId}::uuid, 'project', ${projectId}::uuid, r.message_id from receipt r
        where r.workspace_id = room.workspace_id and r.room_id = room.id and r.kind <> 'edit' and r.state = 'sent'
          and r.message_id is not null) c
    where room.workspace_id = milepost_tenant() and room.id = ${roomId}::uuid and room.audience = 'team'
      and ${becomesCustomers} and not exists (select from card k where k.workspace_id = room.workspace_id
        and k.room_id = room.id and k.message_id = c.message_id and (k.id <> c.id or k.audience = 'customer'))) c`;
  return [
    sql`insert into card (workspace_id, id, project_id, subject_kind, subject_id, room_id, message_id, audience, closed)
      select milepost_tenant(), c.id, c.project_id, c.subject_kind, c.subject_id, ${roomId}::uuid, c.message_id, 'team', true
      from ${posted} on conflict do nothing`,
    sql`insert into receipt (workspace_id, id, room_id, kind, card_id, state)
      select milepost_tenant(), gen_random_uuid(), ${roomId}::uuid, 'edit', c.id, 'planned'
      from ${posted} on conflict do nothing`,
    sql`update receipt set state = 'skipped', why = 'the channel is the customer’s now', settled_at = now()
      from room where room.workspace_id = milepost_tenant() and room.id = ${roomId}::uuid
        and room.audience = 'team' and ${becomesCustomers} and receipt.workspace_id = room.workspace_id
        and receipt.room_id = room.id and receipt.kind <> 'edit'
        and receipt.state in ('planned', 'failed', 'unknown')`,
  ].map((query) => ({ getSQL: () => query }));
}
