import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { FastifyBaseLogger } from 'fastify';
import { boltLogger } from './bolt-log.ts';

/** A Web API client for a token; the same one every time. */
export type SlackClients = (token: string) => WebClient;

/** Milliseconds that somebody who waits is kept waiting, and that the queue waits. */
const timeoutsMs = { interactive: 2000, background: 5000 } as const;

/** Installations whose clients are kept; the one that was used longest ago goes first. */
const maxClients = 1000;

/**
 * Options of a client. No retries: a retried post appears twice, and our queue retries by itself.
 * A 429 is an answer, because waiting for it would hold every other call of the client.
 * `headers` stays unset: the SDK writes the first token into that object and shares it with the next client.
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

/**
 * One client per token, at most 1000 of them. `interactive` answers people (2 s),
 * `background` serves the queue (5 s), so that neither waits behind the other.
 */
export function slackClients(
  kind: keyof typeof timeoutsMs,
  apiUrl: string | undefined,
  log: FastifyBaseLogger,
): SlackClients {
  const clients = new Map<string, WebClient>();
  return (token) => {
    const client = clients.get(token) ?? new WebClient(token, clientOptions(kind, apiUrl, log));
    clients.delete(token);
    clients.set(token, client);
    const [oldest] = clients.keys();
    if (clients.size > maxClients && oldest !== undefined) clients.delete(oldest);
    return client;
  };
}
