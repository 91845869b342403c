import { z } from 'zod';
import type { QuotedMessage } from '../../../../src/ports/intent.ts';
import { deepLinkOf } from '../../reply/deep-link.ts';
import { decodeText } from '../line.ts';
import type { Activity } from '../schemas.ts';
import { formattedHtml } from '../thread/formatted.ts';

const named = z.object({ id: z.string().nullish(), displayName: z.string().nullish() }).nullish();

/** The message that an action was chosen on. Source: Bot Framework, MessageActionsPayload. */
const payloadSchema = z.object({
  id: z.string().regex(/^[\w.:-]{1,128}$/),
  replyToId: z.string().nullish(),
  createdDateTime: z.string().nullish(),
  deleted: z.boolean().nullish(),
  body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
  from: z.object({ user: named, application: named }).nullish(),
  mentions: z
    .array(
      z.object({ mentionText: z.string().nullish(), mentioned: z.object({ application: named }).nullish() }),
    )
    .nullish(),
  attachments: z.unknown().optional(),
});
type Payload = z.infer<typeof payloadSchema>;

/** `composeExtension/fetchTask`: an action that was chosen on a message. */
export const actionSchema = z.looseObject({
  commandId: z.string().regex(/^[a-z][a-z-]{0,39}$/),
  messagePayload: payloadSchema,
});

/** Returns the message that an action was chosen on. */
export function quotedMessage(message: Payload, activity: Activity, tenant: string): QuotedMessage {
  const { id: messageId, replyToId: thread, deleted, from } = message;
  const inThread = thread && thread !== messageId ? { thread } : {};
  const permalink = deepLinkOf({ messageId, ...inThread }, activity, tenant);
  const unfit = deleted ? 'deleted' : isOurs(from?.application, activity) ? 'own' : undefined;
  return {
    messageId,
    author: authorOf(message),
    at: instantOf(message, activity),
    text: textOf(message, activity),
    files: filesIn(message.attachments),
    ...(permalink === undefined ? {} : { permalink }),
    ...(unfit ? { unfit } : {}),
  };
}

const isOurs = (application: z.infer<typeof named>, { recipient }: Activity): boolean =>
  !!application?.id && recipient.id.replace(/^28:/, '') === application.id.replace(/^28:/, '');

function authorOf({ from }: Payload): QuotedMessage['author'] {
  if (!from?.user && from?.application)
    return { name: from.application.displayName || 'An app', isApp: true };
  const name = from?.user?.displayName;
  return name ? { name } : {};
}

/** Message ids are milliseconds where Teams does not say when it was written. */
function instantOf({ createdDateTime, id }: Payload, { timestamp }: Activity): string {
  const tried = [createdDateTime, /^\d{13}$/.test(id) ? Number(id) : undefined, timestamp, 0];
  const found = tried.map((at) => new Date(at ?? Number.NaN)).find((at) => !Number.isNaN(at.getTime()));
  return (found ?? new Date(0)).toISOString();
}

function textOf({ body, mentions }: Payload, activity: Activity): string {
  const content = body?.content ?? '';
  if (body?.contentType !== 'html') return decodeText(content).trim();
  const bots = (mentions ?? [])
    .filter(({ mentioned }) => isOurs(mentioned?.application, activity))
    .map(({ mentionText }) => mentionText ?? '');
  return formattedHtml(content, bots);
}

const attachments = z.array(z.object({ contentType: z.string().nullish(), name: z.string().nullish() }));

/** Returns the names of the files among attachments; cards and quotations are attachments too. */
export const filesIn = (value: unknown): string[] =>
  (attachments.safeParse(value ?? []).data ?? []).flatMap(({ contentType, name }) =>
    contentType === 'reference' || contentType?.includes('file') ? [name || 'A file'] : [],
  );
