import { sql } from 'drizzle-orm';
import type { Database } from '../../../db/database.ts';
import { rowsOf } from '../../../db/tenant.ts';

/** A row, its project and a hash of all its columns. */
export type Row = { table: string; id: string; project: string; hash: string };

/** All rows of a workspace's projects by table and id, without deliveries and posted cards. */
export type Rows = Map<string, Row>;

const notOfProjects = ['receipt', 'card'];

/** Returns a reader of every table that has a project; new tables are included automatically. */
export function rowReader(db: Database): (workspaceId: string) => Promise<Rows> {
  let query: ((workspaceId: string) => ReturnType<typeof sql>) | undefined;
  return async (workspaceId) => {
    if (!query) {
      const tables = rowsOf<{ name: string }>(
        await db.execute(sql`select c.table_name as name from information_schema.columns c
          join information_schema.columns w on w.table_schema = c.table_schema and w.table_name = c.table_name
            and w.column_name = 'workspace_id'
          where c.table_schema = current_schema() and c.column_name = 'project_id' order by 1`),
      ).filter(({ name }) => !notOfProjects.includes(name));
      query = (id) =>
        sql.join(
          [
            sql`select 'project' as table, id, id as project, md5(t::text) as hash from project t where workspace_id = ${id}::uuid`,
            ...tables.map(
              ({ name }) =>
                sql`select ${name}::text, id, project_id, md5(t::text) from ${sql.identifier(name)} t
                  where workspace_id = ${id}::uuid and project_id is not null`,
            ),
          ],
          sql` union all `,
        );
    }
    const rows = rowsOf<Row>(await db.execute(query(workspaceId)));
    return new Map(rows.map((row) => [`${row.table}/${row.id}`, row]));
  };
}

/** Returns the rows that are new, gone or different. */
export function changedRows(before: Rows, after: Rows): Row[] {
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, row]) => row);
  const other = [...after].filter(([key, row]) => before.get(key)?.hash !== row.hash).map(([, row]) => row);
  return [...gone, ...other];
}
