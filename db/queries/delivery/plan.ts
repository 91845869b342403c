import { type SQL, sql } from 'drizzle-orm';

/** What a live card shows: a kind of live card, and the id of its row (`src/live-cards`). */
export type Subject = { kind: string; id: string };

/** The messages and edits that a change fans out to rooms. */
export type FanOut = {
  projectId: string;
  /**
   * The changed milestones. The statement finds their ancestors and the milestones that they require or enable,
   * except one that is linked in the same statement: list that too.
   */
  milestoneIds: string[];
  /** None of these has a parent or a dependency: skips the costly search for them. */
  isFlat?: boolean;
  /** The planning time when a schedule plans it, an ISO instant; default: now. */
  at?: string;
  /** Redraws every card of the project: a change of approvers or policies. */
  everything?: boolean;
  /** New cards; the room may be new too. */
  posts: {
    cardId: string;
    roomId: string;
    /** Whose room it is; absent: the team's. */
    audience?: 'team' | 'customer';
    shows: Subject;
    thread?: string;
  }[];
  /** New cards in every channel of the project, or of one audience: the newest of what a change tells. */
  announced?: { id: string; shows: Subject; audience?: 'team' | 'customer' | undefined }[];
  /**
   * News for every channel of the project, or of one audience, or for one room alone, which may be linked by the same
   * statement; an id is planned only once in a room.
   */
  news: { id: string; card: object; audience?: 'team' | 'customer' | undefined; roomId?: string }[];
  /** Messages of the thread whose copies are redrawn; nothing else redraws them. */
  edited?: string[] | undefined;
};

/**
 * Builds the outbox of a command as common table expressions of the statement that writes its changes. Enqueue the
 * rooms of `fanOutRooms` in the same transaction.
 *
 * Locks the rooms before it plans, until the command commits, so that no wake-up is lost: while a job of the room
 * waits, the queue drops ours as a duplicate, and the worker that takes that job must not look before we commit. It
 * locks the room first, so it waits for us, and its next statement sees our commit.
 *
 * Expects the tenant to be set, and the project's row to be locked by an EARLIER statement of the transaction: this
 * statement's snapshot would miss a card that another command of the project plans in the meantime.
 */
export function fanOutCtes(parts: FanOutParts): { name: string; query: SQL }[] {
  return [
    { name: 'tell_room', query: lockedRooms(parts) },
    ...(parts.everything || parts.isFlat ? [] : [{ name: 'tell_related', query: withRelated }]),
    ...(parts.posts ? [{ name: 'tell_card', query: newCards }] : []),
    ...(parts.announced ? [{ name: 'tell_announced', query: announcedCards }] : []),
    { name: 'tell_receipt', query: receipts(parts) },
  ];
}

/** The parts that a fan-out has; the text of its statement depends on nothing else. */
export type FanOutParts = Record<
  'everything' | 'isFlat' | 'posts' | 'announced' | 'news' | 'edited',
  boolean
>;

/** Leaves empty parts out of the statement: most changes only edit, and each part costs. */
export const fanOutParts = ({
  everything = false,
  isFlat = false,
  posts,
  announced = [],
  news,
  edited = [],
}: FanOut): FanOutParts => ({
  everything,
  isFlat,
  posts: posts.length > 0,
  announced: announced.length > 0,
  news: news.length > 0,
  edited: edited.length > 0,
});

/** The values of the statement's placeholders. */
export const fanOutValues = ({
  projectId,
  milestoneIds,
  at,
  posts,
  announced = [],
  news,
  edited = [],
}: FanOut) => ({
  projectId,
  milestoneIds: `{${milestoneIds}}`,
  plannedAt: at ?? null,
  posts: JSON.stringify(
    posts.map(({ cardId, roomId, audience = 'team', shows, thread }, nth) => ({
      card_id: cardId,
      room_id: roomId,
      audience,
      subject_kind: shows.kind,
      subject_id: shows.id,
      thread_id: thread,
      nth,
    })),
  ),
  announced: JSON.stringify(announced),
  news: JSON.stringify(news),
  edited: `{${edited}}`,
});

const projectId = sql`${sql.placeholder('projectId')}::uuid`;
/** Cast from text, because one of the drivers quotes a bare jsonb parameter a second time. */
const json = (name: 'posts' | 'announced' | 'news') => sql`${sql.placeholder(name)}::text::jsonb`;
/** An array's text for the same reason. */
const ids = (name: 'milestoneIds' | 'edited') => sql`${sql.placeholder(name)}::text::uuid[]`;

/** Selects `room_id` of everything that was planned: the last part of the statement. */
export const fanOutRooms: SQL = sql`select room_id from tell_receipt
  where (select count(*) from tell_room) >= 0`;

/** In order of id to avoid deadlocks; by index, because a workspace has thousands. */
const lockedRooms = ({ edited }: FanOutParts) => sql`select id, project_id, kind, audience from room
    where workspace_id = milepost_tenant() and id = any(array(
      select id from room where workspace_id = milepost_tenant() and project_id = ${projectId} union all
      select room_id from card where workspace_id = milepost_tenant() and project_id = ${projectId}
        and subject_kind <> 'message'${edited ? roomsOfMessages : sql``}))
    order by id for no key update`;

