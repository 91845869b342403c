import { z } from 'zod';
import { createOnce } from '../once.ts';
import { answerMessage, formInvitation } from './answer.ts';
import type { Door, DoorContext } from './door.ts';
import { normaliseLine } from './line.ts';
import { actorOf, roomOf } from './origin.ts';
import { tell } from './tell.ts';

/** What we read of `app_mention` and `message`. `user_team` is the author's home, in shared channels. */
const spoken = z.object({
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

/**
 * A mention in a channel or a message in the direct chat, read as a command line. Slack repeats an
 * event that it thinks lost, and to any replica: it is done once and answered once.
 */
export function mentionListener(
  door: Door,
): (event: unknown, body: unknown, context: DoorContext) => Promise<void> {
  const once = createOnce();
  return async (event, body, context) => {
    const said = spoken.safeParse(event).data;
    if (!said || !isForUs(said)) return;
    const { exchange } = context;
    let say: (() => Promise<void>) | undefined;
    await once(exchange.delivery, async () => {
      say = await answerTo(door, said, enterpriseOf(body), context);
    });
    exchange.accept();
    await say?.();
  };
}

/** Has a line carried out; what is to be said then can wait until the event is acknowledged. */
async function answerTo(
  door: Door,
  said: Spoken,
  enterprise: string | undefined,
  { exchange, teamId: tenant, ...context }: DoorContext,
): Promise<(() => Promise<void>) | undefined> {
  const room = roomOf(tenant, said.channel);
  const files = door.files(said.files, context.botToken);
  const reply = await door.run({
    delivery: exchange.delivery,
    answer: 'posted',
    actor: actorOf(said.user, { installed: tenant, home: said.user_team ?? said.team, enterprise }),
    room,
    surface: 'line',
    ask: { line: normaliseLine(said.text, tenant, context.botUserId) },
    ...(files.length > 0 ? { files } : {}),
  });
  if (reply.repeated) return undefined;
  const message =
    reply.is === 'form' ? formInvitation(reply, tenant) : answerMessage(reply, tenant, door.log);
  const thread = said.thread_ts === undefined ? {} : { thread: said.thread_ts };
  return () => tell(door, { token: context.botToken, user: said.user, room, ...thread }, message);
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
