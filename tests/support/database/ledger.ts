import { sql } from 'drizzle-orm';
import type { Database } from '../../../db/database.ts';
import { rowsOf } from '../../../db/tenant.ts';
import { slackTeam } from '../../../src/preview/ends.ts';
import type { Stage } from '../milepost.ts';

/**
 * Returns contradictions between milestones and their history. Each change of a milestone raises its version
 * by one and writes one record. The records of a milestone are consecutive: each begins with the values the
 * previous one ended with, and the last ends with the current values.
 */
export async function ledgerProblems(db: Database): Promise<unknown[]> {
  const result = await db.execute(sql`
    with step as (
      select a.milestone_id, a.type, a.before, a.after, m.version, m.status, m.percent, m.number,
        row_number() over w as nth, count(*) over (partition by a.milestone_id) as total,
        (array_remove(array_agg(a.after->>'status') over w, null)) as statuses,
        (array_remove(array_agg(a.after->>'percent') over w, null)) as percents
      from activity a join milestone m on m.id = a.milestone_id
      window w as (partition by a.milestone_id order by a.at, a.id)),
    last as (select * from step where nth = total)
    select 'records' as what, number, version::int as expected, total::int as found from last where version <> total
    union all
    select 'status', number, null, null from last
      where status <> coalesce(statuses[array_upper(statuses, 1)], 'upcoming')
    union all
    select 'percent', number, percent, percents[array_upper(percents, 1)]::int from last
      where percent is distinct from percents[array_upper(percents, 1)]::int
    union all
    select 'updates', m.number, count(distinct u.id)::int, count(distinct a.id)::int from milestone m
      left join progress_update u on u.milestone_id = m.id
      left join activity a on a.milestone_id = m.id and a.type = 'progressed'
      group by m.id, m.number having count(distinct u.id) <> count(distinct a.id)
    union all
    select 'reviews', m.number, count(distinct r.id)::int, count(distinct a.id)::int from milestone m
      left join review r on r.milestone_id = m.id
      left join activity a on a.milestone_id = m.id and a.type = 'submitted'
      group by m.id, m.number having count(distinct r.id) <> count(distinct a.id)
    union all
    select 'open review', m.number, count(r.id)::int, (m.submitted_at is not null)::int from milestone m
      left join review r on r.milestone_id = m.id and r.outcome = 'open'
      group by m.id, m.number, m.submitted_at having count(r.id) <> (m.submitted_at is not null)::int
    union all
    select 'receipt ' || state || ' ' || coalesce(why, ''), null, null, null from receipt
      where state not in ('sent', 'skipped')`);
  return rowsOf(result);
}

/** Counts the public messages that each platform holds; deleted ones do not count. */
export function postsCounted({ ends }: Pick<Stage, 'ends'>): Record<string, number> {
  const { botUserId } = ends.slack.world.team(slackTeam);
  const shared = ends.slack.world.posts.filter(
    (post) => post.user === botUserId && post.metadata !== undefined,
  );
  const inTeams = ends.teams.rooms.messages.filter((one) => one.targetedTo === undefined);
  return { slack: shared.length, teams: inTeams.length };
}

/** Counts the messages that are posted according to the receipts, by chat platform. */
export async function receiptsCounted(db: Database): Promise<Record<string, number>> {
  const result = await db.execute(sql`select room.platform, count(*)::int as sent from receipt
    join room on room.workspace_id = receipt.workspace_id and room.id = receipt.room_id
    where receipt.state = 'sent' and receipt.kind <> 'edit' and room.platform in ('slack', 'teams')
    group by room.platform`);
  const counted = rowsOf<{ platform: string; sent: number }>(result);
  return { slack: 0, teams: 0, ...Object.fromEntries(counted.map((row) => [row.platform, row.sent])) };
}
