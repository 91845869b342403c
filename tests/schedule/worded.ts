import { sql } from 'drizzle-orm';
import { renderText } from '../../cards/render/text.ts';
import { enterWorkspace, rowsOf } from '../../db/tenant.ts';
import type { ScheduledMessage } from '../../src/domain/rhythm/scheduled.ts';
import type { Worded } from '../../src/ports/content.ts';
import { worder } from '../../src/schedule/word.ts';
import type { Somebody, TestRunner } from '../support/runner.ts';
import { startTeam, type Team } from '../support/team.ts';

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
type Ids = { workspaceId: string; roomId: string; projectId: string };

async function idsOf(runner: TestRunner, { room }: Team): Promise<Ids> {
  const found = await runner.db.execute(sql`select workspace_id as "workspaceId", id as "roomId",
    project_id as "projectId" from room where tenant = ${room.tenant} and channel = ${room.channel}`);
  const [row] = rowsOf<Ids>(found);
  if (!row) throw new Error('the room is not there');
  return row;
}

/** Starts a team whose clock shows `start`, with its ids; Mo is known there. */
export async function teamAt(runner: TestRunner, start: ReturnType<TestRunner['now']>) {
  runner.pass(Math.ceil(runner.now().until(start).total('minutes')));
  const team = await startTeam(runner);
  await team.tell(team.mo, 'list');
  return { team, ids: await idsOf(runner, team) };
}

/** Words a message of a slot, which is now unless given, as if it were sent now. */
export async function wordMessage(
  runner: TestRunner,
  { workspaceId, roomId, projectId }: Ids,
  kind: ScheduledMessage['kind'],
  more: Partial<ScheduledMessage> = {},
  slot = runner.now().toString({ fractionalSecondDigits: 3 }),
): Promise<string> {
  const message = { kind, slot, roomId, projectId, personId: null, milestoneId: null, target: '', ...more };
  return runner.db.transaction(async (tx) => {
    await enterWorkspace(tx, workspaceId);
    return said(await worder(runner.now)(tx, message));
  });
}
