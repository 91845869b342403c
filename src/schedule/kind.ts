import type { Tx } from '../../db/database.ts';
import type { RoomKey } from '../../db/queries/delivery/take.ts';
import type { Chore } from '../../db/queries/schedule/clock.ts';
import type { Tick } from './due.ts';

/** One batch of a kind. */
export type Batch = Tick & {
  size: number;
  /** The platforms that Milepost is connected to. */
  platforms: readonly string[];
  /** What is computed, or that instead, where it cannot be: one tenant's trouble is not the others'. */
  safely<T>(compute: () => T, instead: T): T;
};

/** Something that is planned by the minute: claims a batch, writes its receipts and its next instants. */
export type Kind = {
  name: Chore;
  /** Reads once and writes once, however many rows. Returns the rooms to wake in this transaction. */
  plan(tx: Tx, batch: Batch): Promise<{ claimed: number; rooms: RoomKey[] }>;
};
