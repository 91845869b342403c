import { sql } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { project } from '../../schema/project.ts';
import { rowsOf } from '../../tenant.ts';
import type { RoomKey } from './claim.ts';

/* These queries cover all tenants, as the role that owns the tables: only ids and zones leave them. */

/** Returns the time zones of all projects. */
export async function zonesInUse(db: Database): Promise<string[]> {
  const rows = await db.selectDistinct({ zone: project.zone }).from(project);
  return rows.map(({ zone }) => zone);
}

/**
 * Plans a redraw of the cards of projects whose local day has changed since the last one, a batch of projects at a
 * time; one replica claims each. `today` is YYYY-MM-DD by zone.
 *
 * @returns the rooms to wake, and whether there may be more.
 */
export async function planRedraw(
  db: Database,
  today: Record<string, string>,
  batch: number,
): Promise<{ rooms: RoomKey[]; more: boolean }> {
  const result = await db.execute(sql`
    with due as (
      select p.workspace_id, p.id, day.value::date as today
      from project p join jsonb_each_text(${JSON.stringify(today)}::text::jsonb) day on day.key = p.zone
      where p.drawn_on is distinct from day.value::date
      order by p.workspace_id, p.id limit ${batch} for no key update of p skip locked
    ), claimed as (
      update project p set drawn_on = due.today from due
      where p.workspace_id = due.workspace_id and p.id = due.id returning p.workspace_id, p.id
    ), planned as (
      insert into receipt (workspace_id, id, room_id, kind, card_id, state)
      select c.workspace_id, gen_random_uuid(), c.room_id, 'edit', c.id, 'planned'
      from card c join claimed on claimed.workspace_id = c.workspace_id and claimed.id = c.project_id
        and c.subject_kind <> 'message'
      on conflict do nothing returning workspace_id, room_id
    )
    select (select count(*) from claimed)::int as claimed,
      (select jsonb_agg(distinct jsonb_build_object('workspaceId', workspace_id, 'roomId', room_id)) from planned) as rooms`);
  const [row] = rowsOf<{ claimed: number; rooms: RoomKey[] | null }>(result);
  return { rooms: row?.rooms ?? [], more: row?.claimed === batch };
}

/** Deletes old requests and receipts; greetings stay, because each is sent once ever. */
export async function deleteOld(db: Database, before: { arrivals: string; receipts: string }): Promise<void> {
  await db.execute(
    sql`delete from arrival where at < ${before.arrivals}::timestamptz and delivery not like 'hello:%'`,
  );
  await db.execute(sql`delete from receipt where settled_at < ${before.receipts}::timestamptz`);
}
