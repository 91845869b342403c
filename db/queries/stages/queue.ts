import { type SQL, sql } from 'drizzle-orm';
import { maxPageLines } from '../../../src/domain/page.ts';
import { isCoached, kinds } from '../../../src/domain/project/policies.ts';
import { maxShownPieces, type QueueEntry, type Submission } from '../../../src/domain/stages/queue.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';
import { isOpen } from '../endings/delivery.ts';

/** The companies that a person coaches, `p`, without closed ones. */
export const coachedBy = (
  personId: string,
): SQL => sql`member w join project p on p.workspace_id = w.workspace_id
    and p.id = w.project_id and p.kind in ${kinds.filter(isCoached)} and ${isOpen(sql`p`)}
  where w.workspace_id = milepost_tenant() and w.person_id = ${personId}::uuid and w.role = 'coach'`;

/** Whether coaches decide on milestone `m` of company `p`: on its stages always, on tasks by its policy. */
export const isDecidedByCoach = sql`(m.stage is not null or p.policies->>'approver' = 'coach')`;

/** The open submissions that the coach may decide on; `is_asked`: a question about it has no answer yet. */
const openFor = (personId: string): SQL => sql`
  select 'submission' as kind, v.id, v.milestone_id, v.submitted_by_id, v.submitted_at, p.id as project_id, p.name as project,
    null::int as percent, null::text as note,
    exists (select from question q where q.workspace_id = milepost_tenant() and q.review_id = v.id
      and q.answered_at is null) as is_asked
  from (select p.* from ${coachedBy(personId)}) p
    join review v on v.workspace_id = milepost_tenant() and v.project_id = p.id and v.outcome = 'open'
    join milestone m on m.workspace_id = milepost_tenant() and m.id = v.milestone_id and m.dropped_at is null
  where ${isDecidedByCoach} and not exists (select from approval a where a.workspace_id = milepost_tenant()
    and a.review_id = v.id and a.person_id = ${personId}::uuid)
  union all
  select 'update', u.id, u.milestone_id, u.author_id, u.at, p.id, p.name, u.percent, u.note, false
  from (select p.* from ${coachedBy(personId)}) p
    join progress_update u on u.workspace_id = milepost_tenant() and u.project_id = p.id and u.state <> 'approved'
      and u.state = 'pending'
    join milestone m on m.workspace_id = milepost_tenant() and m.id = u.milestone_id and m.dropped_at is null`;

const queueOf = (personId: string): SQL => sql`mine as (${openFor(personId)}),
  waiting as (select mine.*, row_number() over (order by submitted_at, id)::int as nth from mine where not is_asked)`;

const milestoneJson = sql`json_build_object('number', m.number, 'name', m.name, 'outcome', m.outcome,
  'version', m.version, 'stage', m.stage)`;

/** Entries of the queue as JSON, in order. */
const entries = (which: SQL): SQL => sql`coalesce((
  select json_agg(json_build_object('kind', q.kind, 'id', q.id, 'percent', q.percent, 'note', q.note, 'nth', q.nth, 'project', json_build_object('id', q.project_id, 'name', q.project),
    'milestone', ${milestoneJson}, 'partOf', case when m.stage is null then parent.name end, 'by', who.name,
    'since', ${isoOf(sql`q.submitted_at`)},
    'evidence', coalesce((select json_agg(e) from (select e.kind, e.title, e.url, e.value from evidence e
      where e.workspace_id = milepost_tenant() and e.milestone_id = m.id order by e.added_at, e.id limit ${maxShownPieces}) e), '[]'),
    'pieces', (select count(*)::int from evidence e where e.workspace_id = milepost_tenant() and e.milestone_id = m.id))
    order by q.nth)
  from waiting q join milestone m on m.workspace_id = milepost_tenant() and m.id = q.milestone_id
    left join milestone parent on parent.workspace_id = milepost_tenant() and parent.id = m.parent_id
    left join person who on who.workspace_id = milepost_tenant() and who.id = q.submitted_by_id
  where ${which}), '[]')`;

/** A page of what waits for a coach, with the whole number and how many wait for an answer to a coach's question. */
export type QueueRows = { lines: QueueEntry[]; total: number; asked: number };

/** Returns what waits for a coach in all their companies, oldest first: the page, or the last one, in one statement. */
export async function loadQueue(tx: Tx, personId: string, page = 1): Promise<QueueRows> {
  const result = await tx.execute(sql`with ${queueOf(personId)},
    size as (select count(*)::int as total from waiting),
    shown as (select (least(${page}::int, greatest(1, ceil(total / ${maxPageLines}::numeric)::int)) - 1)
      * ${maxPageLines}::int as before from size)
    select (select total from size) as total, (select count(*)::int from mine where is_asked) as asked,
      ${entries(sql`q.nth > (select before from shown) and q.nth <= (select before from shown) + ${maxPageLines}::int`)} as lines`);
  return rowsOf<QueueRows>(result)[0] ?? { lines: [], total: 0, asked: 0 };
}

/** Returns the entries at places of a coach's queue, in order; places beyond its end are left out. */
export async function loadPlaces(tx: Tx, personId: string, places: readonly number[]): Promise<QueueEntry[]> {
  if (places.length === 0) return [];
  const result = await tx.execute(sql`with ${queueOf(personId)}
    select ${entries(sql`q.nth in ${[...places]}`)} as lines`);
  return rowsOf<Pick<QueueRows, 'lines'>>(result)[0]?.lines ?? [];
}

/** Returns submissions of the companies that a person coaches, whatever became of them, oldest first. */
export async function loadSubmissions(
  tx: Tx,
  personId: string,
  ids: readonly string[],
): Promise<Submission[]> {
  if (ids.length === 0) return [];
  const result = await tx.execute(sql`
    with p as (select p.* from ${coachedBy(personId)}), found as (
      select 'submission' as kind, v.id, v.project_id, v.milestone_id, v.outcome, v.decided_by_id, v.submitted_at as at
        from review v where v.workspace_id = milepost_tenant() and v.id in ${[...ids]}
      union all
      select 'update', u.id, u.project_id, u.milestone_id, case u.state when 'pending' then 'open' when 'rejected' then 'returned'
          when 'replaced' then 'recalled' else 'approved' end, u.decided_by_id, u.at
        from progress_update u where u.workspace_id = milepost_tenant() and u.id in ${[...ids]})
    select v.kind, v.id, json_build_object('id', p.id, 'name', p.name) as project, ${milestoneJson} as milestone,
      v.outcome, who.name as "decidedBy"
    from p join found v on v.project_id = p.id
      join milestone m on m.workspace_id = milepost_tenant() and m.id = v.milestone_id
      left join person who on who.workspace_id = milepost_tenant() and who.id = v.decided_by_id
    order by v.at, v.id`);
  return rowsOf<Submission>(result);
}

/** Returns how many open companies a person coaches. */
export async function countCompanies(tx: Tx, personId: string): Promise<number> {
  const result = await tx.execute(sql`select count(*)::int as companies from ${coachedBy(personId)}`);
  return rowsOf<{ companies: number }>(result)[0]?.companies ?? 0;
}
