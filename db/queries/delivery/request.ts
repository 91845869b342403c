import { type SQL, sql } from 'drizzle-orm';
import { type DirectMessage, directMessageCtes } from './direct-messages.ts';

/** A message besides those that every change plans by itself. `Content` is stored as JSON. */
export type Request<Content extends object = object> =
  /** The project's digest, now, into one of its rooms. */
  | { is: 'digest'; roomId: string; projectId: string; personId: string; at: string; slot: string }
  /** Somebody's own digest, now, into their chat on the platform where they asked. */
  | { is: 'personal'; chat: Chat; personId: string; at: string; slot: string }
  /**
   * A look back at the project, once, into each channel of its team, if this milestone was the last of
   * several that there was something to do on.
   */
  | { is: 'retrospective'; projectId: string; milestoneId: string; at: string }
  /**
   * A mail to an address of which nobody knows yet whose it is. `codeOf` names the code that it brings,
   * which is not kept: the card is worded again when it is sent.
   */
  | { is: 'mail'; address: string; card: Content; codeOf?: string; personId: string; at: string }
  /** Messages to people in their own chats. */
  | { is: 'direct'; messages: DirectMessage<Content>[]; at: string }
  /** One that failed, once more. Its room must be locked by an EARLIER statement. */
  | { is: 'again'; receiptId: string };

/** The chat of the bot with somebody; opened by the delivery where it was never used. */
export type Chat = { platform: string; tenant: string };

/**
 * Plans it, as common table expressions for the statement of the command's writes; read the rooms
 * to wake from `requestedRooms`, and enqueue them in the same transaction. Plans nothing where the
 * slot has its message already. The room is locked first, as by what a change tells.
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
      return directMessageCtes(request.messages, request.at);
    case 'again':
      return [
        { name: 'request_card', query: restoreCard(request.receiptId) },
        { name: 'request_receipt', query: resetReceipt(request.receiptId) },
      ];
    default:
      return request satisfies never;
  }
}

/** One row `room_id` for each room where something was planned. */
export const requestedRooms: SQL = sql`select room_id from request_receipt`;

const roomOf = (id: string): SQL => sql`select id from room
  where workspace_id = milepost_tenant() and id = ${id}::uuid for no key update`;

const addressOf = ({ chat, personId }: Request & { is: 'personal' }): SQL => sql`
  select platform, tenant, user_key from identity where workspace_id = milepost_tenant()
    and person_id = ${personId}::uuid and platform = ${chat.platform} and tenant = ${chat.tenant}
  order by profiled_at desc nulls last, id limit 1`;

/** In order of id, as by what a change tells. The change of the milestone itself is not seen yet. */
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

/** The one that is open, else the one to be opened. */
const knownChat: SQL = sql`select room.id from room join request_address a on room.platform = a.platform
    and room.tenant = a.tenant and room.user_key = a.user_key
  where room.workspace_id = milepost_tenant() and room.kind = 'direct'
  order by room.channel like 'user:%', room.id limit 1 for no key update of room`;

const newChat: SQL = sql`insert into room (workspace_id, id, platform, tenant, channel, kind, user_key)
    select milepost_tenant(), gen_random_uuid(), platform, tenant, 'user:' || user_key, 'direct', user_key
    from request_address where not exists (select from request_known)
    on conflict (workspace_id, platform, tenant, channel) do update set user_key = excluded.user_key returning id`;

/** Locked by being written to, as the others are. */
const mailbox = (address: string): SQL => sql`
  insert into room (workspace_id, id, platform, tenant, channel, kind, user_key)
    values (milepost_tenant(), gen_random_uuid(), 'email', '', ${address}, 'direct', ${address})
    on conflict (workspace_id, platform, tenant, channel) do update set user_key = excluded.user_key returning id`;

const mail = ({ card, codeOf, personId, at }: Request & { is: 'mail' }): SQL => sql`
  insert into receipt (workspace_id, id, room_id, kind, body, person_id, state, planned_at)
    select milepost_tenant(), gen_random_uuid(), id, 'news', ${JSON.stringify({ ...card, codeOf })}::text::jsonb, ${personId}::uuid,
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

/** The card of a post that did not arrive was forgotten; it stands in the receipt. */
const restoreCard = (id: string): SQL => sql`insert into card
    (workspace_id, id, project_id, subject_kind, subject_id, room_id)
  select milepost_tenant(), c.id, c.project_id, c.subject_kind, c.subject_id, r.room_id
  from receipt r, jsonb_to_record(r.body->'card') as c(id uuid, project_id uuid, subject_kind text, subject_id uuid)
  where r.workspace_id = milepost_tenant() and r.id = ${id}::uuid and r.state in ('failed', 'unknown')
    and r.card_id is not null and jsonb_exists(r.body, 'card') on conflict do nothing`;

/** As if it had never been tried. */
const resetReceipt = (id: string): SQL => sql`update receipt
  set state = 'planned', attempts = 0, why = null, not_before = null, message_id = null, settled_at = null,
    seeks_from = null, body = case when card_id is null then body end
  where workspace_id = milepost_tenant() and id = ${id}::uuid and state in ('failed', 'unknown')
  returning room_id`;
