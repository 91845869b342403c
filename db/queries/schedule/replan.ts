import { type SQL, sql } from 'drizzle-orm';
import { replanPlanned } from './launch.ts';

/**
 * What a project says on its days, the digests of its rooms and of those who take part in it are to be planned anew. People
 * are locked in order, so that two projects that share some do not wait for each other. The parts of
 * one statement, none in brackets.
 */
export function replanWrites(projectId: string): SQL[] {
  const mine = sql`workspace_id = milepost_tenant()`;
  const ours = sql`${mine} and project_id = ${projectId}`;
  return [
    sql`update room set digest_at = null where ${mine} and project_id = ${projectId} and digest_at is not null`,
    sql`update metric set checkpoint_at = null where ${mine} and project_id = ${projectId} and checkpoint_at is not null`,
    replanPlanned('decision', ours),
    replanPlanned('contingency', ours),
    sql`update cadence set next_at = null where ${mine} and project_id = ${projectId} and next_at is not null`,
    sql`update person set digest_at = null where ${mine} and id in (
      select id from person where ${mine} and digest_at is not null and id in (
        select person_id from member where ${mine} and project_id = ${projectId}
        union select assignee_id from milestone where ${mine} and project_id = ${projectId})
      order by id for no key update)`,
  ];
}
