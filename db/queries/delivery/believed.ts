import { type SQL, sql } from 'drizzle-orm';

/** The longest waits of the delivery, in milliseconds. */
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
 * A stored instant until which something waits, unless it is further away than that wait can be:
 * then a clock that ran ahead wrote it, and nothing waits for it. Null when it is not believed.
 *
 * @param now an ISO instant.
 * @param longestMs milliseconds that this wait takes at most.
 */
export const believed = (instant: SQL, now: string, longestMs: SQL | number): SQL =>
  sql`case when ${instant} <= ${now}::timestamptz + ${longestMs}::float8 * interval '1 millisecond' then ${instant} end`;

/** The longest back-off of a receipt `r`, by the attempts that were made: three times the last, and a quarter by chance. */
const longestBackOff = ({ firstMs, longestMs }: Waits['backOff']): SQL =>
  sql`(1.3 * least(${longestMs}::float8, ${firstMs}::float8 * power(3, greatest(r.attempts - 1, 0))))`;

/**
 * When a receipt `r` may be sent: the end of its back-off, as far as that is believed. A message that
 * quiet hours hold back waits for its slot, which the calendar's clock reaches by itself.
 */
export const heldUntil = (now: string, backOff: Waits['backOff']): SQL =>
  sql`case when r.not_before = r.slot then r.not_before
    else ${believed(sql`r.not_before`, now, longestBackOff(backOff))} end`;
