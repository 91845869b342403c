import { sql } from 'drizzle-orm';
import { isoOf } from '../../schema/columns.ts';
import { defineClock, isClosedOf } from './define-clock.ts';
import type { DueOnDay } from './launch.ts';
import { roomsOf } from './rooms.ts';

/** When the customer is reminded of a survey that nobody has answered: once, a week after it was asked (CUS-7, CUS-9). */
export const surveyClock = defineClock<DueOnDay>({
  table: 'survey',
  at: 'remind_at',
  isWanted: sql`t.score is null and not t.reminded`,
  set: sql`remind_at = next."nextAt", reminded = next."nextAt" is null`,
  rows: () => sql`
    select t.workspace_id as "workspaceId", t.id, t.project_id as "projectId",
      ((t.asked_at at time zone pr.zone)::date + 7)::text as on, ${isoOf(sql`t.remind_at`)} as at, pr.zone, pr.holidays,
      ${isClosedOf(sql`pr`)},
      ${roomsOf(sql`'customer'`)} as rooms
    from survey t join project pr on pr.workspace_id = t.workspace_id and pr.id = t.project_id`,
});
