import { type SQL, sql } from 'drizzle-orm';
import type { Cadence, QuietHours } from '../../../src/domain/time/schedule.ts';
import { isoOf } from '../../schema/columns.ts';
import { isOpen } from '../endings/delivery.ts';
import { hasOpenAction } from '../rhythm/asked-actions.ts';
import { hasUnpaid } from '../rhythm/payments.ts';
import { type Address, address, addressOf } from './address.ts';
import { type ClaimedRow, defineClock } from './define-clock.ts';

/** A person with a personal digest. */
type DuePersonal = ClaimedRow & {
  cadence: Cadence;
  quiet: QuietHours | null;
  at: string | null;
  /** Their zone, else that of their first project. */
  zone: string | null;
  /** The holidays of each of their projects with something open or unpaid; null: none. */
  holidays: string[][] | null;
  address: Address;
};

const t = sql`t`;

/** A person's projects that are neither lost nor archived: those where they have a role, work or a vote. */
const plans: SQL = sql`cross join lateral (
  select (array_agg(pr.zone order by pr.created_at, pr.id))[1] as zone,
    jsonb_agg(pr.holidays) filter (where exists (select from milestone m where m.workspace_id = pr.workspace_id
      and m.project_id = pr.id and m.status <> 'done' and m.dropped_at is null)
      or pr.price is not null and ${hasUnpaid(sql`pr`)} or ${hasOpenAction(sql`pr`)}) as holidays
  from project pr where pr.workspace_id = t.workspace_id and ${isOpen(sql`pr`)} and pr.id in (
    select m.project_id from member m where m.workspace_id = t.workspace_id and m.person_id = t.id
      and m.role not in ('viewer', 'none')
    union select m.project_id from milestone m where m.workspace_id = t.workspace_id and m.assignee_id = t.id
      and m.status <> 'done' and m.dropped_at is null
    union select v.project_id from vote v where v.workspace_id = t.workspace_id and v.person_id = t.id
      and v.choice is null)
  ) plans`;

/** Locks people in order, so that projects that share some do not deadlock. */
const peopleOf = (projectId: string): SQL => sql`t.id in (
  select id from person where workspace_id = milepost_tenant() and digest_at is not null and id in (
    select person_id from member where workspace_id = milepost_tenant() and project_id = ${projectId}::uuid
    union select assignee_id from milestone where workspace_id = milepost_tenant() and project_id = ${projectId}::uuid)
  order by id for no key update)`;

/** When people get their personal digest (RMD-1). */
export const personalClock = defineClock<DuePersonal>({
  table: 'person',
  at: 'digest_at',
  isWanted: sql`t.digest is not null`,
  ofProject: peopleOf,
  rows: (platforms) => sql`
    select t.workspace_id as "workspaceId", t.id, t.digest as cadence, t.quiet,
      ${isoOf(sql`t.digest_at`)} as at, coalesce(t.zone, plans.zone) as zone, plans.holidays, ${address(t)} as address
    from person t ${addressOf(platforms, t)} ${plans}`,
});
