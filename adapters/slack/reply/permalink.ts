import type { PostedAt } from '../../../src/ports/intent.ts';

/** Where an answer is read: the workspace, its address, and the channel. */
export type Place = { tenant: string; teamUrl: string | undefined; channel: string | undefined };

/** Returns the address of a workspace by its domain, which Slack puts into payloads. */
export const teamUrlOf = (domain: unknown): string | undefined =>
  typeof domain === 'string' && /^[a-z0-9][a-z0-9-]*(?:\.enterprise)?$/i.test(domain)
    ? `https://${domain}.slack.com/`
    : undefined;

/**
 * Returns the permalink of a message without asking Slack, which would have to answer before the person gets theirs.
 * Source: docs.slack.dev, chat.getPermalink.
 */
export function permalinkOf(
  { messageId, thread }: PostedAt,
  { teamUrl, channel }: Place,
): string | undefined {
  if (!messageId || channel === undefined || !teamUrl || !URL.canParse(teamUrl)) return undefined;
  const url = new URL(`/archives/${channel}/p${messageId.replace('.', '')}`, teamUrl);
  if (url.protocol !== 'https:') return undefined;
  if (thread !== undefined) {
    url.searchParams.set('thread_ts', thread);
    url.searchParams.set('cid', channel);
  }
  return url.href;
}
