import { z } from 'zod';
import type { QuotedMessage, ReactionNews } from '../../../../src/ports/intent.ts';
import type { ListenerPorts, RequestContext } from '../../context.ts';
import { answerMessage, lineMessage } from '../../reply/answer.ts';
import { sendReply } from '../../reply/send-reply.ts';
import { actorOf, roomOf } from '../origin.ts';
import { quotedMessage } from './message.ts';

const stamp = z.string().regex(/^\d{1,12}\.\d{1,9}$/);

/** Source: docs.slack.dev, reaction_added and reaction_removed. */
const eventSchema = z.object({
  type: z.enum(['reaction_added', 'reaction_removed']),
  user: z.string(),
  reaction: z.string().max(200),
  item: z.object({ type: z.literal('message'), channel: z.string(), ts: stamp }),
  item_user: z.string().nullish(),
  event_ts: stamp,
});

/** Events of reactions. */
export const reactionEvents = new Set<string>(eventSchema.shape.type.options);

/** Takes a reaction to a message of a channel; what has to be answered is said in private. */
export async function onReaction(
  event: unknown,
  ports: ListenerPorts,
  context: RequestContext,
  enterprise: string | undefined,
): Promise<void> {
  const { exchange, teamId: tenant, botUserId, teamUrl, botToken: token } = context;
  const read = eventSchema.safeParse(event).data;
  if (!read || read.item.channel.startsWith('D') || read.item_user === botUserId || read.user === botUserId)
    return;
  const { item, user } = read;
  const room = roomOf(tenant, item.channel);
  const news: ReactionNews = {
    is: read.type === 'reaction_added' ? 'added' : 'removed',
    actor: actorOf(user, { installed: tenant, home: undefined, enterprise }),
    room,
    messageId: item.ts,
    reaction: read.reaction,
    stamp: sortable(read.event_ts),
    delivery: exchange.delivery,
    fetch: () => fetchMessage(item, ports, context),
  };
  const answer = await ports.onReactionNews(news);
  exchange.accept();
  if (!answer) return;
  const message =
    answer.is === 'asks'
      ? answerMessage(answer.reply, { tenant, teamUrl, channel: item.channel }, ports.log)
      : lineMessage(unfetched, tenant);
  await sendReply(ports, { token, user, room }, message);
}

const unfetched =
  'Slack did not give Milepost the message that you reacted to, so it is not evidence yet. Choose “Add as evidence” in the menu of the message.';

/** Slack's `1733216523.000200` with the same number of digits before and after the point. */
function sortable(ts: string): string {
  const [seconds = '', part = ''] = ts.split('.');
  return `${seconds.padStart(12, '0')}.${part.padEnd(9, '0')}`;
}

/** Fetches one message; undefined where Slack does not give it. Source: docs.slack.dev, conversations.replies. */
async function fetchMessage(
  { channel, ts }: { channel: string; ts: string },
  { clients, log }: ListenerPorts,
  { teamId: tenant, teamUrl, botUserId: bot, botId, botToken }: RequestContext,
): Promise<QuotedMessage | undefined> {
  try {
    const { messages = [] } = await clients(botToken).conversations.replies({
      channel,
      ts,
      oldest: ts,
      latest: ts,
      inclusive: true,
      limit: 1,
    });
    const found = messages.find((message) => message.ts === ts);
    return found && quotedMessage(found, { tenant, teamUrl, channel, bot, botId });
  } catch (error) {
    log.warn({ cause: String(error) }, 'slack message not fetched');
    return undefined;
  }
}
