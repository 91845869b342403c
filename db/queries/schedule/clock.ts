import { type SQL, sql } from 'drizzle-orm';
import type { Database, Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';
import type { RoomKey } from '../delivery/take.ts';
import { asksAreDue } from './asks.ts';
import { cadenceIsDue } from './cadences.ts';
import { checkpointIsDue } from './checkpoints.ts';
import { digestIsDue } from './digests.ts';
import { plannedIsDue, replanPlanned } from './launch.ts';
import { personalIsDue } from './personal.ts';
import { snoozeIsOver } from './snoozes.ts';

/** What a tick may have to do. */
export type Chore =
  | 'digests'
  | 'personal'
  | 'asks'
  | 'snoozes'
  | 'checkpoints'
  | 'cadences'
  | 'decisions'
  | 'contingencies'
  | 'quiet';

/** What there is to do at that moment; others may be at it. */
export async function whatIsDue(db: Database, now: string): Promise<Record<Chore, boolean>> {
  const result = await db.execute(sql`select
    exists (select from room where ${digestIsDue(now)}) as digests,
    exists (select from person p where ${personalIsDue(now)}) as personal,
    exists (select from project pr where ${asksAreDue(now)}) as asks,
    exists (select from snooze s where ${snoozeIsOver(now)}) as snoozes,
    exists (select from metric m where ${checkpointIsDue(now)}) as checkpoints,
    exists (select from cadence c where ${cadenceIsDue(now)}) as cadences,
    exists (select from decision d where ${plannedIsDue('decision', now)}) as decisions,
    exists (select from contingency d where ${plannedIsDue('contingency', now)}) as contingencies,
    exists (select from receipt where ${quietIsOver(now)}) as quiet`);
  const [due] = rowsOf<Record<Chore, boolean>>(result);
  if (!due) throw new Error('a row without a table was not there');
  return due;
}

/** Forgets the instants that lie later than that, so that they are planned anew. */
export async function replanAfter(db: Database, moment: string): Promise<void> {
  const later = sql`> ${moment}::timestamptz`;
  await db.execute(sql`with
    rooms as (update room set digest_at = null where digest is not null and digest_at ${later}),
    people as (update person set digest_at = null where digest is not null and digest_at ${later}),
    metrics as (update metric set checkpoint_at = null where checkpoint_at ${later}),
    decisions as (${replanPlanned('decision', sql`ask_at ${later}`)}),
    contingencies as (${replanPlanned('contingency', sql`check_at ${later}`)}),
    cadences as (update cadence set next_at = null where state = 'on' and next_at ${later})
    update project set asks_at = null where asks is not null and asks_at ${later}`);
}

/** Lets go what waited for the end of somebody's quiet hours. Returns the rooms to wake in this transaction. */
export async function endQuiet(tx: Tx, now: string): Promise<RoomKey[]> {
  const result = await tx.execute(sql`update receipt set not_before = null where ${quietIsOver(now)}
    returning workspace_id as "workspaceId", room_id as "roomId"`);
  return rowsOf<RoomKey>(result);
}

const quietIsOver = (now: string): SQL =>
  sql`state = 'planned' and not_before = slot and not_before <= ${now}::timestamptz`;
