import type { WebClient } from '@slack/web-api';
import { renderSlack } from '../../../cards/render/slack/cards.ts';
import type { RoomAddress } from '../../../src/ports/intent.ts';
import type { Message, Messenger } from '../../../src/ports/messenger.ts';
import type { SlackClients } from '../clients.ts';
import { roomOf } from '../inbound/origin.ts';
import type { SlackInstallations } from '../installations.ts';
import { createCanPost } from './can-post.ts';
import { type Call, type Failure, failureOf } from './failure.ts';
import { createFindPost } from './find-post.ts';

/** Errors of a thread in a channel that accepts posts. Source: docs.slack.dev, chat.postMessage. */
const threadErrorCodes = new Set([
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'cannot_reply_to_message',
  'message_not_found',
  'thread_not_found',
]);

/** `clients` are the background ones of the outbox; `interactive` ones answer people. */
type Parts = { installations: SlackInstallations; clients: SlackClients; interactive: SlackClients };

/** Sends messages to Slack. */
export function slackMessenger({ installations, clients, interactive }: Parts): Messenger {
  const call = async <T>(
    tenant: string,
    kind: Call,
    work: (client: WebClient) => Promise<T>,
  ): Promise<T | Failure> => {
    let client: WebClient;
    try {
      const found = await installations.find(tenant);
      if (!found) return { is: 'cut_off', why: 'not installed in this workspace' };
      client = clients(found.botToken);
    } catch (error) {
      // nothing was sent yet, so the outcome is never unknown
      return failureOf(error, 'edit');
    }
    return work(client).catch((error: unknown) => failureOf(error, kind));
  };
  return {
    find: createFindPost(installations, clients),
    canPost: createCanPost(installations, interactive),
    async post(room, message, threadId) {
      const sent = await call(room.tenant, 'post', (client) =>
        withJoin(client, room, 'post', () => post(client, room, message, threadId)),
      );
      return threadId !== undefined && 'why' in sent && threadErrorCodes.has(sent.why)
        ? { is: 'message_gone', why: sent.why }
        : sent;
    },
    edit: (room, messageId, message) =>
      call(room.tenant, 'edit', (client) =>
        withJoin(client, room, 'edit', () => edit(client, room, messageId, message)),
      ),
    openDirect: ({ tenant, user, name }) =>
      call(tenant, 'edit', async (client) => {
        const { channel } = await client.conversations.open({ users: user });
        if (!channel?.id) return { is: 'retry' as const, why: 'conversations.open named no channel' };
        return {
          is: 'opened' as const,
          room: { ...roomOf(tenant, channel.id), kind: 'direct' as const, ...(name ? { name } : {}) },
        };
      }),
  };
}

async function post(client: WebClient, room: RoomAddress, { card, key }: Message, threadId?: string) {
  const { ts } = await client.chat.postMessage({
    channel: room.channel,
    ...(threadId === undefined ? {} : { thread_ts: threadId }),
    ...renderSlack(card, { tenant: room.tenant }),
    metadata: { event_type: 'milepost_card', event_payload: { key } },
    unfurl_links: false,
    unfurl_media: false,
  });
  if (!ts) return { is: 'unknown' as const, why: 'chat.postMessage named no message' };
  return { is: 'sent' as const, messageId: ts };
}

async function edit(client: WebClient, room: RoomAddress, messageId: string, { card }: Message) {
  await client.chat.update({
    channel: room.channel,
    ts: messageId,
    ...renderSlack(card, { tenant: room.tenant }),
  });
  return { is: 'sent' as const, messageId };
}

/** Joins a public channel and retries once; to a private one the bot must be invited. */
async function withJoin<T>(
  client: WebClient,
  room: RoomAddress,
  kind: Call,
  work: () => Promise<T>,
): Promise<T | Failure> {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error, kind);
    if (failure.is !== 'room_lost' || failure.why !== 'not_in_channel') return failure;
    try {
      await client.conversations.join({ channel: room.channel });
    } catch (refused) {
      const why = failureOf(refused, 'edit');
      return why.is === 'limited' || why.is === 'retry' || why.is === 'unreachable' ? why : failure;
    }
    return work();
  }
}
