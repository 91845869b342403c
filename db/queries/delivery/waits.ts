import { type SQL, sql } from 'drizzle-orm';

/** The longest waits of the delivery workers, in milliseconds. */
export type Waits = {
  /** Between two posts into one room. */
  roomMs: number;
  /** Between two edits of one message. */
  editMs: number;
  /** After a refusal of one room. */
  strikeMs: number;
  /** After a refusal of a whole installation, where its own length is not known. */
  pauseMs: number;
  /** After the first failure of a receipt, and after any. */
  backOff: { firstMs: number; longestMs: number };
};

/**
 * The stored end of a wait, or null when it is further away than the wait can take: a clock that ran
 * ahead wrote it.
 *
 * @param now an ISO instant.
 * @param maxMs the longest that this wait takes, in milliseconds.
 */
export const ifPlausible = (instant: SQL, now: string, maxMs: SQL | number): SQL =>
  sql`case when ${instant} <= ${now}::timestamptz + ${maxMs}::float8 * interval '1 millisecond' then ${instant} end`;

/** The longest back-off of a receipt `r` after its attempts so far: it triples each time, with room for its 25 % jitter. */
const maxBackOff = ({ firstMs, longestMs }: Waits['backOff']): SQL =>
  sql`(1.3 * least(${longestMs}::float8, ${firstMs}::float8 * power(3, greatest(r.attempts - 1, 0))))`;

/**
 * When a receipt `r` may be sent: the end of its back-off. A message delayed by quiet hours waits for
 * its slot instead, however far away that is.
 */
export const sendableAt = (now: string, backOff: Waits['backOff']): SQL =>
  sql`case when r.not_before = r.slot then r.not_before
    else ${ifPlausible(sql`r.not_before`, now, maxBackOff(backOff))} end`;
