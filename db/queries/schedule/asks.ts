import { type SQL, sql } from 'drizzle-orm';
import type { Cadence, QuietHours } from '../../../src/domain/time/schedule.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';
import { type Address, address, addressOf } from './address.ts';
import type { Clockwork } from './write.ts';

/** Somebody to ask for updates. */
export type Asked = { personId: string; zone: string | null; quiet: QuietHours | null; address: Address };

/** A project that asks for updates now, or that was not planned yet. */
export type DueAsks = {
  workspaceId: string;
  projectId: string;
  zone: string;
  holidays: string[];
  cadence: Cadence;
  at: string | null;
  /** Those with work that has begun and is neither done nor waiting for a decision. */
  people: Asked[] | null;
};

/** `pr` is the project. */
export const asksAreDue = (now: string): SQL => sql`pr.asks is not null
  and (pr.asks_at is null or pr.asks_at <= ${now}::timestamptz)`;

/** Claims projects for this replica until the transaction ends. */
export async function claimAsks(
  tx: Tx,
  now: string,
  platforms: readonly string[],
  batch: number,
): Promise<DueAsks[]> {
  const result = await tx.execute(sql`
    select pr.workspace_id as "workspaceId", pr.id as "projectId", pr.zone, pr.holidays, pr.asks as cadence,
      ${isoOf(sql`pr.asks_at`)} as at, working.people
    from project pr cross join lateral (
      select jsonb_agg(jsonb_build_object('personId', p.id, 'zone', p.zone, 'quiet', p.quiet,
        'address', ${address})) as people
      from (select distinct m.assignee_id from milestone m
          where m.workspace_id = pr.workspace_id and m.project_id = pr.id and m.dropped_at is null
            and m.status in ('in_progress', 'blocked') and m.submitted_at is null) busy
        join person p on p.workspace_id = pr.workspace_id and p.id = busy.assignee_id
        ${addressOf(platforms)}) working
    where ${asksAreDue(now)} order by pr.asks_at limit ${batch} for no key update of pr skip locked`);
  return rowsOf<DueAsks>(result);
}

/** Where a project's next question is kept. */
export const asksClock: Clockwork = { table: 'project', set: sql`asks_at = next."nextAt"` };
