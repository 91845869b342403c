import { type SQL, sql } from 'drizzle-orm';
import { type DirectMessage, directMessageCtes } from './direct-messages.ts';
import { withdrawalCtes } from './withdrawal.ts';

/** A message on request, besides those that every change fans out. `Content` is stored as JSON. */
export type Request<Content extends object = object> =
  /** The project's digest for one of its rooms. */
  | { is: 'digest'; roomId: string; projectId: string; personId: string; at: string; slot: string }
  /** A personal digest, in the person's chat on the platform where they asked. */
  | { is: 'personal'; chat: Chat; personId: string; at: string; slot: string }
  /**
   * A retrospective of the project, once, for each channel of its team, if this milestone was the last open one of
   * several.
   */
  | { is: 'retrospective'; projectId: string; milestoneId: string; at: string }
  /**
   * A mail to an unverified address. `codeOf` names its code or link, which is not stored: `fills` says what the
   * card gets from it when it is sent.
   */
  | {
      is: 'mail';
      address: string;
      card: Content;
      codeOf?: string;
      fills?: 'address_code' | 'page_code' | 'page_link';
      personId: string;
      at: string;
    }
  /** Messages to people in their direct chats; `eventId` is the event that they tell. */
  | { is: 'direct'; messages: DirectMessage<Content>[]; at: string; eventId?: string | undefined }
  /** Takes back the news of an event: those that were not sent are not, and the others are followed by a card. */
  | {
      is: 'withdrawn';
      eventId: string;
      projectId: string;
      card: Content;
      /** For customers and their rooms. */
      forCustomers: Content;
      at: string;
    }
  /** Another try of a failed receipt, whose room an EARLIER statement must have locked. */
  | { is: 'again'; receiptId: string };

/** A person's direct chat with the bot; the delivery opens a new one. */
export type Chat = { platform: string; tenant: string };

/**
 * Plans a request as common table expressions for the statement that writes a command's changes. Enqueue the rooms
 * of `requestedRooms` in the same transaction. Plans nothing where the slot already has its message. Locks the room
 * first, as `fanOutCtes` does.
 */
export function requestCtes(request: Request): { name: string; query: SQL }[] {
  switch (request.is) {
    case 'digest':
      return [
        { name: 'request_room', query: roomOf(request.roomId) },
        { name: 'request_receipt', query: receipt(request, request.roomId, request.projectId) },
      ];
    case 'personal':
      return [
        { name: 'request_address', query: addressOf(request) },
        { name: 'request_known', query: knownChat },
        { name: 'request_room', query: newChat },
        { name: 'request_receipt', query: receipt(request, request.personId, null) },
      ];
    case 'retrospective':
      return [
        { name: 'request_room', query: roomsOfFinished(request) },
        { name: 'request_receipt', query: retrospective(request) },
      ];
    case 'mail':
      return [
        { name: 'request_room', query: mailbox(request.address) },
        { name: 'request_receipt', query: mail(request) },
      ];
    case 'direct':
      return directMessageCtes(request.messages, request.at, request.eventId);
    case 'withdrawn':
      return withdrawalCtes(request);
    case 'again':
      return [
        { name: 'request_card', query: restoreCard(request.receiptId) },
        { name: 'request_receipt', query: resetReceipt(request.receiptId) },
      ];
    default:
      return request satisfies never;
  }
}

/** Selects `room_id` of each room where something was planned. */
export const requestedRooms: SQL = sql`select room_id from request_receipt`;

const roomOf = (id: string): SQL => sql`select id from room
  where workspace_id = milepost_tenant() and id = ${id}::uuid for no key update`;

const addressOf = ({ chat, personId }: Request & { is: 'personal' }): SQL => sql`
  select platform, tenant, user_key from identity where workspace_id = milepost_tenant()
    and person_id = ${personId}::uuid and platform = ${chat.platform} and tenant = ${chat.tenant}
  order by profiled_at desc nulls last, id limit 1`;

/** Locks in order of id, as `fanOutCtes` does. Does not see the milestone's own change yet. */
const roomsOfFinished = ({ projectId, milestoneId }: Request & { is: 'retrospective' }): SQL => sql`
  select id from room where workspace_id = milepost_tenant() and project_id = ${projectId}::uuid
    and kind = 'channel' and audience = 'team'
    and exists (select from milestone m where ${othersOf(projectId, milestoneId)} and m.status = 'done')
    and not exists (select from milestone m where ${othersOf(projectId, milestoneId)} and m.status <> 'done')
    and not exists (select from receipt r where r.workspace_id = milepost_tenant()
      and r.project_id = ${projectId}::uuid and r.slot is not null and r.kind = 'retrospective'
      and r.state not in ('skipped', 'failed'))
  order by id for no key update`;

