import { pino } from 'pino';
import type { TeamsSettings } from '../../adapters/teams/settings.ts';
import { compose, type Milepost } from '../../src/compose.ts';
import type { Config } from '../../src/config.ts';
import type { DeliveryTimings } from '../../src/delivery/settings.ts';
import { type Ends, startEnds } from '../../src/preview/ends.ts';
import type { SlackAnswer, SlackDesk } from '../../src/preview/slack/desk.ts';
import type { PostedMessage, TeamsPerson, TeamsRoom } from '../../src/preview/teams/rooms.ts';
import { fastTimings } from '../delivery/world.ts';
import { checkedDesk, checkedTeams, type Heard, watching } from './checked.ts';
import { type EngineInWay, readyDatabase, type TestDatabase } from './database/database.ts';

/**
 * A complete Milepost on a real database, with people on both platforms. What somebody types, presses or
 * sends rejects with a `RefusedError` when it is refused; see `refused` and `attempted`.
 */
export type Stage = {
  ends: Ends;
  desk: SlackDesk;
  milepost: Milepost;
  database: TestDatabase;
  /** Lines of the log, as JSON. */
  log: string[];
  /** Requests that reached the core, oldest first, with their replies. */
  heard: Heard[];
  /** Waits until all deliveries are done. */
  settle(): Promise<void>;
  /** Stops Milepost and starts it again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** Fast, but with generous leases: a busy machine must not look like a platform that does not answer. */
const patientTimings: DeliveryTimings = { ...fastTimings, leaseMs: 15_000 };

/** Options of a stage: delivery timings, its own database or platform stand-ins, the bot’s registration in Teams. */
export type Staging = {
  timings?: DeliveryTimings;
  database?: TestDatabase;
  ends?: Ends;
  teams?: Partial<TeamsSettings>;
};

/** Starts the stand-ins of both platforms, and Milepost connected to them. */
export async function startStage(
  engine: EngineInWay,
  more: Partial<Config> = {},
  { timings = patientTimings, database: given, ends: started, teams }: Staging = {},
): Promise<Stage> {
  const [far, database] = [started ?? (await startEnds()), given ?? (await readyDatabase(engine))];
  const [log, heard]: [string[], Heard[]] = [[], []];
  const ends = { ...far, teams: checkedTeams(far.teams, heard) };
  const connected = ends.settings.teams && teams ? { teams: { ...ends.settings.teams, ...teams } } : {};
  const config = configOf(ends, database, { ...connected, ...more });
  const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });
  const start = async () => {
    const milepost = await compose(config, logger, timings, { watch: watching(heard) });
    const desk = ends.connectTo(await milepost.app.listen({ host: '127.0.0.1', port: 0 }));
    return { milepost, desk: checkedDesk(desk, heard) };
  };
  const stage: Stage = {
    ends,
    log,
    heard,
    database,
    ...(await start()),
    settle: () => stage.milepost.delivery.settle(),
    async restart() {
      await stage.milepost.close();
      Object.assign(stage, await start());
    },
    async close() {
      await stage.milepost.close();
      await ends.close();
      await database.drop();
    },
  };
  return stage;
}

function configOf(ends: Ends, { location }: TestDatabase, more: Partial<Config>): Config {
  return {
    port: 0,
    host: '127.0.0.1',
    preview: false,
    publicUrl: undefined,
    secret: undefined,
    logLevel: 'info',
    dataDirectory: 'directory' in location ? location.directory : '.data',
    databaseUrl: 'url' in location ? location.url : undefined,
    pipeline: location.pipeline ?? true,
    admins: [],
    movedNow: undefined,
    email: undefined,
    ...ends.settings,
    ...more,
  };
}

/** Returns a Slack answer as text, including its blocks. */
export const said = (answer: SlackAnswer): string => JSON.stringify(answer.body);

/** Returns the bot's public messages in a Teams room, oldest first. */
export const teamsPosts = ({ ends }: Pick<Stage, 'ends'>, room: TeamsRoom): PostedMessage[] =>
  ends.teams.rooms.messages.filter((message) => message.room === room.id && message.targetedTo === undefined);

/** Returns the card of a Teams message as text. */
export const shownIn = (message: PostedMessage | undefined): string =>
  JSON.stringify(message?.card ?? message?.text ?? null);

/** Returns a person of the stand-in tenant. */
export const teamsPerson = (name: string, more: Partial<TeamsPerson> = {}): TeamsPerson => ({
  id: `29:${name.toLowerCase()}`,
  aadObjectId: `aad-${name.toLowerCase()}`,
  name,
  zone: 'Europe/London',
  ...more,
});
