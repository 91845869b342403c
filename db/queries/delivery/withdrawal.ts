import { type SQL, sql } from 'drizzle-orm';

/** The news of an event that was taken back, and the card that follows those which have been sent. */
type Withdrawal = {
  eventId: string;
  projectId: string;
  card: object;
  /** For customers and their rooms. */
  forCustomers: object;
  at: string;
};

/**
 * Takes back the news of an event as common table expressions: in rooms of the project and direct chats of its
 * members. The ids of news follow from the event, so that none needs to be searched for. Locks the rooms first, as
 * `fanOutCtes` does, so that no worker is between claiming and sending one.
 */
export function withdrawalCtes({ eventId, projectId, card, forCustomers, at }: Withdrawal): {
  name: string;
  query: SQL;
}[] {
  const isCustomers = sql`(exists (select from room where workspace_id = milepost_tenant() and id = t.room_id
      and audience = 'customer')
    or exists (select from member where workspace_id = milepost_tenant() and project_id = ${projectId}::uuid
      and person_id = t.person_id and role = 'client'))`;
  return [
    {
      name: 'request_told',
      query: sql`select r.id, r.room_id, r.person_id, r.state from receipt r
        where r.workspace_id = milepost_tenant() and r.kind = 'news' and r.id = any(array(
          select md5(${eventId}::text || id)::uuid from room
            where workspace_id = milepost_tenant() and project_id = ${projectId}::uuid
          union all select md5(${eventId}::text || person_id)::uuid from member
            where workspace_id = milepost_tenant() and project_id = ${projectId}::uuid))`,
    },
    {
      name: 'request_room',
      query: sql`select id from room where workspace_id = milepost_tenant()
        and id in (select room_id from request_told) order by id for no key update`,
    },
    {
      name: 'request_stopped',
      query: sql`update receipt set state = 'skipped', why = 'it was taken back', settled_at = ${at}::timestamptz
        where workspace_id = milepost_tenant() and id in (select id from request_told)
          and state = 'planned' and (select count(*) from request_room) >= 0 returning id`,
    },
    {
      name: 'request_receipt',
      query: sql`insert into receipt (workspace_id, id, room_id, kind, body, person_id, state, planned_at)
        select milepost_tenant(), gen_random_uuid(), t.room_id, 'news',
          case when ${isCustomers} then ${JSON.stringify(forCustomers)}::text::jsonb else ${JSON.stringify(card)}::text::jsonb end,
          t.person_id, 'planned', ${at}::timestamptz
        from request_told t where t.state in ('planned', 'sending', 'sent', 'unknown')
          and t.id not in (select id from request_stopped) returning room_id`,
    },
  ];
}
