import type { Tx } from '../../db/database.ts';
import type { RoomKey } from '../../db/queries/delivery/claim.ts';
import type { Claim, ClaimedRow, Clock } from '../../db/queries/schedule/define-clock.ts';
import { type Send, writePlan } from '../../db/queries/schedule/write.ts';
import type { ScheduledKind, ScheduledMessage } from '../domain/rhythm/scheduled.ts';
import type { Worded } from '../ports/content.ts';
import { type Tick, tomorrow } from './due.ts';

/** One batch of a kind. */
export type Batch = Tick &
  Claim & {
    /** What `compute` returns, or `instead` where it throws: one tenant's error is not the others'. */
    safely<T>(compute: () => T, instead: T): T;
  };

/**
 * What a claimed row leads to: its messages, and when it is claimed again; null: not by itself. `step` is how many of
 * its messages are planned, for a clock that counts them.
 */
export type Due = { sends: Send[]; nextAt: string | null; step?: number };

/** Makes the card of a message as things stand at `now`, an ISO instant, or says why none is sent. */
export type Words = (tx: Tx, message: ScheduledMessage, now: string) => Promise<Worded>;

/** Plans one batch, with one read and one write. Returns the rooms to wake in this transaction. */
export type Plan = (tx: Tx, batch: Batch) => Promise<{ claimed: number; rooms: RoomKey[] }>;

/** A kind of reminder as the planner and the delivery use it. */
export type Kind = { plan?: Plan; words: { readonly [kind in ScheduledKind]?: Words } };

/** Plans nothing now; restoring or reopening a project needs no other step. */
const later = ({ now }: Tick): Due => ({ sends: [], nextAt: tomorrow(now) });

/**
 * A kind of reminder: `due` says what a row of its clock leads to (it may throw, then the row is tried
 * again tomorrow; so is one of a closed project), and `words` makes the card of each message when it is sent.
 */
export function defineKind<Row extends ClaimedRow, Kinds extends ScheduledKind>(
  clock: Clock<Row>,
  { due, words }: { due(row: Row, batch: Batch): Due; words: Record<Kinds, Words> },
): { plan: Plan; words: Record<Kinds, Words> } {
  return {
    words,
    async plan(tx, batch) {
      const rows = await clock.claim(tx, batch);
      const planned = rows.map((row) => ({
        workspaceId: row.workspaceId,
        id: row.id,
        ...(row.isClosed ? later(batch) : batch.safely(() => due(row, batch), later(batch))),
      }));
      return { claimed: rows.length, rooms: await writePlan(tx, clock, planned, batch.now) };
    },
  };
}
