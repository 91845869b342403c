import { sql } from 'drizzle-orm';
import type { Card } from '../../cards/model.ts';
import { renderText } from '../../cards/render/text.ts';
import { rowsOf } from '../../db/tenant.ts';
import type { Reply, RoomAddress } from '../../src/ports/intent.ts';
import { type Somebody, type TestRunner, words } from './runner.ts';
import { channelOf, codeIn, startTeam, type Team, teamsPerson } from './team.ts';

/** A person and the room they speak in. */
export type Seat = { who: Somebody; room: RoomAddress };

/** Returns the id of the merge request that an answer to `link me CODE` offers to decide. */
function requestIn(reply: Reply): string {
  const actions = reply.is === 'done' || reply.is === 'shown' ? (reply.card?.actions ?? []) : [];
  const request = actions.find(({ command }) => command === 'merge')?.input.request;
  if (!request) throw new Error(`No request in: ${words(reply)}`);
  return request;
}

/** Makes a code as `maker` and types it as `typist`; returns the id of the merge request. */
export async function askToBecomeOne(runner: TestRunner, maker: Seat, typist: Seat): Promise<string> {
  const code = codeIn(await runner.say(maker.who, maker.room, 'link me'));
  return requestIn(await runner.say(typist.who, typist.room, `link me ${code}`));
}

/** Presses a button of a merge request. */
export const answerMerge = (runner: TestRunner, { who, room }: Seat, request: string, answer: 'yes' | 'no') =>
  runner.press(who, room, 'merge', { request, answer });

/** Merges two people, with the yes of both and then of others; returns the last answer. */
export async function becomeOne(
  runner: TestRunner,
  maker: Seat,
  typist: Seat,
  ...others: Seat[]
): Promise<string> {
  const request = await askToBecomeOne(runner, maker, typist);
  let last = '';
  for (const one of [maker, typist, ...others]) last = words(await answerMerge(runner, one, request, 'yes'));
  if (!last.includes('are one person now')) throw new Error(`They did not become one: ${last}`);
  return last;
}

/** Everybody of a team in a seat of theirs, and Tess in a room of Teams that shows the same project. */
export type Scene = Team & { olivia2: Seat; mo2: Seat; tess: Seat; there: Seat['room'] };

/** Starts a team in Slack with a room in Teams, where Tess is. */
export async function twoPlatforms(runner: TestRunner): Promise<Scene> {
  const team = await startTeam(runner);
  const tess = teamsPerson('Tess', `${team.tenant}-teams`);
  const there = channelOf(tess, '19:apollo@thread.tacv2');
  await runner.say(tess, there, `link ${codeIn(await team.say(team.olivia, 'link'))}`);
  await team.tell(team.mo, 'list');
  const seat = (who: Seat['who']) => ({ who, room: team.room });
  return { ...team, olivia2: seat(team.olivia), mo2: seat(team.mo), tess: { who: tess, room: there }, there };
}

/** Planned messages to people's own chats in a workspace, oldest first, without those about roles they were given. */
export async function lettersIn(
  runner: TestRunner,
  { olivia }: Team,
): Promise<{ to: string; text: string }[]> {
  const rows = await runner.db.execute(sql`select r.user_key as to, t.body from receipt t
    join room r on r.workspace_id = t.workspace_id and r.id = t.room_id
    where t.kind = 'news' and r.kind = 'direct' and r.workspace_id in (select workspace_id from identity where tenant = ${olivia.tenant})
    order by t.seq`);
  const letters = rowsOf<{ to: string; body: Card }>(rows).map(({ to, body }) => ({
    to,
    text: renderText(body),
  }));
  return letters.filter(({ text }) => !text.includes(' made you '));
}
