import { sql } from 'drizzle-orm';
import type { KpiPeriod, KpiRecords } from '../../../src/domain/health/kpi.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';

/** Whose figures: one project's, or those of all projects that a person may see. */
export type KpiScope = { projectId: string } | { personId: string };

/**
 * Returns the records of the figures, in one statement. It reads a day more on both sides of the period, because the
 * days of a project are in its own zone.
 */
export async function loadKpiRecords(tx: Tx, scope: KpiScope, period: KpiPeriod): Promise<KpiRecords> {
  const isSeen =
    'projectId' in scope
      ? sql`p.id = ${scope.projectId}::uuid`
      : sql`p.id in (select w.project_id from member w where w.workspace_id = milepost_tenant()
          and w.person_id = ${scope.personId}::uuid and w.role <> 'none')`;
  const isNear = (moment: ReturnType<typeof sql>) => sql`
    (${period.from}::date is null or ${moment} >= ${period.from}::date - interval '1 day')
    and (${period.to}::date is null or ${moment} < ${period.to}::date + interval '2 days')`;
  const result = await tx.execute(sql`
    with seen as (select p.id, p.name, p.zone from project p where p.workspace_id = milepost_tenant() and ${isSeen})
    select coalesce((select json_agg(json_build_object('number', m.number, 'name', m.name, 'project', seen.name,
        'zone', seen.zone, 'dueDate', m.due_date, 'doneAt', ${isoOf(sql`m.done_at`)}))
      from seen join milestone m on m.workspace_id = milepost_tenant() and m.project_id = seen.id
      where m.status = 'done' and m.done_at is not null and m.due_date is not null and m.dropped_at is null
        and ${isNear(sql`m.done_at`)}), '[]') as milestones,
      coalesce((select json_agg(json_build_object('number', m.number, 'name', m.name, 'project', seen.name,
        'zone', seen.zone, 'submittedAt', ${isoOf(sql`v.submitted_at`)}, 'decidedAt', ${isoOf(sql`v.decided_at`)},
        'outcome', v.outcome, 'isSilent', coalesce(v.ended_as = 'accept', false), 'pauses', coalesce((
          select json_agg(json_build_object('from', ${isoOf(sql`q.asked_at`)}, 'to', ${isoOf(sql`q.answered_at`)}))
          from question q where q.workspace_id = milepost_tenant() and q.review_id = v.id), '[]')))
      from seen join milestone m on m.workspace_id = milepost_tenant() and m.project_id = seen.id
        join review v on v.workspace_id = milepost_tenant() and v.milestone_id = m.id
      where v.outcome in ('approved', 'returned') and v.decided_at is not null and m.dropped_at is null
        and ${isNear(sql`v.decided_at`)}), '[]') as reviews`);
  return rowsOf<KpiRecords>(result)[0] ?? { milestones: [], reviews: [] };
}
