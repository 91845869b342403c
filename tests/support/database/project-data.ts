import { sql } from 'drizzle-orm';
import type { Database } from '../../../db/database.ts';
import { rowsOf } from '../../../db/tenant.ts';

/** Tables that are no data of a project: its history, its outbox and its posted cards. */
const outside = ['activity', 'receipt', 'card'];

/** Columns that only grow, so that undo leaves them. */
const counters = ['version', 'next_item', 'spent'];

/**
 * Returns a reader of all data of a project, without counters: a line of JSON for each row, sorted. A new table with
 * a project is included by itself.
 */
export async function projectDataReader(db: Database): Promise<(projectId: string) => Promise<string[]>> {
  const tables = rowsOf<{ name: string }>(
    await db.execute(sql`select table_name as name from information_schema.columns
      where table_schema = current_schema() and column_name = 'project_id' order by 1`),
  ).filter(({ name }) => !outside.includes(name));
  const without = sql.raw(`array['${counters.join("','")}']`);
  return async (projectId) => {
    const parts = [
      sql`select 'project' as of, to_jsonb(t) - ${without} as row from project t where id = ${projectId}::uuid`,
      ...tables.map(
        ({ name }) => sql`select ${name}::text, to_jsonb(t) - ${without} from ${sql.identifier(name)} t
          where project_id = ${projectId}::uuid`,
      ),
    ];
    const rows = rowsOf<{ of: string; row: object }>(await db.execute(sql.join(parts, sql` union all `)));
    return rows.map(({ of, row }) => `${of} ${JSON.stringify(row)}`).sort();
  };
}
