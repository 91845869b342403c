import type { WebClient } from '@slack/web-api';
import type { FindResult, Messenger } from '../../../src/delivery/messenger.ts';
import type { SlackClients } from '../clients.ts';
import type { SlackInstallations } from '../installations.ts';
import { failureOf } from './failure.ts';

/** Messages of one look. Slack gives apps that are not listed fifteen at most. */
const maxMessages = 100;

/** Slack allows apps that are not listed one look a minute for each workspace. */
const minIntervalMs = 60_000;

/** Slack's clock and ours may differ by so much, in seconds. */
const maxClockSkewSeconds = 300;

/**
 * Looks for a post of ours by the key in its metadata, where the scopes allow to read the history of
 * the room: once a minute for each workspace at most. Source: docs.slack.dev, conversations.history.
 */
export function createFindPost(
  installations: SlackInstallations,
  clients: SlackClients,
): NonNullable<Messenger['find']> {
  const lookedAt = new Map<string, number>();
  return async ({ tenant, channel }, key, since, threadId) => {
    const waited = performance.now() - (lookedAt.get(tenant) ?? Number.NEGATIVE_INFINITY);
    if (waited < minIntervalMs) return { is: 'later', why: 'Slack was asked less than a minute ago' };
    lookedAt.set(tenant, performance.now());
    try {
      const installation = await installations.find(tenant);
      if (!installation) return { is: 'later', why: 'not installed in this workspace' };
      const oldest = String(Math.max(0, Date.parse(since) / 1000 - maxClockSkewSeconds));
      return await searchHistory(clients(installation.botToken), { channel, oldest, key, threadId });
    } catch (error) {
      return searchFailed(error);
    }
  };
}

type Search = { channel: string; oldest: string; key: string; threadId: string | undefined };

async function searchHistory(
  client: WebClient,
  { channel, oldest, key, threadId }: Search,
): Promise<FindResult> {
  const query = { channel, oldest, limit: maxMessages, include_all_metadata: true };
  const { messages = [], has_more: hasMore } =
    threadId === undefined
      ? await client.conversations.history(query)
      : await client.conversations.replies({ ...query, ts: threadId });
  const found = messages.find((message) => keyOf(message) === key);
  if (found?.ts) return { is: 'found', messageId: found.ts };
  return hasMore ? { is: 'hidden', why: 'too much was said there since' } : { is: 'absent' };
}

function keyOf(message: object): string | undefined {
  const { metadata } = message as { metadata?: { event_payload?: { key?: string } } };
  return metadata?.event_payload?.key;
}

/** What cannot be read now may be read later; what Slack refuses stays refused. */
function searchFailed(error: unknown): FindResult {
  const failure = failureOf(error, 'edit');
  const why = 'why' in failure ? failure.why : 'Slack asked to wait';
  const isRefused = failure.is === 'rejected' || failure.is === 'room_lost' || why === 'missing_scope';
  return isRefused ? { is: 'hidden', why: `Milepost may not look there (${why})` } : { is: 'later', why };
}
