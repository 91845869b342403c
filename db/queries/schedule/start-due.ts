import { sql } from 'drizzle-orm';
import type { Event } from '../../../src/domain/events.ts';
import type { Database } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';
import { systemActorId } from '../delivery/room-lost.ts';
import { isPaidFor } from '../money/gate.ts';
import { isDecided } from '../review/stopping.ts';

const started = {
  type: 'started',
  fields: { was: { status: 'upcoming' }, is: { status: 'in_progress' } },
} as const satisfies Partial<Event>;

/** Whether nothing that a milestone requires is open. */
const isFree = sql`not exists (select from dependency d
  join milestone r on r.workspace_id = d.workspace_id and r.id = d.requires_id
  where d.workspace_id = m.workspace_id and d.milestone_id = m.id and r.status <> 'done' and r.dropped_at is null)`;

/**
 * Starts milestones of type `time` whose date has come in their project's zone (MODEL-4), a batch of projects at a
 * time, for all tenants. Skips dropped milestones, those that require an open one (MODEL-3) or wait for a payment (PAY-5), those of a
 * project whose work is stopped by an undecided review (APR-5), stages of a company (STG-2), and drafts of plans with a price. `today` is
 * YYYY-MM-DD by zone, `now` an ISO instant.
 *
 * Locks the project first, as every command does, and checks the status under that lock, so that each milestone is
 * started once. Clears the project's `drawn_on`, so that its cards are redrawn.
 *
 * @returns how many projects were claimed; one that another replica has just finished can count twice.
 */
export async function startDue(
  db: Database,
  today: Record<string, string>,
  now: string,
  batch: number,
): Promise<number> {
  const days = sql`jsonb_each_text(${JSON.stringify(today)}::text::jsonb)`;
  const result = await db.execute(sql`
    with day as (select key as zone, value::date as today from ${days}),
    claimed as (
      select p.workspace_id, p.id, day.today from project p join day on day.zone = p.zone
      where p.status <> 'lost' and p.archived_at is null and (p.status <> 'draft' or not coalesce((p.policies->>'moneyOn')::boolean, false)) and (p.workspace_id, p.id) in (
        select m.workspace_id, m.project_id from milestone m
        where m.type = 'time' and m.status = 'upcoming' and m.stage is null and m.dropped_at is null
          and m.due_date <= (select max(today) from day))
        and exists (select from milestone m where m.workspace_id = p.workspace_id and m.project_id = p.id
          and m.type = 'time' and m.status = 'upcoming' and m.stage is null and m.dropped_at is null and m.due_date <= day.today
          and ${isFree} and ${isDecided} and ${isPaidFor(sql`day.today`)})
      order by p.workspace_id, p.id limit ${batch} for no key update of p skip locked
    ), started as (
      update milestone m set status = 'in_progress', version = m.version + 1 from claimed
      where m.workspace_id = claimed.workspace_id and m.project_id = claimed.id and m.type = 'time'
        and m.status = 'upcoming' and m.stage is null and m.dropped_at is null and m.due_date <= claimed.today and ${isFree}
        and ${isDecided} and ${isPaidFor(sql`claimed.today`)}
      returning m.workspace_id, m.project_id, m.id
    ), remembered as (
      insert into activity (workspace_id, id, project_id, milestone_id, type, person_id, at, before, after)
      select workspace_id, gen_random_uuid(), project_id, id, ${started.type}::text, ${systemActorId}::uuid, ${now}::timestamptz,
        ${JSON.stringify(started.fields.was)}::text::jsonb, ${JSON.stringify(started.fields.is)}::text::jsonb from started
    ), redrawn as (
      update project p set drawn_on = null from claimed
      where p.workspace_id = claimed.workspace_id and p.id = claimed.id
    )
    select count(*)::int as claimed from claimed`);
  return rowsOf<{ claimed: number }>(result)[0]?.claimed ?? 0;
}
