import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';
import type { RoomKey } from '../delivery/claim.ts';

/** The condition for receipts whose quiet hours have ended (RMD-4). */
export const quietIsOver = (now: string): SQL =>
  sql`state = 'planned' and not_before = slot and not_before <= ${now}::timestamptz`;

/** Selects the first end of quiet hours after `now` that a receipt waits for, as `at`. */
export const quietEndsAfter = (now: string): SQL =>
  sql`select min(not_before) as at from receipt
    where state = 'planned' and not_before = slot and not_before > ${now}::timestamptz`;

/** Releases receipts whose quiet hours have ended. Returns the rooms to wake in this transaction. */
export async function endQuiet(tx: Tx, now: string): Promise<RoomKey[]> {
  const result = await tx.execute(sql`update receipt set not_before = null where ${quietIsOver(now)}
    returning workspace_id as "workspaceId", room_id as "roomId"`);
  return rowsOf<RoomKey>(result);
}
