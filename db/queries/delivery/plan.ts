import { type SQL, sql } from 'drizzle-orm';

/** What a live card shows: a kind of live card, and the id of its row (`src/live-cards`). */
export type Subject = { kind: string; id: string };

/** What a command's change must be told, to which rooms. */
export type FanOut = {
  projectId: string;
  /**
   * Milestones that changed. Their ancestors are found; a parent that is given or changed in the
   * same statement is not seen there, so name it too.
   */
  milestoneIds: string[];
  /** None of these has a parent, so no ancestors are looked for: most plans are flat, and looking costs. */
  isFlat?: boolean;
  /** When it is planned by the calendar's clock, an ISO instant; now, unless told. */
  at?: string;
  /** Every card of the project shows the change: who may decide, what the policies are. */
  everything?: boolean;
  /** New cards. The room may be new itself. */
  posts: { cardId: string; roomId: string; shows: Subject; thread?: string }[];
  /** Said once in every channel of the project, or of one audience; planning the same id again plans nothing. */
  news: { id: string; card: object; audience?: 'team' | 'customer' | undefined }[];
};

/**
 * The outbox of a command, as common table expressions that go into the same statement as its
 * writes; read the rooms to wake from `fanOutRooms`, and enqueue them in the same transaction.
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
export function fanOutCtes(parts: FanOutParts): { name: string; query: SQL }[] {
  return [
    { name: 'tell_room', query: lockedRooms },
    ...(parts.posts ? [{ name: 'tell_card', query: newCards }] : []),
    { name: 'tell_receipt', query: receipts(parts) },
  ];
}

/** What a telling has any of: the text of its statement depends on nothing else. */
export type FanOutParts = Record<'everything' | 'isFlat' | 'posts' | 'news', boolean>;

/** What there is none of stays out of the statement, for most changes only edit, and each part costs. */
export const fanOutParts = ({ everything = false, isFlat = false, posts, news }: FanOut): FanOutParts => ({
  everything,
  isFlat,
  posts: posts.length > 0,
  news: news.length > 0,
});

/** What goes where the statement has its placeholders. */
export const fanOutValues = ({ projectId, milestoneIds, at, posts, news }: FanOut) => ({
  projectId,
  milestoneIds: JSON.stringify(milestoneIds),
  plannedAt: at ?? null,
  posts: JSON.stringify(
    posts.map(({ cardId, roomId, shows, thread }, nth) => ({
      card_id: cardId,
      room_id: roomId,
      subject_kind: shows.kind,
      subject_id: shows.id,
      thread_id: thread,
      nth,
    })),
  ),
  news: JSON.stringify(news),
});

const projectId = sql`${sql.placeholder('projectId')}::uuid`;
/** As text first: one driver would quote a bare jsonb parameter a second time. */
const json = (name: 'milestoneIds' | 'posts' | 'news') => sql`${sql.placeholder(name)}::text::jsonb`;

/** The last part of the statement: a row `room_id` for everything that was planned. */
export const fanOutRooms: SQL = sql`select room_id from tell_receipt
  where (select count(*) from tell_room) >= 0`;

/** In order of id, so that two commands cannot wait for each other; found one by one, for a workspace has thousands. */
const lockedRooms = sql`select id, project_id, kind, audience from room
    where workspace_id = milepost_tenant() and id = any(array(
      select id from room where workspace_id = milepost_tenant() and project_id = ${projectId} union all
      select room_id from card where workspace_id = milepost_tenant() and project_id = ${projectId}))
    order by id for no key update`;

const given = sql`jsonb_to_recordset(${json('posts')})
    as post(card_id uuid, room_id uuid, subject_kind text, subject_id uuid, thread_id text, nth int)`;

const newCards = sql`insert into card
      (workspace_id, id, project_id, subject_kind, subject_id, room_id, thread_id)
    select milepost_tenant(), card_id, ${projectId}, subject_kind, subject_id, room_id, thread_id
    from ${given}`;

/** Edits of what shows the change, then posts, then news: the order in which a room is told. */
function receipts(parts: FanOutParts): SQL {
  const rows = [
    parts.everything ? edits : editsOf(parts.isFlat ? changed : withAncestors),
    ...(parts.posts ? [posts] : []),
    ...(parts.news ? [news] : []),
  ];
  return sql`insert into receipt (workspace_id, id, room_id, kind, card_id, body, state, planned_at)
    select milepost_tenant(), id, room_id, kind, card_id, body, 'planned',
      coalesce(${sql.placeholder('plannedAt')}::timestamptz, now()) from (
      ${sql.join(rows, sql` union all `)}) telling
    ${rows.length > 1 ? sql`order by rank, nth` : sql``} on conflict do nothing returning room_id`;
}

const changed = sql`select value::uuid from jsonb_array_elements_text(${json('milestoneIds')})`;

/**
 * As an array, and each parent by a limit of one, because the planner takes the set for a hundred
 * milestones and would read all there are to look for parents.
 */
const withAncestors = sql`with recursive line(id, parent_id) as (
      select id, parent_id from milestone where workspace_id = milepost_tenant()
        and id = any(array(${changed}))
      union
      select parent.* from line, lateral (select id, parent_id from milestone
        where workspace_id = milepost_tenant() and id = line.parent_id limit 1) parent)
    select id from line`;

const edits = sql`select 0 as rank, 0 as nth, gen_random_uuid() as id, tell_room.id as room_id, 'edit' as kind,
      card.id as card_id, null::jsonb as body
    from card join tell_room on tell_room.id = card.room_id
    where card.workspace_id = milepost_tenant() and card.project_id = ${projectId}`;
/** Of the other kinds each shows something of the whole plan. */
const editsOf = (milestones: SQL) =>
  sql`${edits} and (card.subject_kind <> 'milestone' or card.subject_id = any(array(${milestones})))`;

const posts = sql`select 1, nth, gen_random_uuid(), room_id, 'post', card_id, null from ${given}
    where (select count(*) from tell_room) >= 0`;

const news = sql`select 2, said.nth::int, md5((said.one->>'id') || tell_room.id)::uuid, tell_room.id, 'news', null,
      said.one->'card'
    from jsonb_array_elements(${json('news')}) with ordinality said(one, nth), tell_room
    where tell_room.project_id = ${projectId} and tell_room.kind = 'channel'
      and coalesce(said.one->>'audience', tell_room.audience) = tell_room.audience`;
