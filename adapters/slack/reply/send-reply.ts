import { WebAPIPlatformError } from '@slack/web-api';
import type { SlackMessage } from '../../../cards/render/slack/cards.ts';
import type { ListenerPorts, ReplyTarget } from '../context.ts';

/**
 * Says something to one person, where they target: privately in a channel, as a message in a direct
 * chat. Where the bot cannot speak, in their own direct chat with it. Best effort, one
 * attempt each; never throws. In a direct chat it can take the place of an earlier answer.
 *
 * @returns the message in the direct chat, where it was said there.
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
    ports.log.warn({ cause: String(error) }, 'Slack did not take an answer to a person');
    if (room && error instanceof WebAPIPlatformError)
      await sendReply(ports, { token: target.token, user }, message);
  }
  return undefined;
}

/** Whether an earlier answer took other words. */
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
    log.warn({ cause: String(error) }, 'Slack did not change an answer');
    return false;
  }
}
