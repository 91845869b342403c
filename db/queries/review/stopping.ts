import { sql } from 'drizzle-orm';
import type { MilestoneFacts } from '../../../src/domain/facts.ts';

/** Open reviews `v` of the milestones `u`, whose time is over and which stop the work of their project (APR-5). */
const stopping = sql`review v join milestone u on u.workspace_id = v.workspace_id and u.id = v.milestone_id
  and u.submitted_at is not null and u.status <> 'done' and u.dropped_at is null`;
const isStopping = sql`v.outcome = 'open' and v.window_days is not null and v.ended_as = 'stop'`;

/** The milestones that stop the work of the row `project`, by number, as one JSON value. */
export const undecidedOf = sql<MilestoneFacts['undecided']>`(
  select coalesce(json_agg(json_build_object('number', u.number, 'name', u.name, 'outcome', u.outcome) order by u.number), '[]')
  from ${stopping} where v.workspace_id = project.workspace_id and v.project_id = project.id and ${isStopping})`;

/** Whether no undecided review stops the work of the project of the milestone `m`. */
export const isDecided = sql`not exists (select from ${stopping}
  where v.workspace_id = m.workspace_id and v.project_id = m.project_id and ${isStopping})`;
