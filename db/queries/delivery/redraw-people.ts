import { sql } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';

/** Locks the projects of which people are members or assignees, in order of id; returns their ids. */
export async function lockProjectsOf(tx: Tx, ...personIds: string[]): Promise<string[]> {
  const people = sql`(${sql.join(
    personIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  )})`;
  const locked = await tx.execute(sql`
    select id from project where id in (
      select project_id from member where person_id in ${people}
      union select project_id from milestone where assignee_id in ${people})
    order by id for no key update`);
  return rowsOf<{ id: string }>(locked).map(({ id }) => id);
}

/**
 * Plans a redraw of every card that may name one of these people: the cards of their projects, without messages. Locks the projects
 * first, in a statement of its own, then the rooms, as `save` does. Returns the ids of the rooms to wake.
 */
export async function planRedrawsNaming(tx: Tx, personIds: string[]): Promise<string[]> {
  const projects = await lockProjectsOf(tx, ...personIds);
  if (projects.length === 0) return [];
  const told = await tx.execute(sql`
    with told as (
      select card.id, card.room_id from card where card.project_id in ${projects}
        and card.subject_kind <> 'message'
    ), held as (
      select id from room where id in (select room_id from told) order by id for no key update
    ), planned as (
      insert into receipt (workspace_id, id, room_id, kind, card_id, state)
      select milepost_tenant(), gen_random_uuid(), held.id, 'edit', told.id, 'planned'
      from told join held on held.id = told.room_id
      on conflict do nothing returning room_id
    )
    select distinct room_id from planned`);
  return rowsOf<{ room_id: string }>(told).map((row) => row.room_id);
}
