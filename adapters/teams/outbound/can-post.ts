import type { Messenger } from '../../../src/ports/messenger.ts';
import type { CallConnector } from './connector.ts';
import { errorCodeOf } from './failure.ts';

/** A person waits for the command that needs the answer. */
const timeoutMs = 1_000;

/** Codes where the app is not installed. Source: Teams "send proactive messages", error codes. */
const notInstalledCodes = new Set([
  'BotNotInConversationRoster',
  'ConversationNotFound',
  'ForbiddenOperationException',
  'BotDisabledByAdmin',
]);

/** Requests a channel's roster, for members only. Other answers mean `yes`: the first post will show. */
export function createCanPost(call: CallConnector): NonNullable<Messenger['canPost']> {
  return async ({ kind, channel, reach }) => {
    const serviceUrl = reach?.serviceUrl;
    if (kind === 'direct' || serviceUrl === undefined) return { is: 'yes' };
    const path = `/v3/conversations/${encodeURIComponent(channel)}/pagedmembers?pageSize=50`;
    const called = await call({ method: 'GET', serviceUrl, path, timeoutMs });
    const isRefused = called.is === 'answered' && [403, 404].includes(called.status);
    return isRefused && notInstalledCodes.has(errorCodeOf(called.body))
      ? { is: 'no', why: 'not_in_room' }
      : { is: 'yes' };
  };
}
