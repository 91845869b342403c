import { sql } from 'drizzle-orm';
import { isoOf } from '../../schema/columns.ts';
import { defineClock, isClosedOf } from './define-clock.ts';
import type { DueOnDay } from './launch.ts';
import { roomsOf } from './rooms.ts';

/** When rooms get the metrics of a checkpoint (LCH-6). No next instant: its day is over. */
export const checkpointClock = defineClock<DueOnDay>({
  table: 'metric',
  at: 'checkpoint_at',
  isWanted: sql`t.checkpoint is not null and t.told_for is distinct from t.checkpoint`,
  set: sql`checkpoint_at = next."nextAt",
    told_for = case when next."nextAt" is null then t.checkpoint else t.told_for end`,
  rows: () => sql`
    select t.workspace_id as "workspaceId", t.id, t.project_id as "projectId",
      t.checkpoint::text as on, ${isoOf(sql`t.checkpoint_at`)} as at, pr.zone, pr.holidays, ${isClosedOf(sql`pr`)},
      ${roomsOf(sql`'team'`)} as rooms
    from metric t join project pr on pr.workspace_id = t.workspace_id and pr.id = t.project_id`,
});
