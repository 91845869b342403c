import Fastify from 'fastify';
import { connectTeams } from '../../../adapters/teams/connect.ts';
import type { TeamsSettings } from '../../../adapters/teams/settings.ts';
import { note } from '../../../cards/model.ts';
import type { Intent, Reply, RoomNews } from '../../../src/ports/intent.ts';
import { startTeamsEnd } from '../../../src/preview/teams/end.ts';

/** A log entry. */
type Logged = { level: string; fields: object; message: string };

/** Test settings of Milepost; by default every intent is answered with a card. */
type Setup = {
  settings?: Partial<TeamsSettings>;
  run?: (intent: Intent) => Reply | Promise<Reply>;
  onRoomNews?: (news: RoomNews) => Promise<void>;
};

/**
 * Starts the real adapter on a real port, connected to the stand-in of Teams. `intents` and `news` record
 * what reaches the core; `run` is the core's answer.
 */
export async function startTeams({ settings = {}, run, onRoomNews }: Setup = {}) {
  const end = await startTeamsEnd();
  const intents: Intent[] = [];
  const news: RoomNews[] = [];
  const logged: Logged[] = [];
  const at = (level: string) => (fields: object, message: string) =>
    void logged.push({ level, fields, message });
  const teams = connectTeams(
    { ...end.settings, ...settings },
    {
      run: async (intent) => {
        intents.push(intent);
        return run ? run(intent) : { is: 'shown', card: note('Here it is') };
      },
      onRoomNews: async (one) => {
        news.push(one);
        await onRoomNews?.(one);
      },
      log: { info: at('info'), warn: at('warn'), error: at('error') } as never,
    },
  );
  const server = Fastify({ forceCloseConnections: true });
  await server.register(teams.plugin);
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  end.connectTo(url);

  const ana = { id: '29:ana', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001', name: 'Ana' };
  const ben = { id: '29:ben', aadObjectId: 'bbbbbbbb-0000-4000-8000-000000000002', name: 'Ben' };
  const { tenant } = end;
  const channel = end.rooms.add({
    id: '19:apollo@thread.tacv2',
    kind: 'channel',
    name: 'Apollo',
    tenant,
    members: [ana, ben],
  });
  const chat = end.rooms.add({ id: '19:chat@thread.v2', kind: 'groupChat', tenant, members: [ana, ben] });
  const direct = end.rooms.personal(ana, tenant);

  return {
    end,
    teams,
    url,
    intents,
    news,
    logged,
    people: { ana, ben },
    rooms: { channel, chat, direct },
    /** Posts a live card into a room, as the queue would. */
    async posted(card: Parameters<typeof teams.messenger.post>[1]['card'], room = channel) {
      const reach = { serviceUrl: end.serviceUrl, botId: end.bot.id };
      const address = { platform: 'teams', tenant, channel: room.id, kind: 'channel', reach } as const;
      const sent = await teams.messenger.post(address, { card, key: 'k1' });
      const message = sent.is === 'sent' ? end.rooms.message(sent.messageId) : undefined;
      if (!message) throw new Error(`not posted: ${JSON.stringify(sent)}`);
      return message;
    },
    async stop() {
      await server.close();
      await teams.close();
      await end.close();
    },
  };
}

/** A running Milepost with Teams. */
export type RunningTeams = Awaited<ReturnType<typeof startTeams>>;
