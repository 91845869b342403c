import { sql } from 'drizzle-orm';
import type { Reminders } from '../../../src/domain/time/schedule.ts';
import { isoOf } from '../../schema/columns.ts';
import { defineClock, isClosedOf } from './define-clock.ts';
import { type ClaimedOfProject, roomsOf } from './rooms.ts';

/** An open action of a customer. `zone` is that of the customers where all have the same one, else the project's. */
type DueAction = ClaimedOfProject & { dueDate: string; reminders: Reminders };

/** When the customer's channels may be reminded of an open action: on each working day (CUS-2). */
export const actionClock = defineClock<DueAction>({
  table: 'action_item',
  at: 'remind_at',
  isWanted: sql`t.completed_at is null`,
  rows: () => sql`
    select t.workspace_id as "workspaceId", t.id, t.project_id as "projectId", ${isoOf(sql`t.remind_at`)} as at,
      coalesce((select case when count(distinct p.zone) = 1 then min(p.zone) end from member w
        join person p on p.workspace_id = w.workspace_id and p.id = w.person_id and p.gone_at is null
        where w.workspace_id = t.workspace_id and w.project_id = t.project_id and w.role = 'client'), pr.zone) as zone,
      t.due_date::text as "dueDate", pr.reminders, pr.holidays, ${isClosedOf(sql`pr`)}, ${roomsOf(sql`'customer'`)} as rooms
    from action_item t join project pr on pr.workspace_id = t.workspace_id and pr.id = t.project_id`,
});
