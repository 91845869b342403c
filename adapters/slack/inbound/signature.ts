import { createHmac, timingSafeEqual } from 'node:crypto';

/** Slack's own limit: an older request may be a replay. */
const maxAgeSeconds = 300;
/** Bolt accepts any future timestamp, so a captured request would stay valid; clocks differ by less. */
const maxFutureSeconds = 60;

type Signed = { secret: string; raw: Buffer; signature: unknown; timestamp: unknown; now: number };

/**
 * Whether Slack signed these bytes recently: HMAC-SHA256 over `v0:timestamp:body`, compared in constant
 * time. `now` in milliseconds since the epoch. Source: docs.slack.dev, verifying requests.
 */
export function isFromSlack({ secret, raw, signature, timestamp, now }: Signed): boolean {
  if (typeof signature !== 'string' || typeof timestamp !== 'string') return false;
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const age = Math.floor(now / 1000) - Number(timestamp);
  if (age > maxAgeSeconds || age < -maxFutureSeconds) return false;
  const expected = Buffer.from(sign(secret, timestamp, raw));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Returns the `X-Slack-Signature` of a body. */
export function sign(secret: string, timestamp: string, raw: Buffer | string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(raw).digest('hex')}`;
}
