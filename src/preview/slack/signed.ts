import { createHmac } from 'node:crypto';

/** Milepost's address and signing secret. */
export type SlackDoor = { url: string; signingSecret: string };

/** What Milepost answered. `body` is decoded where it is JSON. */
export type SlackAnswer = { status: number; body: unknown; headers: Headers };

/** Overrides of an ordinary request; `timestamp` in seconds. */
export type Sent = { headers?: Record<string, string>; timestamp?: number; signature?: string };

/** Sends bytes to Milepost as Slack does: signed at `now` (milliseconds) unless told otherwise. */
export async function sendSigned(
  door: SlackDoor,
  now: number,
  type: string,
  body: string,
  { headers = {}, timestamp, signature }: Sent,
): Promise<SlackAnswer> {
  const stamp = String(timestamp ?? Math.floor(now / 1000));
  const hash = createHmac('sha256', door.signingSecret).update(`v0:${stamp}:${body}`).digest('hex');
  const response = await fetch(`${door.url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': signature ?? `v0=${hash}`,
      ...headers,
    },
    body,
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
}
