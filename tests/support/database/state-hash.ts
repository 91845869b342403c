import { sql } from 'drizzle-orm';
import type { Database } from '../../../db/database.ts';
import { rowsOf } from '../../../db/tenant.ts';

/** Tables of a project's data, which an unauthorised request must not change. */
const tables = [
  'project',
  'member',
  'milestone',
  'item',
  'evidence',
  'blocker',
  'metric',
  'metric_value',
  'risk',
  'cadence',
  'standup_answer',
  'decision',
  'vote',
  'import',
  'contingency',
  'progress_update',
  'review',
  'activity',
  'snooze',
  'link_code',
] as const;

/** Columns that scheduled work writes without a person's request. */
const clockwork = [
  'drawn_on',
  'asks_at',
  'ask_at',
  'next_at',
  'digest_at',
  'check_at',
  'checkpoint_at',
  'leased_until',
];

/** Returns a hash of all data of each project, its rooms' settings included, by project name. */
export async function projectStates(db: Database): Promise<Record<string, string>> {
  const parts = tables.map((name) => {
    const project = name === 'project' ? sql`t.id` : sql`t.project_id`;
    return sql`select ${project} as project_id, ${name}::text as part,
      md5(coalesce(string_agg((to_jsonb(t) - ${sql.raw(`array['${clockwork.join("','")}']`)})::text, '|' order by t.id), '')) as state
      from ${sql.identifier(name)} t where ${project} is not null group by 1`;
  });
  const rooms = sql`select t.project_id, 'room' as part,
    md5(string_agg(concat_ws('/', t.id, t.audience, t.digest, t.digest_in), '|' order by t.id)) as state
    from room t where t.project_id is not null group by 1`;
  const rows = rowsOf<{ name: string; state: string }>(
    await db.execute(sql`select p.name, string_agg(s.part || '=' || s.state, ' ' order by s.part) as state
      from (${sql.join([...parts, rooms], sql` union all `)}) s join project p on p.id = s.project_id group by p.id, p.name`),
  );
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
}