const othersOf = (projectId: string, milestoneId: string): SQL => sql`m.workspace_id = milepost_tenant()
  and m.project_id = ${projectId}::uuid and m.id <> ${milestoneId}::uuid and m.dropped_at is null`;

const retrospective = ({ projectId, at }: Request & { is: 'retrospective' }): SQL => sql`
  insert into receipt (workspace_id, id, room_id, kind, project_id, target, slot, state, planned_at)
    select milepost_tenant(), gen_random_uuid(), id, 'retrospective', ${projectId}::uuid, id::text,
      ${at}::timestamptz, 'planned', ${at}::timestamptz from request_room
    on conflict do nothing returning room_id`;

/** Prefers a chat that is open to one that is still to be opened. */
const knownChat: SQL = sql`select room.id from room join request_address a on room.platform = a.platform
    and room.tenant = a.tenant and room.user_key = a.user_key
  where room.workspace_id = milepost_tenant() and room.kind = 'direct'
  order by room.channel like 'user:%', room.id limit 1 for no key update of room`;

const newChat: SQL = sql`insert into room (workspace_id, id, platform, tenant, channel, kind, user_key)
    select milepost_tenant(), gen_random_uuid(), platform, tenant, 'user:' || user_key, 'direct', user_key
    from request_address where not exists (select from request_known)
    on conflict (workspace_id, platform, tenant, channel) do update set user_key = excluded.user_key returning id`;

/** The upsert locks the row. */
const mailbox = (address: string): SQL => sql`
  insert into room (workspace_id, id, platform, tenant, channel, kind, user_key)
    values (milepost_tenant(), gen_random_uuid(), 'email', '', ${address}, 'direct', ${address})
    on conflict (workspace_id, platform, tenant, channel) do update set user_key = excluded.user_key returning id`;

const mail = ({ card, codeOf, fills, personId, at }: Request & { is: 'mail' }): SQL => sql`
  insert into receipt (workspace_id, id, room_id, kind, body, person_id, state, planned_at)
    select milepost_tenant(), gen_random_uuid(), id, 'news', ${JSON.stringify({ ...card, codeOf, fills })}::text::jsonb, ${personId}::uuid,
      'planned', ${at}::timestamptz from request_room returning room_id`;

function receipt(
  request: Extract<Request, { is: 'digest' | 'personal' }>,
  target: string,
  projectId: string | null,
): SQL {
  const { is: kind, personId, slot, at } = request;
  const rooms =
    kind === 'digest'
      ? sql`request_room`
      : sql`(select id from request_known union select id from request_room) one`;
  return sql`insert into receipt
      (workspace_id, id, room_id, kind, project_id, person_id, target, slot, state, planned_at)
    select milepost_tenant(), gen_random_uuid(), id, ${kind}::text, ${projectId}::uuid, ${personId}::uuid,
      ${target}::text, ${slot}::timestamptz, 'planned', ${at}::timestamptz
    from ${rooms} on conflict do nothing returning room_id`;
}

/** Restores the card of an undelivered post from its receipt. */
const restoreCard = (id: string): SQL => sql`insert into card
    (workspace_id, id, project_id, subject_kind, subject_id, room_id, audience)
  select milepost_tenant(), c.id, c.project_id, c.subject_kind, c.subject_id, r.room_id, coalesce(c.audience, 'team')
  from receipt r, jsonb_to_record(r.body->'card') as
    c(id uuid, project_id uuid, subject_kind text, subject_id uuid, audience text)
  where r.workspace_id = milepost_tenant() and r.id = ${id}::uuid and r.state in ('failed', 'unknown')
    and r.card_id is not null and jsonb_exists(r.body, 'card') on conflict do nothing`;

/** Resets a receipt to its first attempt. */
const resetReceipt = (id: string): SQL => sql`update receipt
  set state = 'planned', attempts = 0, why = null, not_before = null, message_id = null, settled_at = null,
    seeks_from = null, body = case when card_id is null then body end
  where workspace_id = milepost_tenant() and id = ${id}::uuid and state in ('failed', 'unknown')
  returning room_id`;