/** The chats of people may have no other card of the project. */
const roomsOfMessages = sql` union all
      select room_id from card where workspace_id = milepost_tenant() and project_id = ${projectId}
        and subject_kind = 'message' and subject_id = any(${ids('edited')})`;

const given = sql`jsonb_to_recordset(${json('posts')})
    as post(card_id uuid, room_id uuid, audience text, subject_kind text, subject_id uuid, thread_id text, nth int)`;

const newCards = sql`insert into card
      (workspace_id, id, project_id, subject_kind, subject_id, room_id, audience, thread_id)
    select milepost_tenant(), card_id, ${projectId}, subject_kind, subject_id, room_id, audience, thread_id
    from ${given}`;

/** One row for each announced card and channel; the ids follow from both, so that each is planned once. */
const announcements = sql`select md5('card' || (said.one->>'id') || tell_room.id)::uuid as card_id,
      md5((said.one->>'id') || tell_room.id)::uuid as id, tell_room.id as room_id,
      tell_room.audience, said.nth::int as nth,
      said.one->'shows' as shows
    from jsonb_array_elements(${json('announced')}) with ordinality said(one, nth), tell_room
    where tell_room.project_id = ${projectId} and tell_room.kind = 'channel'
      and coalesce(said.one->>'audience', tell_room.audience) = tell_room.audience`;

const announcedCards = sql`insert into card
      (workspace_id, id, project_id, subject_kind, subject_id, room_id, audience)
    select milepost_tenant(), card_id, ${projectId}, shows->>'kind', (shows->>'id')::uuid, room_id, audience
    from (${announcements}) announced`;

/** Edits, then posts, then news: the order in which a room gets them. */
function receipts(parts: FanOutParts): SQL {
  const rows = [
    parts.everything ? edits : editsOf(parts.isFlat ? changed : sql`array(select id from tell_related)`),
    ...(parts.edited ? [editsOfMessages] : []),
    ...(parts.posts ? [posts] : []),
    ...(parts.announced ? [announcedPosts] : []),
    ...(parts.news ? [news] : []),
  ];
  return sql`insert into receipt (workspace_id, id, room_id, kind, card_id, body, state, planned_at)
    select milepost_tenant(), id, room_id, kind, card_id, body, 'planned',
      coalesce(${sql.placeholder('plannedAt')}::timestamptz, now()) from (
      ${sql.join(rows, sql` union all `)}) telling
    ${rows.length > 1 ? sql`order by rank, nth` : sql``} on conflict do nothing returning room_id`;
}

const changed = ids('milestoneIds');

/** A limit of one for each parent: the planner would read the whole table for parents. */
const withRelated = sql`with recursive line(id, parent_id) as (
      select id, parent_id from milestone where workspace_id = milepost_tenant() and id = any(${changed})
      union
      select parent.* from line, lateral (select id, parent_id from milestone
        where workspace_id = milepost_tenant() and id = line.parent_id limit 1) parent)
    select id from line union all
    select requires_id from dependency where workspace_id = milepost_tenant() and milestone_id = any(${changed})
    union all
    select milestone_id from dependency where workspace_id = milepost_tenant() and requires_id = any(${changed})`;

const edit = sql`select 0 as rank, 0 as nth, gen_random_uuid() as id, tell_room.id as room_id, 'edit' as kind,
      card.id as card_id, null::jsonb as body
    from card join tell_room on tell_room.id = card.room_id
    where card.workspace_id = milepost_tenant() and card.project_id = ${projectId}`;

const edits = sql`${edit} and card.subject_kind <> 'message'`;

const editsOfMessages = sql`${edit} and card.subject_kind = 'message' and card.subject_id = any(${ids('edited')})`;

/**
 * Cards of other kinds show the whole plan, so they are always redrawn; a review shows its milestone alone. The
 * reviews are looked up only where one has a card.
 */
const editsOf = (milestones: SQL) =>
  sql`${edits} and (card.subject_kind not in ('milestone', 'review') or card.subject_id = any(${milestones})
      or card.subject_kind = 'review' and card.subject_id = any(array(
        select id from review where workspace_id = milepost_tenant() and milestone_id = any(${milestones}))))`;

const posts = sql`select 1, nth, gen_random_uuid(), room_id, 'post', card_id, null from ${given}
    where (select count(*) from tell_room) >= 0`;

const announcedPosts = sql`select 2, nth, id, room_id, 'post', card_id, null from (${announcements}) announced`;

const news = sql`select 3, said.nth::int, md5((said.one->>'id') || place.id)::uuid, place.id, 'news', null,
      said.one->'card'
    from jsonb_array_elements(${json('news')}) with ordinality said(one, nth), lateral (
      select id from tell_room where said.one->>'roomId' is null and project_id = ${projectId} and kind = 'channel'
        and coalesce(said.one->>'audience', audience) = audience
      union all select (said.one->>'roomId')::uuid where said.one->>'roomId' is not null) place`;
