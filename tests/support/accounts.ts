import type { Reply, RoomAddress } from '../../src/ports/intent.ts';
import { type Somebody, type TestRunner, words } from './runner.ts';
import { codeIn } from './team.ts';

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
