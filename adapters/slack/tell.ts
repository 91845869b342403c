import { WebAPIPlatformError } from '@slack/web-api';
import type { SlackMessage } from '../../cards/render/slack.ts';
import type { Asked, Door } from './door.ts';

/**
 * Says something to one person, where they asked: privately in a channel, as a message in a direct
 * chat. Where the bot cannot speak, in their own direct chat with it. Best effort, one
 * attempt each; never throws.
 */
export async function tell(door: Door, asked: Asked, message: SlackMessage): Promise<void> {
  const { chat } = door.clients(asked.token);
  const { user, room, thread } = asked;
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  const quiet = { ...message, unfurl_links: false, unfurl_media: false };
  try {
    if (room?.kind === 'direct') await chat.postMessage({ channel: room.channel, ...inThread, ...quiet });
    else if (room) await chat.postEphemeral({ channel: room.channel, user, ...inThread, ...message });
    else await chat.postMessage({ channel: user, ...quiet });
  } catch (error) {
    door.log.warn({ cause: String(error) }, 'Slack did not take an answer to a person');
    if (room && error instanceof WebAPIPlatformError) await tell(door, { token: asked.token, user }, message);
  }
}
