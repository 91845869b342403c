import type { WebClient } from '@slack/web-api';
import type { FindResult, Messenger } from '../../../src/ports/messenger.ts';
import type { SlackClients } from '../clients.ts';
import type { SlackInstallations } from '../installations.ts';
import { failureOf } from './failure.ts';

/** Messages per search. Slack returns at most 15 to apps that are not listed in its directory. */
const maxMessages = 100;

/** Slack allows unlisted apps one call a minute per workspace. */
const minIntervalMs = 60_000;

/** The most that Slack's clock and ours may differ. */
const maxClockSkewSeconds = 300;

/**
 * Searches a room's history for a post by the key in its metadata, at most once a minute per workspace.
 * Needs a history scope. Source: docs.slack.dev, conversations.history.
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

/** A transient failure may be retried; a refusal is final. */
function searchFailed(error: unknown): FindResult {
  const failure = failureOf(error, 'edit');
  const why = 'why' in failure ? failure.why : 'Slack asked to wait';
  const isRefused = failure.is === 'rejected' || failure.is === 'room_lost' || why === 'missing_scope';
  return isRefused ? { is: 'hidden', why: `Milepost may not look there (${why})` } : { is: 'later', why };
}
