import { sql } from 'drizzle-orm';
import type { QuietHours } from '../../../src/domain/time/schedule.ts';
import { isoOf } from '../../schema/columns.ts';
import { type Address, address, addressOf } from './address.ts';
import { type ClaimedRow, defineClock, isClosedOf } from './define-clock.ts';

/** A snooze with a message at its end. */
type DueSnooze = ClaimedRow & {
  projectId: string;
  milestoneId: string;
  personId: string;
  until: string;
  zone: string;
  quiet: QuietHours | null;
  address: Address;
};

/** When snoozes end (RMD-1). A snooze is claimed once; its row stays for the next personal digest. */
export const snoozeClock = defineClock<DueSnooze>({
  table: 'snooze',
  at: 'until',
  isWanted: sql`t.wakes and t.until is not null`,
  isFixed: true,
  ofProject: null,
  set: sql`wakes = false`,
  rows: (platforms) => sql`
    select t.workspace_id as "workspaceId", t.id, t.project_id as "projectId", t.milestone_id as "milestoneId",
      t.person_id as "personId", ${isoOf(sql`t.until`)} as until,
      coalesce(p.zone, pr.zone) as zone, p.quiet, ${isClosedOf(sql`pr`)}, ${address()} as address
    from snooze t join person p on p.workspace_id = t.workspace_id and p.id = t.person_id
      join project pr on pr.workspace_id = t.workspace_id and pr.id = t.project_id
      ${addressOf(platforms)}`,
});
