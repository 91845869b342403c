import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { FastifyBaseLogger } from 'fastify';
import { createRecentCache } from '../shared/recent-cache.ts';
import { boltLogger } from './bolt-log.ts';

/** Returns the Web API client of a token. */
export type SlackClients = (token: string) => WebClient;

/** `interactive`: a person waits; `background`: the outbox waits. */
const timeoutsMs = { interactive: 2000, background: 5000 } as const;

/**
 * Returns options of a client. No retries: a retried post would appear twice, and the outbox retries. A 429
 * is returned at once: waiting would block the client's other calls. `headers` stays unset: the SDK writes
 * the first token into that object and shares it with the next client.
 */
export function clientOptions(
  kind: keyof typeof timeoutsMs,
  apiUrl: string | undefined,
  log: FastifyBaseLogger,
): WebClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    timeout: timeoutsMs[kind],
    logger: boltLogger(log),
  };
}

/** Caches one client per token. `interactive` (2 s) and `background` (5 s) never wait for each other. */
export function slackClients(
  kind: keyof typeof timeoutsMs,
  apiUrl: string | undefined,
  log: FastifyBaseLogger,
): SlackClients {
  const clients = createRecentCache<WebClient>();
  return (token) => {
    const client = clients.get(token) ?? new WebClient(token, clientOptions(kind, apiUrl, log));
    clients.set(token, client);
    return client;
  };
}
