import type { Reply, RoomAddress } from '../../src/ports/intent.ts';
import { type Somebody, type TestRunner, words } from './runner.ts';
import { codeIn } from './team.ts';

/** Somebody in a room of theirs. */
export type Seat = { who: Somebody; room: RoomAddress };

/** The request that the buttons of an answer to `link me CODE` lead to. */
export function requestIn(reply: Reply): string {
  const actions = reply.is === 'done' || reply.is === 'shown' ? (reply.card?.actions ?? []) : [];
  const request = actions.find(({ command }) => command === 'merge')?.input.request;
  if (!request) throw new Error(`No request in: ${words(reply)}`);
  return request;
}

/** `maker` asks for a code and `typist` types it; the request that comes of it. */
export async function askToBecomeOne(runner: TestRunner, maker: Seat, typist: Seat): Promise<string> {
  const code = codeIn(await runner.say(maker.who, maker.room, 'link me'));
  return requestIn(await runner.say(typist.who, typist.room, `link me ${code}`));
}

/** Presses a button of a request. */
export const answerMerge = (runner: TestRunner, { who, room }: Seat, request: string, answer: 'yes' | 'no') =>
  runner.press(who, room, 'merge', { request, answer });

/** Makes two people one, with the yes of both and of others, in this order; what the last is answered. */
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
