import { z } from 'zod';
import type { MessageNews } from '../../../../src/ports/intent.ts';
import { roomOf } from '../origin.ts';
import { formattedText } from '../thread/formatted.ts';
import { filesOf } from './message.ts';

const stamp = z.string().regex(/^\d{1,12}\.\d{1,9}$/);
const messageSchema = z.object({
  ts: stamp,
  subtype: z.string().nullish(),
  text: z.string().nullish(),
  files: z.array(z.unknown()).nullish(),
  edited: z.object({ ts: stamp }).nullish(),
});

/** Source: docs.slack.dev, message_changed and message_deleted. */
const eventSchema = z.discriminatedUnion('subtype', [
  z.object({
    subtype: z.literal('message_changed'),
    channel: z.string(),
    ts: stamp.nullish(),
    event_ts: stamp.nullish(),
    message: messageSchema,
    previous_message: z.unknown().optional(),
  }),
  z.object({
    subtype: z.literal('message_deleted'),
    channel: z.string(),
    ts: stamp.nullish(),
    event_ts: stamp.nullish(),
    deleted_ts: stamp,
  }),
]);

/** Returns an edit or a deletion of a message; undefined for any other event, also where a link unfurled. */
export function messageNews(
  event: unknown,
  { tenant, bot }: { tenant: string; bot: string },
): MessageNews | undefined {
  const read = eventSchema.safeParse(event).data;
  if (!read || read.channel.startsWith('D')) return undefined;
  const room = roomOf(tenant, read.channel);
  const at = instantOf(read.event_ts ?? read.ts);
  if (read.subtype === 'message_deleted') return { is: 'deleted', room, messageId: read.deleted_ts, at };
  const { message } = read;
  const messageId = message.ts;
  // a message with replies leaves a stone where it was
  if (message.subtype === 'tombstone') return { is: 'deleted', room, messageId, at };
  const before = messageSchema.safeParse(read.previous_message).data;
  const isSame =
    before?.text === message.text && JSON.stringify(before?.files) === JSON.stringify(message.files);
  if (!message.edited || isSame) return undefined;
  const text = formattedText(message.text ?? '', tenant, bot);
  return { is: 'edited', room, messageId, text, files: filesOf(message), at: instantOf(message.edited.ts) };
}

/** Slack's `1733216523.000200` as an ISO instant; the time of arrival where an event has none. */
const instantOf = (ts: string | null | undefined): string =>
  new Date(ts ? Number(ts) * 1000 : Date.now()).toISOString();
