import Fastify, { type FastifyInstance } from 'fastify';
import {
  connectInstallations,
  connectSlack,
  type Slack,
  type SlackPorts,
} from '../../../adapters/slack/connect.ts';
import { type Card, type Form, note } from '../../../cards/model.ts';
import type { Intent, Reply, RoomNews } from '../../../src/ports/intent.ts';
import type { SlackDesk } from '../../../src/preview/slack/desk.ts';
import { type SlackEnd, startSlackEnd } from '../../../src/preview/slack/end.ts';
import type { SlackTeam } from '../../../src/preview/slack/world.ts';

/** The signing secret in tests. */
export const signingSecret = 'milepost-test-secret';

/** The Slack adapter over real HTTP; the test scripts the core's answers. */
export type SlackRig = {
  end: SlackEnd;
  desk: SlackDesk;
  slack: Slack;
  app: FastifyInstance;
  url: string;
  /** Intents that reached the core, oldest first. */
  intents: Intent[];
  heard: RoomNews[];
  /** Lines of the log, as JSON. */
  logged: string[];
  /** Sets the core's answer from now on. */
  answer(reply: Reply | ((intent: Intent) => Reply | Promise<Reply>)): void;
  /** What `onRoomNews` does from now on. */
  onRoomNews(work: SlackPorts['onRoomNews']): void;
  close(): Promise<void>;
};

/** Starts one workspace `T1`: Ana and Ben in #general, a private channel, and the bot in both. */
export async function slackRig({
  now = Date.now,
  before = () => {},
}: {
  now?: () => number;
  /** Runs before Milepost starts: to script failures of its first calls or add routes. */
  before?: (end: SlackEnd, app: FastifyInstance) => void;
} = {}): Promise<SlackRig> {
  const end = await startSlackEnd({ now });
  const { token } = end.world.addTeam('T1', 'Acme');
  end.world.addPerson({ id: 'UANA', team: 'T1', name: 'ana', realName: 'Ana Diaz' });
  end.world.addPerson({ id: 'UBEN', team: 'T1', name: 'ben', realName: 'Ben Ode' });
  end.world.addChannel({ id: 'CGEN', team: 'T1', name: 'general' });
  const intents: Intent[] = [];
  const heard: RoomNews[] = [];
  const logged: string[] = [];
  let reply: (intent: Intent) => Reply | Promise<Reply> = () => shown('Hello');
  let onRoomNews: SlackPorts['onRoomNews'] = async () => {};
  const app = Fastify({
    logger: { level: 'debug', stream: { write: (line: string) => void logged.push(line) } },
  });
  const slack = connectSlack(
    { signingSecret, botToken: token, apiUrl: end.apiUrl },
    {
      run: async (intent) => {
        intents.push(intent);
        return reply(intent);
      },
      onRoomNews: async (news) => {
        heard.push(news);
        await onRoomNews(news);
      },
      log: app.log,
      now,
    },
  );
  before(end, app);
  await app.register(slack.plugin);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    end,
    slack,
    app,
    url,
    intents,
    heard,
    logged,
    desk: end.desk({ url, signingSecret }),
    answer: (next) => {
      reply = typeof next === 'function' ? next : () => next;
    },
    onRoomNews: (work) => {
      onRoomNews = work;
    },
    close: async () => {
      await app.close();
      await end.close();
    },
  };
}

/** Returns a reply with a titled card. */
export const shown = (title: string): Reply => ({ is: 'shown', card: note(title) });

/** Returns a milestone card with every kind of button. */
export const milestoneCard = (): Card => ({
  title: [{ is: 'strong', text: '3 · Beta launch' }],
  blocks: [{ is: 'progress', percent: 60, label: '60%' }],
  actions: [
    { label: 'Progress', command: 'progress', input: { milestone: '3' }, version: 7, style: 'primary' },
  ],
  more: [
    { label: 'Block', command: 'block', input: { milestone: '3' }, version: 7 },
    { label: 'Evidence', command: 'evidence', input: { milestone: '3' }, version: 7 },
  ],
});

/** A form with every kind of field. */
export const form: Form = {
  title: 'New milestone',
  command: 'new',
  submit: 'Create',
  given: {},
  fields: [
    { is: 'text', name: 'name', label: 'Name', optional: false, lines: 'one', minLength: 3, maxLength: 100 },
    { is: 'number', name: 'share', label: 'Share', optional: true, min: 0, max: 100 },
    { is: 'date', name: 'due', label: 'Due', optional: true },
    {
      is: 'choice',
      name: 'priority',
      label: 'Priority',
      optional: true,
      choices: [
        { label: 'Urgent', value: 'p0' },
        { label: 'Normal', value: 'p2' },
      ],
    },
    { is: 'person', name: 'owner', label: 'Owner', optional: true },
  ],
};

/** Connects several workspaces to one adapter, as an OAuth installation does. */
export async function connectTeams(
  end: SlackEnd,
  teams: SlackTeam[],
  run: SlackPorts['run'],
): Promise<Omit<Slack, 'check' | 'isConfigured'> & { desk: SlackDesk; close(): Promise<void> }> {
  const app = Fastify();
  const slack = connectInstallations(
    { signingSecret, apiUrl: end.apiUrl },
    { run, onRoomNews: async () => {}, log: app.log, now: Date.now },
    {
      find: async (teamId) => {
        const team = teams.find(({ id }) => id === teamId);
        return team && { teamId, botToken: team.token, botUserId: team.botUserId, botId: team.botId };
      },
    },
  );
  await app.register(slack.plugin);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { ...slack, desk: end.desk({ url, signingSecret }), close: () => app.close() };
}
