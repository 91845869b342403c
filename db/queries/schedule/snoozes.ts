import { type SQL, sql } from 'drizzle-orm';
import type { QuietHours } from '../../../src/domain/time/schedule.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';
import { type Address, address, addressOf } from './address.ts';
import type { Clockwork } from './write.ts';

/** A snooze that is over and wants to say so. */
export type DueSnooze = {
  workspaceId: string;
  snoozeId: string;
  projectId: string;
  milestoneId: string;
  personId: string;
  until: string;
  zone: string;
  quiet: QuietHours | null;
  address: Address;
};

/** `s` is the snooze. */
export const snoozeIsOver = (now: string): SQL => sql`s.wakes and s.until <= ${now}::timestamptz`;

/** Claims snoozes for this replica until the transaction ends. */
export async function claimSnoozes(
  tx: Tx,
  now: string,
  platforms: readonly string[],
  batch: number,
): Promise<DueSnooze[]> {
  const result = await tx.execute(sql`
    select s.workspace_id as "workspaceId", s.id as "snoozeId", s.project_id as "projectId",
      s.milestone_id as "milestoneId", s.person_id as "personId", ${isoOf(sql`s.until`)} as until,
      coalesce(p.zone, pr.zone) as zone, p.quiet, ${address} as address
    from snooze s join person p on p.workspace_id = s.workspace_id and p.id = s.person_id
      join project pr on pr.workspace_id = s.workspace_id and pr.id = s.project_id
      ${addressOf(platforms)}
    where ${snoozeIsOver(now)} order by s.until limit ${batch} for no key update of s skip locked`);
  return rowsOf<DueSnooze>(result);
}

/** A snooze wakes once; it stays, because the next personal message also goes by it. */
export const snoozeClock: Clockwork = { table: 'snooze', set: sql`wakes = false` };
