import { sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { rowsOf, type Tx } from '../tenant.ts';
import type { RoomKey } from './delivery-take.ts';
import { asksAreDue } from './plan-asks.ts';
import { digestIsDue } from './plan-digests.ts';
import { personalIsDue } from './plan-personal.ts';
import { snoozeIsOver } from './plan-snoozes.ts';

/** Whether something is due still: others may have held it for a moment. */
export async function anythingDue(db: Database, now: string): Promise<boolean> {
  const result = await db.execute(sql`select exists (select from room where ${digestIsDue(now)})
    or exists (select from person p where ${personalIsDue(now)})
    or exists (select from project pr where ${asksAreDue(now)})
    or exists (select from snooze s where ${snoozeIsOver(now)}) as due`);
  return rowsOf<{ due: boolean }>(result)[0]?.due ?? false;
}

/** Forgets the instants that lie later than that, so that they are planned anew. */
export async function replanAfter(db: Database, moment: string): Promise<void> {
  const later = sql`> ${moment}::timestamptz`;
  await db.execute(sql`with
    rooms as (update room set digest_at = null where digest is not null and digest_at ${later}),
    people as (update person set digest_at = null where digest is not null and digest_at ${later})
    update project set asks_at = null where asks is not null and asks_at ${later}`);
}

/** Lets go what waited for the end of somebody's quiet hours. Returns the rooms to wake in this transaction. */
export async function endQuiet(tx: Tx, now: string): Promise<RoomKey[]> {
  const result = await tx.execute(sql`update receipt set not_before = null
    where state = 'planned' and not_before = slot and not_before <= ${now}::timestamptz
    returning workspace_id as "workspaceId", room_id as "roomId"`);
  return rowsOf<RoomKey>(result);
}
