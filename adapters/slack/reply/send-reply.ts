import { WebAPIPlatformError } from '@slack/web-api';
import type { SlackMessage } from '../../../cards/render/slack/cards.ts';
import type { ListenerPorts, ReplyTarget } from '../context.ts';

/**
 * Sends a message to one person: ephemeral in a channel, plain in a direct chat, and in their direct chat
 * where the bot cannot post. One attempt each; never throws. In a direct chat, `inPlaceOf` is edited
 * instead.
 *
 * @returns the message id, in a direct chat only.
 */
export async function sendReply(
  ports: ListenerPorts,
  target: ReplyTarget,
  message: SlackMessage,
  inPlaceOf?: string,
): Promise<string | undefined> {
  const { chat } = ports.clients(target.token);
  const { user, room, thread } = target;
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  const quiet = { ...message, unfurl_links: false, unfurl_media: false };
  try {
    if (room?.kind === 'direct') {
      if (
        inPlaceOf !== undefined &&
        (await replaceReply(ports, target.token, room.channel, inPlaceOf, message))
      )
        return inPlaceOf;
      return (await chat.postMessage({ channel: room.channel, ...inThread, ...quiet })).ts;
    }
    if (room) await chat.postEphemeral({ channel: room.channel, user, ...inThread, ...message });
    else await chat.postMessage({ channel: user, ...quiet });
  } catch (error) {
    ports.log.warn({ cause: String(error) }, 'slack answer failed');
    if (room && error instanceof WebAPIPlatformError)
      await sendReply(ports, { token: target.token, user }, message);
  }
  return undefined;
}

/** Edits an earlier answer; false when Slack refuses. */
async function replaceReply(
  { clients, log }: ListenerPorts,
  token: string,
  channel: string,
  ts: string,
  message: SlackMessage,
): Promise<boolean> {
  try {
    await clients(token).chat.update({ channel, ts, ...message });
    return true;
  } catch (error) {
    log.warn({ cause: String(error) }, 'slack answer edit failed');
    return false;
  }
}
