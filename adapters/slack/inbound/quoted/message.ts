import { z } from 'zod';
import type { QuotedMessage } from '../../../../src/ports/intent.ts';
import { type Place, permalinkOf } from '../../reply/permalink.ts';
import { formattedText } from '../thread/formatted.ts';

/** A message as payloads and methods have it. Source: docs.slack.dev, message object. */
const messageSchema = z.object({
  ts: z.string().regex(/^\d{1,12}\.\d{1,9}$/),
  thread_ts: z.string().nullish(),
  subtype: z.string().nullish(),
  text: z.string().nullish(),
  user: z.string().nullish(),
  username: z.string().nullish(),
  bot_id: z.string().nullish(),
  bot_profile: z.object({ name: z.string().nullish() }).nullish(),
  is_ephemeral: z.boolean().nullish(),
  files: z.array(z.unknown()).nullish(),
});
type Message = z.infer<typeof messageSchema>;

const fileSchema = z.object({ name: z.string().nullish(), title: z.string().nullish() });

/** The workspace, our accounts in it, and where the message is. */
export type QuotePlace = Place & { bot: string; botId: string | undefined };

/** Returns a message that somebody acts on; undefined where it cannot be read. */
export function quotedMessage(value: unknown, place: QuotePlace): QuotedMessage | undefined {
  const message = messageSchema.safeParse(value).data;
  if (!message) return undefined;
  const { ts: messageId, thread_ts: thread } = message;
  const inThread = thread && thread !== messageId ? { thread } : {};
  const permalink = permalinkOf({ messageId, ...inThread }, place);
  const unfit = unfitness(message, place);
  return {
    messageId,
    author: authorOf(message),
    at: new Date(Number(messageId) * 1000).toISOString(),
    text: formattedText(message.text ?? '', place.tenant, place.bot),
    files: filesOf(message),
    ...(permalink === undefined ? {} : { permalink }),
    ...(unfit ? { unfit } : {}),
  };
}

function unfitness(
  { subtype, is_ephemeral: isEphemeral, user, bot_id: botId }: Message,
  place: QuotePlace,
): QuotedMessage['unfit'] {
  if (subtype === 'tombstone') return 'deleted';
  if (isEphemeral) return 'private';
  return user === place.bot || (botId && botId === place.botId) ? 'own' : undefined;
}

/** An app's message names the app, and perhaps the account of the app. */
function authorOf({ user, username, bot_id: botId, bot_profile: bot }: Message): QuotedMessage['author'] {
  const name = username || bot?.name;
  if (botId) return { name: name || 'An app', isApp: true };
  return { ...(user ? { user } : {}), ...(name ? { name } : {}) };
}

/** Returns the names of the files of a message. */
export const filesOf = ({ files }: Pick<Message, 'files'>): string[] =>
  (files ?? []).map((one) => {
    const file = fileSchema.safeParse(one).data;
    return file?.name || file?.title || 'A file';
  });
