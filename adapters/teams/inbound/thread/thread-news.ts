import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ThreadNews } from '../../../../src/ports/intent.ts';
import { actorOf, deliveryOf, roomOf, threadOf } from '../origin.ts';
import type { Activity } from '../schemas.ts';
import { formattedText } from './formatted.ts';

/** What happened to the message, by the kind of activity. Source: Teams, message events. */
const kinds: Record<string, ThreadNews['is']> = {
  message: 'said',
  messageUpdate: 'edited',
  messageDelete: 'deleted',
};

/** Returns a reply that somebody wrote, edited or deleted in a thread of a channel; undefined for any other activity. */
export function threadNews(activity: Activity, tenant: string): ThreadNews | undefined {
  const is = kinds[activity.type];
  const thread = threadOf(activity);
  const { id, channelData, value } = activity;
  if (is === undefined || thread === undefined || id === undefined) return undefined;
  // a press of a client that knows no other way
  if (is === 'said' && value !== undefined && value !== null) return undefined;
  if (is === 'edited' && channelData?.eventType !== 'editMessage') return undefined;
  const text = is === 'deleted' ? '' : formattedText(activity, tenant);
  const editedAt = is === 'edited' ? instantOf(activity.timestamp) : undefined;
  const change = { said: '', edited: `~edited~${editedAt ?? ''}~${digest(text)}`, deleted: '~deleted' }[is];
  return {
    is,
    actor: actorOf(activity, tenant),
    room: roomOf(activity, tenant),
    thread,
    message: { messageId: id, ...(editedAt ? { editedAt } : {}), files: filesOf(activity) },
    text,
    // without the permission to read a channel, Teams sends a bot only what mentions it
    mention: 'needed',
    delivery: `${deliveryOf(activity)}${change}`,
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16);

function instantOf(timestamp: string | undefined): string | undefined {
  const at = new Date(timestamp ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** A file in SharePoint or OneDrive, whose address asks for a sign-in. Source: Bot Framework, send and receive files. */
const fileSchema = z.object({
  contentType: z.enum(['reference', 'application/vnd.microsoft.teams.file.download.info']),
  name: z.string().nullish(),
  contentUrl: z.url({ protocol: /^https$/ }).nullish(),
});

function filesOf({ attachments }: Activity): { name: string; url?: string }[] {
  return (attachments ?? []).flatMap((one) => {
    const file = fileSchema.safeParse(one).data;
    if (!file) return [];
    return [{ name: file.name || 'A file', ...(file.contentUrl ? { url: file.contentUrl } : {}) }];
  });
}
