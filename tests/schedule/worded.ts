import { sql } from 'drizzle-orm';
import { renderText } from '../../cards/render/text.ts';
import { rowsOf } from '../../db/tenant.ts';
import type { Worded } from '../../src/ports/content.ts';
import type { Somebody, TestRunner } from '../support/runner.ts';
import type { Team } from '../support/team.ts';

/** The words of a scheduled message, or why there is none. */
export const said = (worded: Worded) =>
  worded.is === 'nothing' ? `nothing: ${worded.why}` : renderText(worded.card);

/** The one value of a query. */
export async function one<T>(runner: TestRunner, query: ReturnType<typeof sql>): Promise<T> {
  const [row] = rowsOf<{ value: T }>(await runner.db.execute(query));
  if (!row) throw new Error('nothing was found');
  return row.value;
}

/** The id of somebody who has an account. */
export const personId = (runner: TestRunner, { platform, tenant, user }: Somebody) =>
  one<string>(
    runner,
    sql`select person_id as value from identity where platform = ${platform} and tenant = ${tenant} and user_key = ${user}`,
  );

/** The ids of a team's workspace, room and project. */
export async function idsOf(runner: TestRunner, { room }: Team) {
  const found = await runner.db.execute(sql`select workspace_id as "workspaceId", id as "roomId",
    project_id as "projectId" from room where tenant = ${room.tenant} and channel = ${room.channel}`);
  const [row] = rowsOf<{ workspaceId: string; roomId: string; projectId: string }>(found);
  if (!row) throw new Error('the room is not there');
  return row;
}
