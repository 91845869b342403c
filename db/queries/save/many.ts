import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Entities, ManyChange } from '../../../src/domain/change.ts';
import { entities } from './entities.ts';
import type { RemoveMany } from './gather.ts';

const nameOf = (change: ManyChange): keyof Entities =>
  'addMany' in change ? change.addMany : change.alterMany;

const fieldsOf = ({ rows }: ManyChange): string[] => Object.keys(rows[0] ?? {});

/** The shape of a bulk write, which alone determines the text of its statement. */
export const manyShape = (change: ManyChange): string =>
  `${'addMany' in change ? 'addMany' : 'alterMany'} ${nameOf(change)} ${fieldsOf(change).join(' ')}`;

/** The rows as one JSON text, keyed by column name: a statement takes at most 65,535 parameters. */
export function manyJson(change: ManyChange): string {
  const columns = getTableColumns(entities[nameOf(change)]) as Record<string, { name: string }>;
  const fields = fieldsOf(change).map((field) => ({ field, name: columns[field]?.name ?? field }));
  const rows: readonly object[] = change.rows;
  return JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        fields.map(({ field, name }) => [name, (row as Record<string, unknown>)[field] ?? null]),
      ),
    ),
  );
}

/** A bulk write with its rows as JSON text, or a placeholder for it. */
export type Many = ManyChange & { fields: string[]; json: unknown };

/** Replaces the rows of a bulk write by JSON text or a placeholder. */
export const withJson = (change: ManyChange, json: unknown): Many => ({
  ...change,
  rows: [] as never,
  fields: fieldsOf(change),
  json,
});

/** Inserts or updates many rows of one table. */
export function manyWrite(change: ManyChange): SQL {
  const { fields, json } = change as Many;
  const table = entities[nameOf(change)];
  const columns = getTableColumns(table) as Record<string, { name: string }>;
  const names = fields.map((field) => sql.identifier(columns[field]?.name ?? field));
  const given = sql`jsonb_populate_recordset(null::${table}, ${json}::text::jsonb) given`;
  if ('addMany' in change) {
    const from = names.map((name) => sql`given.${name}`);
    return sql`insert into ${table} (workspace_id, ${sql.join(names, sql`, `)})
      select milepost_tenant(), ${sql.join(from, sql`, `)} from ${given}`;
  }
  const set = names.filter((_, at) => fields[at] !== 'id').map((name) => sql`${name} = given.${name}`);
  return sql`update ${table} set ${sql.join(set, sql`, `)} from ${given}
    where ${table}.workspace_id = milepost_tenant() and ${table}.id = given.id`;
}

/** Deletes many rows of one table; `ids` is JSON text or a placeholder for it. */
export const manyRemoved = ({ removeMany, ids }: RemoveMany): SQL => {
  const table = entities[removeMany];
  return sql`delete from ${table} where ${table}.workspace_id = milepost_tenant()
    and ${table}.id = any(array(select value::uuid from jsonb_array_elements_text(${ids}::text::jsonb)))`;
};
