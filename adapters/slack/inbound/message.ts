import { z } from 'zod';
import { createDeduplicator } from '../../shared/deduplicate.ts';
import { createRecentCache, isCorrectable } from '../../shared/recent-cache.ts';
import type { ListenerPorts, RequestContext } from '../context.ts';
import { answerMessage, formInvitation } from '../reply/answer.ts';
import { sendReply } from '../reply/send-reply.ts';
import { normaliseLine } from './line.ts';
import { actorOf, roomOf } from './origin.ts';
import { messageNews } from './quoted/message-news.ts';
import { threadNews } from './thread/thread-news.ts';

/** The fields that we read. `user_team` is the author's home workspace, in shared channels. */
const messageSchema = z.object({
  ts: z.string().optional(),
  type: z.enum(['app_mention', 'message']),
  user: z.string(),
  text: z.string().default(''),
  channel: z.string(),
  channel_type: z.string().optional(),
  thread_ts: z.string().optional(),
  subtype: z.string().optional(),
  files: z.array(z.unknown()).optional(),
  bot_id: z.string().optional(),
  user_team: z.string().optional(),
  team: z.string().optional(),
});

type Message = z.infer<typeof messageSchema>;

/** An edit in a direct chat. Unfurling a link sends one too, with unchanged text. */
const editSchema = z.object({
  subtype: z.literal('message_changed'),
  channel: z.string(),
  channel_type: z.string().optional(),
  message: z.object({ user: z.string(), edited: z.looseObject({ user: z.string().optional() }) }).loose(),
  previous_message: z.object({ text: z.string().optional() }).optional(),
});

/** A message to the bot, in its current wording. */
type BotMessage = { message: Message; corrects: boolean };

/** Returns an event's message if it is for the bot. Edits in channels do not come as mentions. */
function botMessageIn(event: unknown): BotMessage | undefined {
  const edit = editSchema.safeParse(event).data;
  if (!edit) {
    const parsed = messageSchema.safeParse(event).data;
    return parsed && isForUs(parsed) ? { message: parsed, corrects: false } : undefined;
  }
  const { channel, message, previous_message: before } = edit;
  // edits by somebody else do not count
  if ((message.edited.user ?? message.user) !== message.user) return undefined;
  const parsed = messageSchema.safeParse({
    ...message,
    type: 'message',
    channel,
    channel_type: edit.channel_type ?? 'im',
  }).data;
  if (!parsed || !channel.startsWith('D') || !isForUs(parsed) || parsed.text === before?.text)
    return undefined;
  return isCorrectable(Number(parsed.ts) * 1_000, Date.now())
    ? { message: parsed, corrects: true }
    : undefined;
}

/**
 * Runs mentions and direct messages as command lines. Slack retries events, on any replica, so they are
 * deduplicated. An edited message is run again unless it has been carried out, and its answer replaces the
 * first one.
 */
export function messageListener(
  ports: ListenerPorts,
): (event: unknown, body: unknown, context: RequestContext) => Promise<void> {
  const deduplicate = createDeduplicator();
  const answers = createRecentCache<string>();
  return async (event, body, context) => {
    const changed = messageNews(event, { tenant: context.teamId, bot: context.botUserId });
    if (changed) await ports.onMessageNews(changed);
    if (await takeReply(ports, event, body, context)) return;
    const received = botMessageIn(event);
    if (!received) return;
    const { exchange, teamId } = context;
    const { channel, ts } = received.message;
    const key = ts === undefined ? exchange.delivery : `slack:message:${teamId}/${channel}/${ts}`;
    let sendAnswer: SendAnswer | undefined;
    await deduplicate(received.corrects ? exchange.delivery : key, async () => {
      sendAnswer = await answerTo(ports, { ...received, key, enterprise: enterpriseOf(body) }, context);
    });
    exchange.accept();
    const answer = await sendAnswer?.(answers.get(key));
    if (answer !== undefined) answers.set(key, answer);
  };
}

/** Takes a reply in the thread of a project as its message; only a refusal is answered. Whether it was one. */
async function takeReply(
  ports: ListenerPorts,
  event: unknown,
  body: unknown,
  { exchange, teamId: tenant, teamUrl, botUserId: bot, botToken: token }: RequestContext,
): Promise<boolean> {
  const news = threadNews(event, { tenant, bot, enterprise: enterpriseOf(body) });
  const reply = news && (await ports.onThreadNews(news));
  if (!reply) return false;
  exchange.accept();
  if (reply.is !== 'refused' || reply.repeated) return true;
  const { room, thread, actor } = news;
  const answer = answerMessage(reply, { tenant, teamUrl, channel: room.channel }, ports.log);
  await sendReply(ports, { token, user: actor.user, room, thread }, answer);
  return true;
}

/** Sends an answer, in place of an earlier one if given; returns the message id. */
type SendAnswer = (inPlaceOf: string | undefined) => Promise<string | undefined>;

/** Runs a line. The answer is sent after the event has been acknowledged. */
async function answerTo(
  ports: ListenerPorts,
  { message, corrects, key, enterprise }: BotMessage & { key: string; enterprise: string | undefined },
  { teamId: tenant, teamUrl, ...context }: RequestContext,
): Promise<SendAnswer | undefined> {
  const room = roomOf(tenant, message.channel);
  const files = ports.files(message.files, context.botToken);
  const reply = await ports.run({
    delivery: key,
    answer: 'posted',
    ...(corrects ? { corrects: true } : {}),
    actor: actorOf(message.user, { installed: tenant, home: message.user_team ?? message.team, enterprise }),
    room,
    ...(message.thread_ts === undefined ? {} : { thread: message.thread_ts }),
    surface: 'line',
    ask: { line: normaliseLine(message.text, tenant, context.botUserId) },
    ...(files.length > 0 ? { files } : {}),
  });
  if (reply.repeated) return undefined;
  const place = { tenant, teamUrl, channel: message.channel };
  const answer = reply.is === 'form' ? formInvitation(reply, tenant) : answerMessage(reply, place, ports.log);
  const target = { token: context.botToken, user: message.user, room, thread: message.thread_ts };
  return (inPlaceOf) => sendReply(ports, target, answer, inPlaceOf);
}

/** The only subtype that is a message of its own. */
const fileShare = 'file_share';

/** Ignores edits, joins and bots. In a channel only mentions count, in a direct chat only messages. */
function isForUs(message: Message): boolean {
  if (message.bot_id !== undefined || (message.subtype ?? fileShare) !== fileShare) return false;
  const direct = message.channel.startsWith('D');
  return message.type === 'message' ? message.channel_type === 'im' : !direct;
}

const envelope = z.object({
  enterprise_id: z.string().nullish(),
  authorizations: z.array(z.object({ enterprise_id: z.string().nullish() })).optional(),
});

/** Returns the Enterprise Grid of an event. */
export function enterpriseOf(body: unknown): string | undefined {
  const read = envelope.safeParse(body).data;
  return read?.authorizations?.[0]?.enterprise_id ?? read?.enterprise_id ?? undefined;
}
