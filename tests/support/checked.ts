import type { Intent, Reply, Run } from '../../src/ports/intent.ts';
import type { SlackDesk } from '../../src/preview/slack/desk.ts';
import type { TeamsEnd } from '../../src/preview/teams/end.ts';
import { RefusedError } from './refused.ts';
import { refusalOf } from './runner.ts';

/** A request that reached the core, with its reply. */
export type Heard = { intent: Intent; reply: Reply };

/** Records each request with its reply. */
export const watching =
  (heard: Heard[]) =>
  (run: Run): Run =>
  async (intent) => {
    const reply = await run(intent);
    heard.push({ intent, reply });
    return reply;
  };

/** Runs a user's request; rejects with its answer when the core refused the user something meanwhile. */
async function checked<T>(heard: readonly Heard[], user: string, request: () => Promise<T>): Promise<T> {
  const before = heard.length;
  const answer = await request();
  for (const { intent, reply } of heard.slice(before)) {
    if (intent.actor.user === user && reply.is === 'refused')
      throw new RefusedError(refusalOf(intent, reply), answer);
  }
  return answer;
}

/** Makes the Slack actions of people reject when they are refused. Forged requests are not checked. */
export function checkedDesk<Desk extends SlackDesk>(desk: Desk, heard: readonly Heard[]): Desk {
  const check = <T>(user: string, request: () => Promise<T>) => checked(heard, user, request);
  const doings: Partial<SlackDesk> = {
    slash: (user, ...more) => check(user, () => desk.slash(user, ...more)),
    press: (user, ...more) => check(user, () => desk.press(user, ...more)),
    submit: (viewId, values) => check(desk.view(viewId).user, () => desk.submit(viewId, values)),
    mention: (user, ...more) => check(user, () => desk.mention(user, ...more)),
    dm: (user, ...more) => check(user, () => desk.dm(user, ...more)),
    write: (user, ...more) => check(user, () => desk.write(user, ...more)),
  };
  return new Proxy(desk, {
    get(_, name) {
      const own = Reflect.get(desk, name);
      // The desk has private fields, so its methods must run on it and not on the proxy.
      return Reflect.get(doings, name) ?? (typeof own === 'function' ? own.bind(desk) : own);
    },
  });
}

/** Makes the Teams actions of people reject when they are refused. */
export function checkedTeams(teams: TeamsEnd, heard: readonly Heard[]): TeamsEnd {
  const check = <T>(user: string, request: () => Promise<T>) => checked(heard, user, request);
  return {
    ...teams,
    message: (from, ...more) => check(from.id, () => teams.message(from, ...more)),
    execute: (from, ...more) => check(from.id, () => teams.execute(from, ...more)),
    executeWith: (from, ...more) => check(from.id, () => teams.executeWith(from, ...more)),
    submit: (from, ...more) => check(from.id, () => teams.submit(from, ...more)),
    submitWith: (from, ...more) => check(from.id, () => teams.submitWith(from, ...more)),
    taskFetch: (from, ...more) => check(from.id, () => teams.taskFetch(from, ...more)),
    taskSubmit: (from, ...more) => check(from.id, () => teams.taskSubmit(from, ...more)),
  };
}
