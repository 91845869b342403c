import Fastify from 'fastify';
import { type SlackApiState, type SlackCall, type SlackFault, webApi } from './slack-api.ts';
import { SlackDesk } from './slack-desk.ts';
import { responseUrls } from './slack-response-url.ts';
import type { SlackDoor } from './slack-signed.ts';
import { SlackWorld } from './slack-world.ts';

/** The far end of Slack on this machine: its Web API, its response urls, and the people who use it. */
export type SlackEnd = {
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  world: SlackWorld;
  /** Every Web API call that arrived, oldest first. */
  calls: SlackCall[];
  /** Plays these faults on the next calls of a method, one each. */
  fail(method: string, ...faults: SlackFault[]): void;
  /** What people do in Slack, sent to Milepost as Slack would send it. */
  desk(door: SlackDoor): SlackDesk;
  close(): Promise<void>;
};

/** Starts the stand-in on a free port of the loopback address, empty. `now` in milliseconds since the epoch. */
export async function startSlackEnd({
  port = 0,
  now = Date.now,
}: {
  port?: number;
  now?: () => number;
} = {}): Promise<SlackEnd> {
  const state: SlackApiState = { world: new SlackWorld(now), calls: [], faults: new Map() };
  const app = Fastify({ forceCloseConnections: true });
  webApi(app, state);
  responseUrls(app, state.world);
  const origin = await app.listen({ port, host: '127.0.0.1' });
  return {
    apiUrl: `${origin}/api/`,
    world: state.world,
    calls: state.calls,
    fail: (method, ...faults) => {
      state.faults.set(method, [...(state.faults.get(method) ?? []), ...faults]);
    },
    desk: (door) => new SlackDesk(state.world, door, origin),
    close: () => app.close(),
  };
}
