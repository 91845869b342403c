import { renderTeams } from '../../../cards/render/teams/cards.ts';
import { renderSummary } from '../../../cards/render/text.ts';
import type { RoomAddress } from '../../../src/ports/intent.ts';
import type { Message, Messenger } from '../../../src/ports/messenger.ts';
import { activitiesPath, messageActivity } from '../reply/message.ts';
import { createCanPost } from './can-post.ts';
import type { CallConnector } from './connector.ts';
import { type Failure, failureOf, idIn } from './failure.ts';

/** What is needed to reach a room: its connector, and the bot's id there. */
type Reach = { serviceUrl: string; botId: string };

function reachOf(room: RoomAddress | undefined): Reach | undefined {
  const { serviceUrl, botId } = room?.reach ?? {};
  return serviceUrl === undefined || botId === undefined ? undefined : { serviceUrl, botId };
}

const unreachable: Failure = { is: 'rejected', why: 'the room has no service address' };

function activityFor(room: RoomAddress, { card }: Message, botId: string) {
  const shown = { card: renderTeams(card, { tenant: room.tenant }), summary: renderSummary(card) };
  return messageActivity(shown, botId, room.channel);
}

/** Returns the thread of a message; only channels have threads. */
const threadIn = (channel: string, root: string | undefined) =>
  root !== undefined && /@thread\.(tacv2|skype)$/.test(channel) ? `${channel};messageid=${root}` : channel;

/** Sends messages to Teams: one call each, no retries. In a channel each post starts its own thread. */
export function createMessenger(call: CallConnector): Messenger {
  return {
    canPost: createCanPost(call),
    async post(room, message, threadId) {
      const reach = reachOf(room);
      if (!reach) return unreachable;
      const body = activityFor(room, message, reach.botId);
      const { serviceUrl } = reach;
      const path = activitiesPath(threadIn(room.channel, threadId));
      const called = await call({ method: 'POST', serviceUrl, path, body });
      const failed = failureOf(called, 'post');
      // the thread may be gone while the channel is not
      if (failed?.is === 'room_lost' && threadId !== undefined) return { ...failed, is: 'message_gone' };
      if (failed) return failed;
      const messageId = idIn(called);
      return messageId === undefined
        ? { is: 'unknown', why: 'the connector answered without an id' }
        : { is: 'sent', messageId };
    },

    async edit(room, messageId, message) {
      const reach = reachOf(room);
      if (!reach) return unreachable;
      const body = { ...activityFor(room, message, reach.botId), id: messageId };
      const { serviceUrl } = reach;
      const path = activitiesPath(room.channel, messageId);
      const called = await call({ method: 'PUT', serviceUrl, path, body });
      return failureOf(called, 'edit') ?? { is: 'sent', messageId };
    },

    async openDirect(person, knownRoom) {
      const reach = reachOf(knownRoom);
      if (!reach) return { is: 'rejected', why: 'the person was met in no room that can be reached' };
      const { serviceUrl, botId } = reach;
      const body = {
        isGroup: false,
        bot: { id: botId },
        members: [{ id: person.user }],
        tenantId: person.tenant,
        channelData: { tenant: { id: person.tenant } },
      };
      const called = await call({ method: 'POST', serviceUrl, path: '/v3/conversations', body });
      // opening a chat twice is harmless, so an unknown outcome may be retried
      const failed = failureOf(called, 'edit');
      if (failed?.is === 'message_gone') return { is: 'room_lost', why: failed.why };
      if (failed) return failed;
      const channel = idIn(called);
      if (channel === undefined) return { is: 'retry', why: 'the connector answered without an id' };
      const { tenant } = person;
      const name = person.name === undefined ? {} : { name: person.name };
      return {
        is: 'opened',
        room: { platform: 'teams', tenant, channel, kind: 'direct', ...name, reach: { serviceUrl, botId } },
      };
    },
  };
}
