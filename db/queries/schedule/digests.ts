import { sql } from 'drizzle-orm';
import type { Cadence } from '../../../src/domain/time/schedule.ts';
import { isoOf } from '../../schema/columns.ts';
import { defineClock, isClosedOf } from './define-clock.ts';
import type { ProjectRoom } from './rooms.ts';

/** A room with a digest. Without a project, zone or holidays: it was unlinked. */
type DueDigest = ProjectRoom & {
  workspaceId: string;
  id: string;
  projectId: string | null;
  zone: string | null;
  holidays: string[] | null;
  cadence: Cadence;
  at: string | null;
};

/** When rooms get their project's digest (RMD-3). An unlinked room is claimed once, to clear its instant. */
export const digestClock = defineClock<DueDigest>({
  table: 'room',
  at: 'digest_at',
  isWanted: sql`t.digest is not null and (t.project_id is not null or t.digest_at is not null)`,
  rows: () => sql`
    select t.workspace_id as "workspaceId", t.id, t.id as "roomId", t.platform, t.project_id as "projectId",
      pr.zone, pr.holidays, ${isClosedOf(sql`pr`)}, t.digest as cadence, ${isoOf(sql`t.digest_at`)} as at, i.off_since is not null as off
    from room t left join project pr on pr.workspace_id = t.workspace_id and pr.id = t.project_id
      left join installation i on i.platform = t.platform and i.tenant = t.tenant`,
});
