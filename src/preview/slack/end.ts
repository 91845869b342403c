import Fastify from 'fastify';
import { type SlackApiState, type SlackCall, type SlackFault, webApi } from './api.ts';
import { SlackDesk } from './desk.ts';
import { fileRoutes } from './files.ts';
import { responseUrls } from './response-url.ts';
import type { SlackDoor } from './signed.ts';
import { SlackWorld } from './world.ts';

/** The stand-in of Slack: its Web API, its response URLs and its people. */
export type SlackEnd = {
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  world: SlackWorld;
  /** Every Web API call that arrived, oldest first. */
  calls: SlackCall[];
  /** Plays these faults on the next calls of a method, one each. */
  fail(method: string, ...faults: SlackFault[]): void;
  /** While true, every other call is answered with 429 and Retry-After 5. */
  slow: boolean;
  /** What people do in Slack, sent to Milepost as Slack would send it. */
  desk(door: SlackDoor): SlackDesk;
  close(): Promise<void>;
};

/** Options of the stand-in. */
export type SlackEndOptions = {
  port?: number;
  /** The time of the wire, in milliseconds since the epoch. */
  now?: () => number;
  /** The time that messages carry; the wire's unless told. */
  calendar?: (() => number) | undefined;
  /** Runs after a call is carried out, before its answer is sent. */
  carriedOut?: (() => Promise<void>) | undefined;
};

/** Starts the stand-in on a free port of the loopback address, empty. */
export async function startSlackEnd({
  port = 0,
  now = Date.now,
  calendar = now,
  carriedOut,
}: SlackEndOptions = {}): Promise<SlackEnd> {
  const world = new SlackWorld(now, calendar);
  const state: SlackApiState = { world, calls: [], faults: new Map(), slow: false };
  const app = Fastify({ forceCloseConnections: true });
  if (carriedOut) app.addHook('onSend', carriedOut);
  webApi(app, state);
  responseUrls(app, world);
  fileRoutes(app, world);
  const origin = await app.listen({ port, host: '127.0.0.1' });
  return {
    apiUrl: `${origin}/api/`,
    world,
    calls: state.calls,
    get slow() {
      return state.slow;
    },
    set slow(slow) {
      state.slow = slow;
    },
    fail: (method, ...faults) => {
      state.faults.set(method, [...(state.faults.get(method) ?? []), ...faults]);
    },
    desk: (door) => new SlackDesk(world, door, origin),
    close: () => app.close(),
  };
}
