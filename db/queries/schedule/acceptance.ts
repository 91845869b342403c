import { type SQL, sql } from 'drizzle-orm';
import type { Kind } from '../../../src/domain/project/policies.ts';
import type { Role } from '../../../src/domain/project/roles.ts';
import type { Pause, Silence } from '../../../src/domain/review/acceptance.ts';
import type { Database } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';
import { isOpen } from '../endings/delivery.ts';
import { type Addressee, addressee, addressOf } from './address.ts';
import { type ClaimedRow, defineClock } from './define-clock.ts';

/** An open review with a window (APR-5). */
export type DueReview = ClaimedRow & {
  projectId: string;
  milestoneId: string;
  kind: Kind;
  submittedAt: string;
  windowDays: number;
  zone: string;
  holidays: string[];
  pauses: Pause[];
  /** When its window closed without a decision. */
  endedAt: string | null;
  endedAs: Silence | null;
  reminded: number;
  /** Those who may decide on it, and those who run the project. */
  people:
    | (Addressee & {
        role: Role;
        decides: boolean;
        /** They have not approved yet. */
        pending: boolean;
        /** The last day on which they are the deputy of somebody who decides, YYYY-MM-DD. */
        deputyUntil: string | null;
      })[]
    | null;
};

const decides: SQL = sql`h.role = pr.policies->>'approver'`;

const isUndecided: SQL = sql`t.outcome = 'open' and t.window_days is not null and not t.clock_done
  and exists (select from milestone m where m.workspace_id = t.workspace_id and m.id = t.milestone_id
    and m.submitted_at is not null and m.dropped_at is null and m.status <> 'done')
  and not exists (select from question q where q.workspace_id = t.workspace_id and q.review_id = t.id
    and q.stops_clock and q.answered_at is null)
  and exists (select from project o where o.workspace_id = t.workspace_id and o.id = t.project_id and ${isOpen(sql`o`)})`;

/** When reviews are reminded of, and when the end of their window is told (APR-5). */
export const acceptanceClock = defineClock<DueReview>({
  table: 'review',
  at: 'clock_at',
  isWanted: isUndecided,
  set: sql`clock_at = next."nextAt", clock_done = next."nextAt" is null,
    reminded = greatest(t.reminded, coalesce(next.step, 0))`,
  rows: (platforms) => sql`
    select t.workspace_id as "workspaceId", t.id, t.project_id as "projectId", t.milestone_id as "milestoneId",
      pr.kind, ${isoOf(sql`t.submitted_at`)} as "submittedAt", t.window_days as "windowDays", pr.zone, pr.holidays,
      coalesce((select jsonb_agg(jsonb_build_object('from', ${isoOf(sql`q.asked_at`)}, 'to', ${isoOf(sql`q.answered_at`)}))
        from question q where q.workspace_id = t.workspace_id and q.review_id = t.id and q.stops_clock), '[]') as pauses,
      ${isoOf(sql`t.ended_at`)} as "endedAt", t.ended_as as "endedAs", t.reminded, told.people
    from review t join project pr on pr.workspace_id = t.workspace_id and pr.id = t.project_id
      cross join lateral (
        select jsonb_agg(${addressee} || jsonb_build_object('role', h.role, 'decides', ${decides},
          'pending', not exists (select from approval a where a.workspace_id = t.workspace_id
            and a.review_id = t.id and a.person_id = p.id), 'deputyUntil', stands.until)
          order by p.id) as people
        from member h join person p on p.workspace_id = h.workspace_id and p.id = h.person_id and p.gone_at is null
          ${addressOf(platforms)}
          left join lateral (select max(d.until_day) as until from deputy d join member w
            on w.workspace_id = d.workspace_id and w.project_id = d.project_id and w.person_id = d.person_id
            where d.workspace_id = t.workspace_id and d.project_id = t.project_id and d.deputy_id = p.id
              and w.role = pr.policies->>'approver') stands on true
        where h.workspace_id = t.workspace_id and h.project_id = t.project_id
          and (h.role in ('owner', 'coach') or ${decides} or stands.until is not null)) told`,
});

/** Returns the open reviews whose window may have closed, of all tenants: only ids leave them. */
export async function reviewsDue(
  db: Database,
  now: string,
  limit: number,
): Promise<{ workspaceId: string; id: string; projectId: string }[]> {
  const result = await db.execute(sql`
    select t.workspace_id as "workspaceId", t.id, t.project_id as "projectId" from review t
    where ${acceptanceClock.isDue(now)} and t.ended_at is null order by t.clock_at limit ${limit}`);
  return rowsOf(result);
}
