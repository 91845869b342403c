import { type SQL, sql } from 'drizzle-orm';
import type { KpiRecords } from '../../../src/domain/health/kpi.ts';
import type { PricedProject } from '../../../src/domain/health/kpi-money.ts';
import type { KpiPeriod } from '../../../src/domain/health/kpi-records.ts';
import { contributors } from '../../../src/domain/project/access.ts';
import type { Tx } from '../../database.ts';
import { isoOf, jsonOf } from '../../schema/columns.ts';
import { invoice, settlement } from '../../schema/money.ts';
import { rowsOf } from '../../tenant.ts';

/** Whose figures: one project's, or those of all projects that a person may see; costs only where they may be shown. */
export type KpiScope = { seesCosts: boolean } & ({ projectId: string } | { personId: string });

/** The projects in question, `seen`: with whether the person may see their costs. */
const seenBy = (scope: KpiScope): SQL =>
  'projectId' in scope
    ? sql`select p.id, p.name, p.zone, p.price, p.currency, p.policies, p.status, p.lost, ${scope.seesCosts}::boolean as sees_costs
        from project p where p.workspace_id = milepost_tenant() and p.id = ${scope.projectId}::uuid`
    : sql`select p.id, p.name, p.zone, p.price, p.currency, p.policies, p.status, p.lost,
          ${scope.seesCosts}::boolean and w.role in ${[...contributors]} as sees_costs
        from project p join member w on w.workspace_id = p.workspace_id and w.project_id = p.id
          and w.person_id = ${scope.personId}::uuid and w.role <> 'none'
        where p.workspace_id = milepost_tenant()`;

/**
 * Returns the records of the figures, in one statement. It reads a day more on both sides of the period, because the
 * days of a project are in its own zone.
 */
export async function loadKpiRecords(
  tx: Tx,
  scope: KpiScope,
  period: KpiPeriod,
): Promise<Omit<KpiRecords, 'priced'>> {
  const isNear = (moment: ReturnType<typeof sql>) => sql`
    (${period.from}::date is null or ${moment} >= ${period.from}::date - interval '1 day')
    and (${period.to}::date is null or ${moment} < ${period.to}::date + interval '2 days')`;
  const result = await tx.execute(sql`
    with seen as (${seenBy(scope)})
    select coalesce((select json_agg(json_build_object('number', m.number, 'name', m.name, 'outcome', m.outcome, 'project', seen.name,
        'zone', seen.zone, 'dueDate', m.due_date, 'doneAt', ${isoOf(sql`m.done_at`)}))
      from seen join milestone m on m.workspace_id = milepost_tenant() and m.project_id = seen.id
      where m.status = 'done' and m.done_at is not null and m.due_date is not null and m.dropped_at is null
        and ${isNear(sql`m.done_at`)}), '[]') as milestones,
      coalesce((select json_agg(json_build_object('number', m.number, 'name', m.name, 'outcome', m.outcome, 'project', seen.name,
        'zone', seen.zone, 'submittedAt', ${isoOf(sql`v.submitted_at`)}, 'decidedAt', ${isoOf(sql`v.decided_at`)},
        'decision', v.outcome, 'isSilent', coalesce(v.ended_as = 'accept', false), 'pauses', coalesce((
          select json_agg(json_build_object('from', ${isoOf(sql`q.asked_at`)}, 'to', ${isoOf(sql`q.answered_at`)}))
          from question q where q.workspace_id = milepost_tenant() and q.review_id = v.id), '[]')))
      from seen join milestone m on m.workspace_id = milepost_tenant() and m.project_id = seen.id
        join review v on v.workspace_id = milepost_tenant() and v.milestone_id = m.id
      where v.outcome in ('approved', 'returned') and v.decided_at is not null and m.dropped_at is null
        and ${isNear(sql`v.decided_at`)}), '[]') as reviews,
      coalesce((select json_agg(json_build_object('project', seen.name, 'zone', seen.zone, 'ended', seen.status,
        'at', ${isoOf(sql`last.at`)}, 'reason', case when seen.sees_costs then seen.lost->>'reason' end))
      from seen, lateral (select a.at from activity a where a.workspace_id = milepost_tenant()
        and a.project_id = seen.id and a.type = 'project_' || seen.status order by a.at desc, a.id desc limit 1) last
      where seen.status in ('delivered', 'lost')), '[]') as ended,
      coalesce((select json_agg(json_build_object('project', seen.name, 'zone', seen.zone, 'score', y.score,
        'at', ${isoOf(sql`y.answered_at`)}))
      from seen join survey y on y.workspace_id = milepost_tenant() and y.project_id = seen.id
      where y.score is not null and y.milestone_id is null), '[]') as answers,
      coalesce((select json_agg(json_build_object('number', m.number, 'name', m.name, 'project', seen.name,
        'zone', seen.zone, 'score', y.score, 'at', ${isoOf(sql`y.answered_at`)}))
      from seen join survey y on y.workspace_id = milepost_tenant() and y.project_id = seen.id
        join milestone m on m.workspace_id = milepost_tenant() and m.id = y.milestone_id
      where y.score is not null and m.dropped_at is null), '[]') as "milestoneAnswers"`);
  return (
    rowsOf<Omit<KpiRecords, 'priced'>>(result)[0] ?? {
      milestones: [],
      reviews: [],
      ended: [],
      answers: [],
      milestoneAnswers: [],
    }
  );
}

