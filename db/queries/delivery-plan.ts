import { type SQL, sql } from 'drizzle-orm';
import type { Card, Subject } from '../../cards/model.ts';

/** What a command's change must be told, to which rooms. */
export type Telling = {
  projectId: string;
  /**
   * Milestones that changed. Their ancestors are found; a parent that is given or changed in the
   * same statement is not seen there, so name it too.
   */
  milestoneIds: string[];
  /** When it is planned by the calendar's clock, an ISO instant; now, unless told. */
  at?: string;
  /** Every card of the project shows the change: who may decide, what the policies are. */
  everything?: boolean;
  /** New cards. The room may be new itself. */
  posts: { cardId: string; roomId: string; shows: Subject }[];
  /** Said once in every channel of the project, or of one audience; planning the same id again plans nothing. */
  news: { id: string; card: Card; audience?: 'team' | 'customer' | undefined }[];
};

/**
 * The outbox of a command, as common table expressions that go into the same statement as its
 * writes; read the rooms to wake from `toldRooms`, and enqueue them in the same transaction.
 *
 * The rooms are locked before anything is planned, until the command commits. That is what makes a
 * wake-up impossible to lose: while a job of the room waits, the queue skips ours as a duplicate,
 * and the worker that takes that job must not look before we commit. It locks the room first, so it
 * waits for us, and reads what is planned in its next statement, which sees our commit.
 *
 * Expects the tenant to be set, and the project's row to be locked by an EARLIER statement of the
 * transaction: this statement sees what was committed before it began, so a card that another
 * command of the project plans in the meantime would be missed.
 */
export function tellCtes(telling: Telling): { name: string; query: SQL }[] {
  return [
    { name: 'tell_room', query: lockedRooms(telling) },
    ...(telling.posts.length > 0 ? [{ name: 'tell_card', query: newCards(telling) }] : []),
    { name: 'tell_receipt', query: receipts(telling) },
  ];
}

/** The last part of the statement: one row `room_id` for each room where something was planned. */
export const toldRooms: SQL = sql`select distinct room_id from tell_receipt
  where (select count(*) from tell_room) >= 0`;

/** In order of id, so that two commands cannot wait for each other. */
function lockedRooms({ projectId }: Telling): SQL {
  return sql`select id, project_id, kind, audience from room
    where workspace_id = milepost_tenant() and (project_id = ${projectId}::uuid or id in (
      select room_id from card where workspace_id = milepost_tenant() and project_id = ${projectId}::uuid))
    order by id for no key update`;
}

function newCards({ projectId, posts }: Telling): SQL {
  return sql`insert into card (workspace_id, id, project_id, milestone_id, decision_id, contingency_id, room_id)
    select milepost_tenant(), card_id, ${projectId}::uuid, milestone_id, decision_id, contingency_id, room_id
    from ${given(posts)}`;
}

/**
 * Edits of what shows the change, then posts, then news: the order in which a room is told. What
 * there is none of stays out of the statement, for most changes only edit, and each part costs.
 */
function receipts(telling: Telling): SQL {
  const parts = [
    edits(telling),
    ...(telling.posts.length > 0 ? [posts(telling)] : []),
    ...(telling.news.length > 0 ? [news(telling)] : []),
  ];
  return sql`insert into receipt (workspace_id, id, room_id, kind, card_id, body, state, planned_at)
    select milepost_tenant(), id, room_id, kind, card_id, body, 'planned',
      coalesce(${telling.at ?? null}::timestamptz, now()) from (
      ${sql.join(parts, sql` union all `)}) telling
    order by rank, nth on conflict do nothing returning room_id`;
}

function edits({ projectId, milestoneIds, everything = false }: Telling): SQL {
  return sql`select 0 as rank, 0 as nth, gen_random_uuid() as id, tell_room.id as room_id, 'edit' as kind,
      card.id as card_id, null::jsonb as body
    from card join tell_room on tell_room.id = card.room_id
    where card.workspace_id = milepost_tenant() and card.project_id = ${projectId}::uuid
      and (${everything}::boolean or card.milestone_id is null or card.milestone_id in (${withAncestors(milestoneIds)}))`;
}

/**
 * As an array, and each parent by a limit of one, because the planner takes the set for a hundred
 * milestones and would read all there are to look for parents.
 */
function withAncestors(milestoneIds: string[]): SQL {
  return sql`with recursive line(id, parent_id) as (
      select id, parent_id from milestone where workspace_id = milepost_tenant()
        and id = any(array(select value::uuid from jsonb_array_elements_text(${json(milestoneIds)})))
      union
      select parent.* from line, lateral (select id, parent_id from milestone
        where workspace_id = milepost_tenant() and id = line.parent_id limit 1) parent)
    select id from line`;
}

function posts({ posts }: Telling): SQL {
  return sql`select 1, nth, gen_random_uuid(), room_id, 'post', card_id, null from ${given(posts)}
    where (select count(*) from tell_room) >= 0`;
}

function news({ projectId, news }: Telling): SQL {
  return sql`select 2, said.nth::int, md5((said.one->>'id') || tell_room.id)::uuid, tell_room.id, 'news', null,
      said.one->'card'
    from jsonb_array_elements(${json(news)}) with ordinality said(one, nth), tell_room
    where tell_room.project_id = ${projectId}::uuid and tell_room.kind = 'channel'
      and coalesce(said.one->>'audience', tell_room.audience) = tell_room.audience`;
}

function given(posts: Telling['posts']): SQL {
  const rows = posts.map((post, nth) => ({
    card_id: post.cardId,
    room_id: post.roomId,
    [`${post.shows.kind}_id`]: post.shows.id,
    nth,
  }));
  return sql`jsonb_to_recordset(${json(rows)})
    as post(card_id uuid, room_id uuid, milestone_id uuid, decision_id uuid, contingency_id uuid, nth int)`;
}

/** As text first: one driver would quote a bare jsonb parameter a second time. */
const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::text::jsonb`;
