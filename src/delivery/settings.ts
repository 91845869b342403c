import { Temporal } from 'temporal-polyfill';
import type { Database } from '../../db/database.ts';
import type { Waits } from '../../db/queries/delivery/believed.ts';
import type { Medium } from '../domain/platform.ts';
import type { MailedCode } from '../domain/project/code.ts';
import type { Draw, Word } from '../ports/content.ts';
import type { Log } from '../ports/log.ts';
import { maxBackOffMs } from './failures/back-off.ts';
import type { Messenger } from './messenger.ts';

/**
 * The clock of the wire: real time, also where the calendar's clock is moved by hand, because the
 * timings and the leases are about real platforms and real workers.
 */
export type Now = () => Temporal.Instant;

/** How fast rooms are told, in milliseconds. */
export type DeliveryTimings = {
  /** Between two posts into one room (Slack: one a second). */
  roomMs: number;
  /** Between two edits of one message (Slack: one in three seconds). */
  editMs: number;
  /** How long a worker keeps a room without a sign of life; a call to a platform must end well within. */
  leaseMs: number;
  /** The first wait after a failure; each one is three times the last. */
  backOffMs: number;
  /** How long a room that refused a message is left alone. */
  strikeMs: number;
};

/** What the platforms allow (`reference/slack.md` §3, `reference/teams.md` §4). */
export const platformTimings: DeliveryTimings = {
  roomMs: 1_000,
  editMs: 3_000,
  leaseMs: 15_000,
  backOffMs: 2_000,
  strikeMs: 3_600_000,
};

/** The longest that a platform may ask to wait, in milliseconds (`adapters` cut what is more). */
const maxPauseMs = 3_600_000;

/** The longest waits at a timings: a stored instant further ahead was written by a clock that ran ahead. */
export const maxWaitsOf = ({ roomMs, editMs, strikeMs, backOffMs }: DeliveryTimings): Waits => ({
  roomMs,
  editMs,
  strikeMs,
  pauseMs: maxPauseMs,
  backOff: { firstMs: backOffMs, longestMs: maxBackOffMs },
});

/** Everything that the delivery is given from outside. */
export type Ports = {
  db: Database;
  messengers: Partial<Record<Medium, Messenger>>;
  draw: Draw;
  word: Word;
  mailedCode: MailedCode;
  log: Log;
  now: Now;
  timings: DeliveryTimings;
  /** Whom the settings name as administrators, by address or e-mail. */
  admins: readonly string[];
};

/** A moment as the database keeps it, some milliseconds from another. */
export function instantAt(from: Temporal.Instant, plusMs = 0): string {
  return from.add({ milliseconds: Math.ceil(plusMs) }).toString({ fractionalSecondDigits: 3 });
}

/**
 * Milliseconds that are left of a wait until a stored instant; 0 when it is over, and when more is
 * left than the wait takes at most: then a clock that ran ahead wrote the instant.
 */
export function msUntil(now: Temporal.Instant, instant: string | null, longestMs: number): number {
  if (instant === null) return 0;
  const left = Temporal.Instant.from(instant).epochMilliseconds - now.epochMilliseconds;
  return left > longestMs ? 0 : Math.max(0, left);
}
