import { type SQL, sql } from 'drizzle-orm';
import type { Cadence, QuietHours } from '../../../src/domain/time/schedule.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';
import { type Address, address, addressOf } from './address.ts';
import type { Clockwork } from './write.ts';

/** A person whose own message is due, or not planned yet. */
export type DuePersonal = {
  workspaceId: string;
  personId: string;
  cadence: Cadence;
  quiet: QuietHours | null;
  at: string | null;
  /** Theirs, else that of the first project that they take part in. */
  zone: string | null;
  /** Of each project that they take part in and that has something open; null: of none. */
  holidays: string[][] | null;
  address: Address;
};

/** `p` is the person. */
export const personalIsDue = (now: string): SQL => sql`p.digest is not null
  and (p.digest_at is null or p.digest_at <= ${now}::timestamptz)`;

/** Claims people for this replica until the transaction ends. */
export async function claimPersonal(
  tx: Tx,
  now: string,
  platforms: readonly string[],
  batch: number,
): Promise<DuePersonal[]> {
  const result = await tx.execute(sql`
    select p.workspace_id as "workspaceId", p.id as "personId", p.digest as cadence, p.quiet,
      ${isoOf(sql`p.digest_at`)} as at, coalesce(p.zone, plans.zone) as zone, plans.holidays, ${address} as address
    from person p ${addressOf(platforms)} ${plans}
    where ${personalIsDue(now)} order by p.digest_at limit ${batch} for no key update of p skip locked`);
  return rowsOf<DuePersonal>(result);
}

/** The projects of a person `p`: those with a role in them, and those that gave them work or want their vote. */
const plans: SQL = sql`cross join lateral (
  select (array_agg(pr.zone order by pr.created_at, pr.id))[1] as zone,
    jsonb_agg(pr.holidays) filter (where exists (select from milestone m where m.workspace_id = pr.workspace_id
      and m.project_id = pr.id and m.status <> 'done' and m.dropped_at is null)) as holidays
  from project pr where pr.workspace_id = p.workspace_id and pr.id in (
    select m.project_id from member m where m.workspace_id = p.workspace_id and m.person_id = p.id
      and m.role not in ('viewer', 'none')
    union select m.project_id from milestone m where m.workspace_id = p.workspace_id and m.assignee_id = p.id
      and m.status <> 'done' and m.dropped_at is null
    union select v.project_id from vote v where v.workspace_id = p.workspace_id and v.person_id = p.id
      and v.choice is null)
  ) plans`;

/** Where a person's next message is kept. */
export const personalClock: Clockwork = { table: 'person', set: sql`digest_at = next."nextAt"` };
