import { type SQL, sql } from 'drizzle-orm';
import { chatPlatforms } from '../../../src/domain/platform.ts';
import type { Subject } from './plan.ts';

/** A message to a person in their own chat with the bot. `identities` limits which of their identities may get it. */
export type DirectMessage<Content extends object = object> = {
  personId: string;
  card: Content;
  identities?: readonly string[];
  /** A live card that a chat gets in place of `card`, drawn for this side. Mail cannot be edited. */
  live?: LiveMessage;
};

type LiveMessage = { projectId: string; shows: Subject; audience: 'team' | 'customer' };

/**
 * Plans a message to each person, in their chat on the platform they used last, as common table
 * expressions of the statement that writes a command's changes. Somebody who has only a page (CUS-8) gets it by mail,
 * and on the page of the message's project, once a sign-in has proved the address. Identities are read as they were before that statement. Skips people
 * without an identity. The ids follow from `eventId`, the event that is
 * told, and the person.
 */
export function directMessageCtes(
  messages: readonly DirectMessage[],
  at: string,
  eventId: string | undefined,
): { name: string; query: SQL }[] {
  // two messages to one person go to different accounts, and are of events that stay
  const isOneEach = new Set(messages.map(({ personId }) => personId)).size === messages.length;
  const given = JSON.stringify(messages.map((message, nth) => ({ identities: null, ...message, nth })));
  const isAnyLive = messages.some(({ live }) => live !== undefined);
  return [
    {
      name: 'request_message',
      query: sql`select l.nth, l."personId" as person_id, l.card, l.live, i.platform, i.tenant, i.user_key
        from jsonb_to_recordset(${given}::text::jsonb) l(nth int, "personId" uuid, card jsonb, identities jsonb, live jsonb)
        join person p on p.workspace_id = milepost_tenant() and p.id = l."personId"
        cross join lateral (
          select case i.platform when 'web' then 'email' else i.platform end as platform,
            case i.platform when 'web' then '' else i.tenant end as tenant, i.user_key
          from identity i where i.workspace_id = milepost_tenant()
            and (i.platform in ${[...chatPlatforms]} or i.platform = 'web' and exists (select from page
              where page.workspace_id = i.workspace_id and page.address = i.user_key and page.revoked_at is null
            and page.opened_at is not null))
            and case when jsonb_typeof(l.identities) = 'array' then l.identities ? i.id::text else i.person_id = p.id end
          order by i.platform = 'web', (i.platform = p.via) is true desc, i.profiled_at desc nulls last, i.id limit 1) i`,
    },
    {
      name: 'request_page',
      query: sql`select l.nth, min(page.room_id::text)::uuid as room_id from request_message l
        join identity i on i.workspace_id = milepost_tenant() and i.person_id = l.person_id and i.platform = 'web'
        join page on page.workspace_id = i.workspace_id and page.address = i.user_key and page.revoked_at is null
            and page.opened_at is not null
          and page.project_id::text = coalesce(l.card #>> '{actions,0,about,project}', page.project_id::text)
        where l.platform = 'email' group by l.nth having count(*) = 1`,
    },
    {
      name: 'request_known',
      query: sql`select l.nth, r.id from request_message l cross join lateral (
          select id from room where workspace_id = milepost_tenant() and kind = 'direct' and platform = l.platform
            and tenant = l.tenant and user_key = l.user_key order by channel like 'user:%', id limit 1) r`,
    },
    {
      name: 'request_room',
      query: sql`insert into room (workspace_id, id, platform, tenant, channel, kind, user_key)
        select distinct on (platform, tenant, user_key) milepost_tenant(), gen_random_uuid(), platform, tenant,
          'user:' || user_key, 'direct', user_key
        from request_message l where not exists (select from request_known k where k.nth = l.nth)
        on conflict (workspace_id, platform, tenant, channel) do update set user_key = excluded.user_key
        returning id, platform, tenant, user_key`,
    },
    {
      name: 'request_held',
      query: sql`select id from room where workspace_id = milepost_tenant()
          and id in (select id from request_known union all select room_id from request_page)
        order by id for no key update`,
    },
    {
      name: 'request_chat',
      query: sql`select l.*, coalesce(h.id, r.id) as room_id from request_message l
          left join request_known k on k.nth = l.nth left join request_held h on h.id = k.id
          left join request_room r on r.platform = l.platform and r.tenant = l.tenant and r.user_key = l.user_key
        where coalesce(h.id, r.id) is not null`,
    },
    ...(isAnyLive ? [{ name: 'request_card', query: newCards }] : []),
    {
      name: 'request_receipt',
      query: sql`insert into receipt (workspace_id, id, room_id, kind, card_id, body, person_id, state, planned_at)
        ${isAnyLive ? posts(at) : sql``}
        select milepost_tenant(), ${idOf(isOneEach ? eventId : undefined)}, room_id, 'news', null::uuid, card, person_id,
          'planned', ${at}::timestamptz from request_chat l where not ${isLive}
        union all
        select milepost_tenant(), gen_random_uuid(), h.id, 'news', null::uuid, l.card, l.person_id, 'planned',
          ${at}::timestamptz
        from request_message l join request_page g on g.nth = l.nth join request_held h on h.id = g.room_id
        returning room_id`,
    },
  ];
}

const isLive = sql`(jsonb_typeof(l.live) = 'object' and l.platform in ${[...chatPlatforms]}) is true`;

const newCards = sql`insert into card (workspace_id, id, project_id, subject_kind, subject_id, room_id, audience)
    select milepost_tenant(), gen_random_uuid(), (live->>'projectId')::uuid, live->'shows'->>'kind',
      (live->'shows'->>'id')::uuid, room_id, live->>'audience' from request_chat l where ${isLive}
    returning id, room_id, subject_id`;

const posts = (at: string): SQL => sql`
    select milepost_tenant(), gen_random_uuid(), l.room_id, 'post', c.id, null::jsonb, l.person_id, 'planned',
      ${at}::timestamptz
    from request_chat l join request_card c on c.room_id = l.room_id and c.subject_id = (l.live->'shows'->>'id')::uuid
    where ${isLive} union all`;

const idOf = (eventId: string | undefined): SQL =>
  eventId === undefined ? sql`gen_random_uuid()` : sql`md5(${eventId}::text || l.person_id)::uuid`;
