import type { PostedAt } from '../../../src/ports/intent.ts';
import { channelOf } from '../inbound/origin.ts';
import type { Activity } from '../inbound/schemas.ts';

/**
 * Returns the deep link to a message in the conversation of an activity; undefined in a direct chat.
 * Source: learn.microsoft.com, deep links to Teams.
 */
export function deepLinkOf(
  { messageId, thread }: PostedAt,
  { conversation, channelData }: Activity,
  tenant: string,
): string | undefined {
  const kind = conversation.conversationType;
  if (kind === 'personal' || messageId === undefined) return undefined;
  const room = encodeURIComponent(channelOf(conversation.id));
  const url = new URL(`https://teams.microsoft.com/l/message/${room}/${encodeURIComponent(messageId)}`);
  if (kind === 'groupChat') url.searchParams.set('context', '{"contextType":"chat"}');
  else {
    const group = channelData?.team?.aadGroupId;
    url.searchParams.set('tenantId', tenant);
    if (typeof group === 'string') url.searchParams.set('groupId', group);
    url.searchParams.set('parentMessageId', thread ?? messageId);
  }
  return url.href;
}
