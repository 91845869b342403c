import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ThreadNews } from '../../../../src/ports/intent.ts';
import { actorOf, roomOf } from '../origin.ts';
import { formattedText } from './formatted.ts';

/** A reply in a thread. `user_team` is the author's home workspace, in shared channels. */
const replySchema = z.object({
  ts: z.string(),
  thread_ts: z.string(),
  user: z.string(),
  text: z.string().nullish(),
  subtype: z.string().nullish(),
  bot_id: z.string().nullish(),
  user_team: z.string().nullish(),
  team: z.string().nullish(),
  files: z.array(z.unknown()).nullish(),
  edited: z.object({ ts: z.string().nullish(), user: z.string().nullish() }).nullish(),
});
type Reply = z.infer<typeof replySchema>;

/** Source: docs.slack.dev, message events. */
const eventSchema = z.object({
  type: z.enum(['message', 'app_mention']),
  channel: z.string(),
  subtype: z.string().nullish(),
  message: z.unknown().optional(),
  previous_message: z.unknown().optional(),
});

/** Subtypes of a message that somebody wrote. */
const written = new Set(['', 'file_share', 'thread_broadcast']);

/** The workspace and our user in it. */
type Place = { tenant: string; bot: string; enterprise: string | undefined };

/** Returns a reply that somebody wrote, edited or deleted in a thread of a channel; undefined for any other event. */
export function threadNews(event: unknown, place: Place): ThreadNews | undefined {
  const read = eventSchema.safeParse(event).data;
  if (!read || read.channel.startsWith('D')) return undefined;
  const { channel } = read;
  switch (read.subtype ?? '') {
    case 'message_changed': {
      const [now, before] = [replyIn(read.message, place), replyIn(read.previous_message, place)];
      if (now?.subtype === 'tombstone') return before && newsOf('deleted', before, channel, place);
      // an unfurled link changes a message too
      const isEdit =
        now?.edited && (now.text !== before?.text || filesOf(now).length !== filesOf(before).length);
      return isEdit ? newsOf('edited', now, channel, place) : undefined;
    }
    case 'message_deleted': {
      const before = replyIn(read.previous_message, place);
      return before && newsOf('deleted', before, channel, place);
    }
    default: {
      const reply = written.has(read.subtype ?? '') ? replyIn(event, place) : undefined;
      return reply && newsOf('said', reply, channel, place);
    }
  }
}

/** A person's reply; what bots write is none, above all our own. */
function replyIn(value: unknown, { bot }: Place): Reply | undefined {
  const reply = replySchema.safeParse(value).data;
  if (!reply || reply.bot_id || reply.user === bot || reply.thread_ts === reply.ts) return undefined;
  return reply;
}

function newsOf(is: ThreadNews['is'], reply: Reply, channel: string, place: Place): ThreadNews {
  const { tenant, bot, enterprise } = place;
  const text = reply.text ?? '';
  const home = reply.user_team ?? reply.team ?? undefined;
  const editedAt = is === 'edited' ? instantOf(reply.edited?.ts) : undefined;
  const change = is === 'said' ? '' : `~${is}~${reply.edited?.ts ?? ''}~${digest(text)}`;
  return {
    is,
    actor: actorOf(reply.user, { installed: tenant, home, enterprise }),
    room: roomOf(tenant, channel),
    thread: reply.thread_ts,
    message: { messageId: reply.ts, ...(editedAt ? { editedAt } : {}), files: filesOf(reply) },
    text: formattedText(text, tenant, bot),
    ...(text.includes(`<@${bot}`) ? { mention: 'named' } : {}),
    // the key of a mention, so that one message is taken once
    delivery: `slack:message:${tenant}/${channel}/${reply.ts}${is === 'deleted' ? '~deleted' : change}`,
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16);

/** Slack's `1733216523.000200` as an ISO instant. */
function instantOf(ts: string | null | undefined): string | undefined {
  const seconds = Number(ts);
  return ts && Number.isFinite(seconds) ? new Date(seconds * 1000).toISOString() : undefined;
}

const fileSchema = z.object({
  name: z.string().nullish(),
  title: z.string().nullish(),
  permalink: z.url({ protocol: /^https$/ }).nullish(),
});

/** Files by name, and by the address where Slack shows them to those who may see them. */
function filesOf(reply: Reply | undefined): { name: string; url?: string }[] {
  return (reply?.files ?? []).flatMap((one) => {
    const file = fileSchema.safeParse(one).data;
    if (!file) return [{ name: 'A file' }];
    const { permalink } = file;
    return [{ name: file.name || file.title || 'A file', ...(permalink ? { url: permalink } : {}) }];
  });
}
