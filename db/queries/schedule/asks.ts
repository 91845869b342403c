import { sql } from 'drizzle-orm';
import type { Cadence } from '../../../src/domain/time/schedule.ts';
import { isoOf } from '../../schema/columns.ts';
import { type Addressee, addressee, addressOf } from './address.ts';
import { defineClock, isClosedOf } from './define-clock.ts';
import type { ClaimedOfProject } from './rooms.ts';

/** A project that asks for updates. */
type AskingProject = Omit<ClaimedOfProject, 'projectId' | 'rooms'> & {
  cadence: Cadence;
  /** Assignees of started milestones that are neither done nor submitted. */
  people: Addressee[] | null;
};

/** When projects ask for updates (RMD-1). */
export const askClock = defineClock<AskingProject>({
  table: 'project',
  at: 'asks_at',
  isWanted: sql`t.asks is not null`,
  ofProject: null,
  rows: (platforms) => sql`
    select t.workspace_id as "workspaceId", t.id, t.zone, t.holidays, ${isClosedOf(sql`t`)}, t.asks as cadence,
      ${isoOf(sql`t.asks_at`)} as at, working.people
    from project t cross join lateral (
      select jsonb_agg(${addressee}) as people
      from (select distinct m.assignee_id from milestone m
          where m.workspace_id = t.workspace_id and m.project_id = t.id and m.dropped_at is null
            and m.status in ('in_progress', 'blocked') and m.submitted_at is null) busy
        join person p on p.workspace_id = t.workspace_id and p.id = busy.assignee_id
        ${addressOf(platforms)}) working`,
});
