import type { ChatPlatform } from '../../domain/platform.ts';
import type { PersonNewsHandler, RoomAddress } from '../../ports/intent.ts';
import { causeOf, type Log } from '../../ports/log.ts';
import type { Messenger, SendResult } from '../../ports/messenger.ts';

/** Slack's codes for a deactivated account. Source: docs.slack.dev, conversations.open, chat.postMessage. */
const goneCodes = /\b(?:user_disabled|users?_not_found)\b/;

type Outcome = SendResult | { is: 'opened'; room: RoomAddress };

const isUndeliverable = (sent: Outcome): sent is Extract<SendResult, { why: string }> =>
  sent.is === 'room_lost' || (sent.is === 'rejected' && / 40[34]\b/.test(sent.why));

/** Wraps a messenger to report people whose direct chat refuses messages: they may be gone (ADM-2). */
export function reportingUnreachable(
  platform: ChatPlatform,
  messenger: Messenger,
  onPersonNews: PersonNewsHandler,
  log: Log,
): Messenger {
  const watch = async <T extends Outcome>(call: Promise<T>, chat: RoomAddress): Promise<T> => {
    const sent = await call;
    if (chat.kind !== 'direct' || !isUndeliverable(sent)) return sent;
    try {
      await onPersonNews({ is: 'unreachable', chat, gone: goneCodes.test(sent.why) });
    } catch (error) {
      log.warn({ platform, cause: causeOf(error) }, 'person look-up failed');
    }
    return sent;
  };
  return {
    ...messenger,
    post: (room, message, threadId) => watch(messenger.post(room, message, threadId), room),
    edit: (room, messageId, message) => watch(messenger.edit(room, messageId, message), room),
    openDirect: (person, knownRoom) => {
      const chat = {
        platform,
        tenant: person.tenant,
        channel: `user:${person.user}`,
        kind: 'direct',
      } as const;
      return watch(messenger.openDirect(person, knownRoom), chat);
    },
  };
}