/** Returns the projects with a price and what their figures of money are computed from, in one statement. */
export async function loadPricedProjects(tx: Tx, scope: KpiScope): Promise<PricedProject[]> {
  const settlements = sql`(select coalesce(json_agg(${jsonOf(settlement)} order by settlement.on_day), '[]')
    from settlement where settlement.workspace_id = milepost_tenant() and settlement.invoice_id = invoice.id)`;
  const result = await tx.execute(sql`
    with seen as (${seenBy(scope)})
    select seen.name as project, seen.zone, seen.price::float8 as price, seen.sees_costs as "seesCosts",
      (select coalesce(json_agg(json_build_object('id', m.id, 'number', m.number, 'name', m.name, 'outcome', m.outcome,
          'parentId', m.parent_id, 'share', m.share, 'extra', m.extra, 'status', m.status, 'droppedAt', m.dropped_at, 'doneAt', ${isoOf(sql`m.done_at`)},
          'cost', case when seen.sees_costs then (select sum(c.minor) from cost c
            where c.workspace_id = milepost_tenant() and c.milestone_id = m.id and c.currency = seen.currency) end)
          order by m.number), '[]')
        from milestone m where m.workspace_id = milepost_tenant() and m.project_id = seen.id) as milestones,
      (select coalesce(json_agg(json_build_object('number', m.number, 'name', m.name, 'outcome', m.outcome,
          'invoice', ${jsonOf(invoice)}, 'settlements', ${settlements}, 'disputes', invoice.disputes)), '[]')
        from invoice join milestone m on m.workspace_id = milepost_tenant() and m.id = invoice.milestone_id
        where invoice.workspace_id = milepost_tenant() and invoice.project_id = seen.id) as invoices,
      (select coalesce(json_agg(json_build_object('number', m.number, 'name', m.name, 'outcome', m.outcome, 'key', 'CO' || o.number,
          'cost', o.cost, 'appliedAt', ${isoOf(sql`o.closed_at`)})), '[]')
        from change_order o join milestone m on m.workspace_id = milepost_tenant() and m.id = o.milestone_id
        where o.workspace_id = milepost_tenant() and o.project_id = seen.id and o.state = 'applied') as orders
    from seen where seen.price is not null and (seen.policies->>'moneyOn')::boolean`);
  return rowsOf<PricedProject>(result);
}
