import { tmpdir } from 'node:os';
import type { Ends } from '../../../src/preview/ends.ts';
import type { SlackDesk } from '../../../src/preview/slack/desk.ts';
import type { TestDatabase } from '../database/database.ts';
import { testSecret } from '../secret.ts';
import { startProgram } from './process.ts';

/** Milepost in its own process as an operator starts it, at the platforms' permitted rates. */
export type Replica = {
  /** Its base URL. */
  url: string;
  /** Sends Slack's requests to this replica. */
  desk: SlackDesk;
  /** Sends Teams' requests to this replica from now on. */
  takeTeams(): void;
  /** Sends SIGKILL, so nothing in progress is finished. */
  kill(): Promise<void>;
  /** Sends SIGTERM, so accepted work is finished. */
  stop(): Promise<void>;
};

/** Starts a process with stand-ins that do not sign Teams' requests, and waits until it listens. `more` settings win. */
export async function startReplica(
  ends: Ends,
  { location }: TestDatabase,
  more: Record<string, string> = {},
): Promise<Replica> {
  const { slack } = ends.settings;
  if (!slack?.apiUrl) throw new Error('Slack is not connected');
  const env = {
    ...{
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      MILEPOST_SECRET: testSecret,
      TEAMS_ANONYMOUS: '1',
    },
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    ...('url' in location ? { DATABASE_URL: location.url } : { DATA_DIR: location.directory }),
    ...more,
  };
  const program = startProgram('main.ts', [], { env, cwd: tmpdir() });
  let printed = '';
  program.process.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  await program.says('Milepost is ready: ');
  const url = /ready: (http:\S+)\//.exec(printed)?.[1] ?? '';
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    program.process.kill(signal);
    await program.ended;
  };
  return {
    url,
    desk: ends.connectTo(url),
    takeTeams: () => ends.teams.connectTo(url),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
