import { sql } from 'drizzle-orm';
import { isoOf } from '../../schema/columns.ts';
import { defineClock, isClosedOf } from './define-clock.ts';
import { type ClaimedOfProject, roomsOf } from './rooms.ts';

/** A decision or contingency with a day. */
export type DueOnDay = ClaimedOfProject & {
  /** YYYY-MM-DD. */
  on: string;
};

/** `told`: the column of the day whose messages were planned, set when a row has no next instant. */
function onDayClock(table: 'decision' | 'contingency', at: string, told: string) {
  const [atColumn, toldColumn] = [sql.identifier(at), sql.identifier(told)];
  return defineClock<DueOnDay>({
    table,
    at,
    isWanted: sql`t.outcome is null and t.on_day is not null and t.${toldColumn} is distinct from t.on_day`,
    set: sql`${atColumn} = next."nextAt",
      ${toldColumn} = case when next."nextAt" is null then t.on_day else t.${toldColumn} end`,
    rows: () => sql`
      select t.workspace_id as "workspaceId", t.id, t.project_id as "projectId", t.on_day::text as on,
        ${isoOf(sql`t.${atColumn}`)} as at, pr.zone, pr.holidays, ${isClosedOf(sql`pr`)}, ${roomsOf(sql`'team'`)} as rooms
      from ${sql.identifier(table)} t join project pr on pr.workspace_id = t.workspace_id and pr.id = t.project_id`,
  });
}

/** When decisions are due (LCH-4). */
export const decisionClock = onDayClock('decision', 'ask_at', 'asked_for');
/** When contingencies are checked (LCH-5). */
export const contingencyClock = onDayClock('contingency', 'check_at', 'checked_for');
