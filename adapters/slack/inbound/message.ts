import { z } from 'zod';
import { createOnce } from '../../shared/deduplicate.ts';
import { createRecent, isCorrectable } from '../../shared/recent-cache.ts';
import type { Door, DoorContext } from '../context.ts';
import { answerMessage, formInvitation } from '../reply/answer.ts';
import { tell } from '../reply/send-reply.ts';
import { normaliseLine } from './line.ts';
import { actorOf, roomOf } from './origin.ts';

/** What we read of `app_mention` and `message`. `user_team` is the author's home, in shared channels. */
const spoken = z.object({
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

type Spoken = z.infer<typeof spoken>;

/** An edit in the direct chat; an unfurled link is one too, with the same words. */
const changed = z.object({
  subtype: z.literal('message_changed'),
  channel: z.string(),
  channel_type: z.string().optional(),
  message: z.object({ user: z.string(), edited: z.looseObject({ user: z.string().optional() }) }).loose(),
  previous_message: z.object({ text: z.string().optional() }).optional(),
});

/** A message as it stands now. */
type Heard = { said: Spoken; corrects: boolean };

/** What of an event is said to us; edits in channels do not come as mentions. */
function heardIn(event: unknown): Heard | undefined {
  const edit = changed.safeParse(event).data;
  if (!edit) {
    const said = spoken.safeParse(event).data;
    return said && isForUs(said) ? { said, corrects: false } : undefined;
  }
  const { channel, message, previous_message: before } = edit;
  // whoever corrects it is not whoever said it
  if ((message.edited.user ?? message.user) !== message.user) return undefined;
  const said = spoken.safeParse({
    ...message,
    type: 'message',
    channel,
    channel_type: edit.channel_type ?? 'im',
  }).data;
  if (!said || !channel.startsWith('D') || !isForUs(said) || said.text === before?.text) return undefined;
  return isCorrectable(Number(said.ts) * 1_000, Date.now()) ? { said, corrects: true } : undefined;
}

/**
 * A mention in a channel or a message in the direct chat, read as a command line. Slack repeats an
 * event that it thinks lost, and to any replica: it is done once and answered once. A corrected
 * message that had not been done is tried again, and answered in the place of the first answer.
 */
export function mentionListener(
  door: Door,
): (event: unknown, body: unknown, context: DoorContext) => Promise<void> {
  const once = createOnce();
  const answers = createRecent<string>();
  return async (event, body, context) => {
    const heard = heardIn(event);
    if (!heard) return;
    const { exchange, teamId } = context;
    const { channel, ts } = heard.said;
    const key = ts === undefined ? exchange.delivery : `slack:message:${teamId}/${channel}/${ts}`;
    let say: Say | undefined;
    await once(heard.corrects ? exchange.delivery : key, async () => {
      say = await answerTo(door, { ...heard, key, enterprise: enterpriseOf(body) }, context);
    });
    exchange.accept();
    const answer = await say?.(answers.get(key));
    if (answer !== undefined) answers.set(key, answer);
  };
}

/** Says an answer, in the place of an earlier one where there is one; the message that it is. */
type Say = (inPlaceOf: string | undefined) => Promise<string | undefined>;

/** Has a line carried out; what is to be said then can wait until the event is acknowledged. */
async function answerTo(
  door: Door,
  { said, corrects, key, enterprise }: Heard & { key: string; enterprise: string | undefined },
  { teamId: tenant, ...context }: DoorContext,
): Promise<Say | undefined> {
  const room = roomOf(tenant, said.channel);
  const files = door.files(said.files, context.botToken);
  const reply = await door.run({
    delivery: key,
    answer: 'posted',
    ...(corrects ? { corrects: true } : {}),
    actor: actorOf(said.user, { installed: tenant, home: said.user_team ?? said.team, enterprise }),
    room,
    ...(said.thread_ts === undefined ? {} : { thread: said.thread_ts }),
    surface: 'line',
    ask: { line: normaliseLine(said.text, tenant, context.botUserId) },
    ...(files.length > 0 ? { files } : {}),
  });
  if (reply.repeated) return undefined;
  const message =
    reply.is === 'form' ? formInvitation(reply, tenant) : answerMessage(reply, tenant, door.log);
  const thread = said.thread_ts === undefined ? {} : { thread: said.thread_ts };
  const asked = { token: context.botToken, user: said.user, room, ...thread };
  return (inPlaceOf) => tell(door, asked, message, inPlaceOf);
}

/** What a message may be besides plain: one with a file. */
const FILE_SHARE = 'file_share';

/** Edits, joins and bots are not for us; in a channel only a mention is, in a direct chat only the message. */
function isForUs(said: Spoken): boolean {
  if (said.bot_id !== undefined || (said.subtype ?? FILE_SHARE) !== FILE_SHARE) return false;
  const direct = said.channel.startsWith('D');
  return said.type === 'message' ? said.channel_type === 'im' : !direct;
}

const envelope = z.object({
  enterprise_id: z.string().nullish(),
  authorizations: z.array(z.object({ enterprise_id: z.string().nullish() })).optional(),
});

function enterpriseOf(body: unknown): string | undefined {
  const read = envelope.safeParse(body).data;
  return read?.authorizations?.[0]?.enterprise_id ?? read?.enterprise_id ?? undefined;
}
