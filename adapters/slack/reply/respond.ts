import type { FastifyBaseLogger } from 'fastify';
import type { SlackMessage } from '../../../cards/render/slack/cards.ts';

/** The payload of a response_url. Source: docs.slack.dev, handling user interaction. */
export type ResponseUrlMessage = Partial<SlackMessage> & {
  response_type?: 'ephemeral';
  replace_original?: boolean;
  thread_ts?: string;
};

const timeoutMs = 2000;

/** Answers over a response_url (5 uses in 30 minutes). Whether Slack accepted it; never throws. */
export async function respond(
  url: string,
  response: ResponseUrlMessage,
  log: FastifyBaseLogger,
): Promise<boolean> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(response),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    if (!answer.ok) log.warn({ status: answer.status }, 'slack response_url refused');
    return answer.ok;
  } catch (error) {
    log.warn({ cause: String(error) }, 'slack response_url failed');
    return false;
  }
}
