import { Temporal } from 'temporal-polyfill';
import type { Database } from '../../db/database.ts';
import type { Waits } from '../../db/queries/delivery/waits.ts';
import type { Medium } from '../domain/platform.ts';
import type { Draw, Word } from '../ports/content.ts';
import type { Log } from '../ports/log.ts';
import type { Messenger } from '../ports/messenger.ts';
import { maxBackOffMs } from './failures/back-off.ts';
import type { MailSecrets } from './mailed.ts';

/** The real clock, also where the calendar is simulated: rate limits and leases are real. */
export type Now = () => Temporal.Instant;

/** Rate limits, leases and waits of the outbox, in milliseconds. */
export type DeliveryTimings = {
  /** Between two posts into one room (Slack: one a second). */
  roomMs: number;
  /** Between two edits of one message (Slack: one in three seconds). */
  editMs: number;
  /** A worker's lease of a room; a call to a platform must end well within it. */
  leaseMs: number;
  /** The first back-off after a failure; each one is three times the last. */
  backOffMs: number;
  /** The pause of a room that refused a message. */
  strikeMs: number;
};

/** The platforms' limits (docs.slack.dev, rate limits; learn.microsoft.com, rate limiting of bots). */
export const platformTimings: DeliveryTimings = {
  roomMs: 1_000,
  editMs: 3_000,
  leaseMs: 15_000,
  backOffMs: 2_000,
  strikeMs: 3_600_000,
};

/** The longest pause that a platform may ask for; adapters cap longer ones. */
const maxPauseMs = 3_600_000;

/** Returns the longest plausible waits. A stored instant further ahead came from a clock running ahead. */
export const maxWaitsOf = ({ roomMs, editMs, strikeMs, backOffMs }: DeliveryTimings): Waits => ({
  roomMs,
  editMs,
  strikeMs,
  pauseMs: maxPauseMs,
  backOff: { firstMs: backOffMs, longestMs: maxBackOffMs },
});

/** Dependencies of the outbox. */
export type Ports = {
  db: Database;
  messengers: Partial<Record<Medium, Messenger>>;
  draw: Draw;
  word: Word;
  mailSecrets: MailSecrets;
  log: Log;
  now: Now;
  timings: DeliveryTimings;
  /** Administrators named in the settings, by platform address or e-mail. */
  admins: readonly string[];
};

/** Returns an instant as the database stores it, `plusMs` after another one. */
export function instantAt(from: Temporal.Instant, plusMs = 0): string {
  return from.add({ milliseconds: Math.ceil(plusMs) }).toString({ fractionalSecondDigits: 3 });
}

/**
 * Returns the milliseconds left until a stored instant; 0 when it has passed. Also 0 when more than
 * `longestMs` is left: then a clock running ahead wrote the instant.
 */
export function msUntil(now: Temporal.Instant, instant: string | null, longestMs: number): number {
  if (instant === null) return 0;
  const left = Temporal.Instant.from(instant).epochMilliseconds - now.epochMilliseconds;
  return left > longestMs ? 0 : Math.max(0, left);
}
