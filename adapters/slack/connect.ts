import type { FastifyBaseLogger, FastifyPluginAsync } from 'fastify';
import type {
  FindMembers,
  FindProfile,
  MessageNewsHandler,
  PersonNewsHandler,
  ReactionNewsHandler,
  RoomNewsHandler,
  Run,
  ThreadNewsHandler,
} from '../../src/ports/intent.ts';
import type { Messenger } from '../../src/ports/messenger.ts';
import { boltApp } from './bolt-app.ts';
import { maskTokens } from './bolt-log.ts';
import { slackClients } from './clients.ts';
import { slackFiles } from './inbound/files.ts';
import { slackMembers } from './inbound/members.ts';
import { slackProfiles } from './inbound/profile.ts';
import { SlackReceiver } from './inbound/receiver.ts';
import { type SlackInstallations, singleInstallation } from './installations.ts';
import { slackMessenger } from './outbound/messenger.ts';

/** The operator's settings. `apiUrl` is for tests and proxies, e.g. `http://127.0.0.1:4001/api/`. */
export type SlackSettings = { signingSecret: string; botToken: string; apiUrl?: string };

/** What the adapter needs of the core. `now` in milliseconds since the epoch. */
export type SlackPorts = {
  run: Run;
  onRoomNews: RoomNewsHandler;
  onPersonNews?: PersonNewsHandler;
  onThreadNews?: ThreadNewsHandler;
  onMessageNews?: MessageNewsHandler;
  onReactionNews?: ReactionNewsHandler;
  log: FastifyBaseLogger;
  now: () => number;
};

/** The connected Slack adapter. */
export type Slack = {
  /** `POST /slack/events`. */
  plugin: FastifyPluginAsync;
  messenger: Messenger;
  findProfile: FindProfile;
  findMembers: FindMembers;
  /** Whether the token belongs to this workspace. False until Slack has confirmed its workspace. */
  isConfigured(tenant: string): boolean;
  /** Tests the token. Returns the workspace; rejects with what to do. */
  check(): Promise<string>;
};

/** Connects one workspace by its bot token. Makes no call before the plugin starts or a message is sent. */
export function connectSlack(settings: SlackSettings, ports: SlackPorts): Slack {
  const { botToken, apiUrl } = settings;
  const client = slackClients('interactive', apiUrl, ports.log)(botToken);
  const installations = singleInstallation(botToken, client);
  const connected = connectInstallations(settings, ports, installations);
  return {
    ...connected,
    isConfigured: installations.isInstalledIn,
    plugin: async (fastify, options) => {
      // prefetched, so that the first request does not wait; after a failure the next request retries
      fastify.addHook('onReady', async () => {
        installations.load().catch((error: unknown) => {
          ports.log.warn({ cause: maskTokens(String(error)) }, 'slack workspace look-up failed');
        });
      });
      await connected.plugin(fastify, options);
    },
    check: async () => {
      try {
        const { team, team_id, user } = await client.auth.test();
        return `Slack workspace ${team} (${team_id}) as @${user}`;
      } catch (error) {
        const cause = maskTokens(error instanceof Error ? error.message : String(error));
        throw new Error(
          `Slack does not take the bot token: ${cause}. Check SLACK_BOT_TOKEN and SLACK_API_URL.`,
        );
      }
    },
  };
}

/** Connects every workspace that `installations` knows. */
export function connectInstallations(
  { signingSecret, apiUrl }: Pick<SlackSettings, 'signingSecret' | 'apiUrl'>,
  {
    run,
    onRoomNews,
    onPersonNews = async () => {},
    onThreadNews = async () => undefined,
    onMessageNews = async () => {},
    onReactionNews = async () => undefined,
    log,
    now,
  }: SlackPorts,
  installations: SlackInstallations,
): Omit<Slack, 'check' | 'isConfigured'> {
  const interactive = slackClients('interactive', apiUrl, log);
  const background = slackClients('background', apiUrl, log);
  const receiver = new SlackReceiver({ signingSecret, now, log });
  const ports = {
    run,
    onThreadNews,
    onMessageNews,
    onReactionNews,
    clients: interactive,
    files: slackFiles(apiUrl, log),
    log,
  };
  boltApp({ receiver, installations, ports, onRoomNews, onPersonNews, apiUrl });
  return {
    plugin: receiver.plugin,
    messenger: slackMessenger({ installations, clients: background, interactive }),
    findProfile: slackProfiles({ installations, clients: interactive, log }),
    findMembers: slackMembers(installations, interactive),
  };
}
