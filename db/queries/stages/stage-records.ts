import { sql } from 'drizzle-orm';
import type { ComparedCompany, StageRecords } from '../../../src/domain/stages/metrics.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';
import { coachedBy } from './queue.ts';

/** The path of company `p`. */
const path = sql`p.zone, coalesce((select ${isoOf(sql`a.at`)} from activity a where a.workspace_id = milepost_tenant()
    and a.project_id = p.id order by a.at limit 1), ${isoOf(sql`p.created_at`)}) as began,
  coalesce((select json_agg(json_build_object('stage', s.stage, 'achieved', s.achieved, 'at', ${isoOf(sql`s.at`)}) order by s.at, s.id)
    from achievement s where s.workspace_id = milepost_tenant() and s.project_id = p.id), '[]') as steps`;

const named = sql`'number', m.number, 'name', m.name, 'outcome', m.outcome, 'stage', m.stage`;

/** Returns what the figures of a company are computed from, oldest first, in one statement. */
export async function loadStageRecords(tx: Tx, projectId: string): Promise<StageRecords | undefined> {
  const result = await tx.execute(sql`
    with recursive m(id, number, name, outcome, status, submitted_at, done_at, stage, is_task) as (
      select s.id, s.number, s.name, s.outcome, s.status, s.submitted_at, s.done_at, s.stage, false from milestone s
        where s.workspace_id = milepost_tenant() and s.project_id = ${projectId}::uuid and s.stage is not null and s.dropped_at is null
      union all
      select t.id, t.number, t.name, t.outcome, t.status, t.submitted_at, t.done_at, m.stage, true
        from milestone t join m on t.workspace_id = milepost_tenant() and t.parent_id = m.id and t.dropped_at is null and t.stage is null)
    select ${path},
      coalesce((select json_agg(json_build_object(${named}, 'isDone', m.status = 'done', 'isSubmitted', m.submitted_at is not null,
          'firstAt', (select ${isoOf(sql`min(a.at)`)} from activity a where a.workspace_id = milepost_tenant() and a.milestone_id = m.id),
          'doneAt', ${isoOf(sql`m.done_at`)}) order by m.number) from m where m.is_task), '[]') as tasks,
      coalesce((select json_agg(json_build_object(${named}, 'at', ${isoOf(sql`u.at`)}, 'by', who.name, 'percent', u.percent, 'note', u.note)
          order by u.at, u.id) from m join progress_update u on u.workspace_id = milepost_tenant() and u.milestone_id = m.id
          and u.state = 'approved'
        left join person who on who.workspace_id = milepost_tenant() and who.id = u.author_id), '[]') as updates,
      coalesce((select json_agg(json_build_object(${named}, 'decision', v.outcome, 'at', ${isoOf(sql`v.decided_at`)}, 'by', who.name)
          order by v.decided_at, v.id) from m join review v on v.workspace_id = milepost_tenant() and v.milestone_id = m.id
        left join person who on who.workspace_id = milepost_tenant() and who.id = v.decided_by_id
        where v.outcome in ('approved', 'returned')), '[]') as decisions,
      coalesce((select json_agg(json_build_object(${named}, 'title', e.title, 'url', e.url, 'at', ${isoOf(sql`e.added_at`)}, 'by', who.name)
          order by e.added_at, e.id) from m join evidence e on e.workspace_id = milepost_tenant() and e.milestone_id = m.id
        left join person who on who.workspace_id = milepost_tenant() and who.id = e.added_by_id), '[]') as evidence
    from project p where p.workspace_id = milepost_tenant() and p.id = ${projectId}::uuid`);
  return rowsOf<StageRecords>(result)[0];
}

/** Returns the paths of the open companies that a person coaches, in one statement. */
export async function loadPaths(tx: Tx, personId: string): Promise<ComparedCompany[]> {
  const result = await tx.execute(
    sql`select p.id, ${path} from (select p.* from ${coachedBy(personId)}) p order by p.id`,
  );
  return rowsOf<ComparedCompany>(result);
}
