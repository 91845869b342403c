import { type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Change } from '../../../src/domain/change.ts';
import {
  counters,
  type Permitted,
  type RowKind,
  type StoredUndoing,
  type WrittenRow,
  writesOf,
} from '../../../src/domain/project/undoing.ts';
import { columnNames, jsonOf } from '../../schema/columns.ts';
import { entities } from './entities.ts';
import type { Save } from './written.ts';

/** Rows of one kind to read before they are written: their fields, or all with the rows that go with them. */
type Read = { of: RowKind; fields: readonly string[] | 'all'; ids: Ids };

/** The id of the only row, which needs no list, or the ids as JSON text; or a placeholder of either. */
type Ids = { id: unknown } | { all: unknown };

/** What is stored of the writes of a command, for `undo`: what the command knows, and the rows to read as they were. */
export type Undoing = { given: unknown; reads: Read[] };

/** Rows that PostgreSQL deletes with a removed one, by kind. */
const partsOf: Partial<Record<RowKind, { of: RowKind; by: string }>> = {
  metric: { of: 'metricValue', by: 'metricId' },
};

/** Returns what to store of a save, as JSON text. */
export function undoingOf(
  { changes, activity }: Pick<Save, 'changes' | 'activity'>,
  permitted: Permitted,
): Undoing {
  const writes = writesOf(changes);
  const events = activity.map(({ id }) => id);
  const was = knownOf(changes, writes.rows);
  const unknown = writes.rows.filter(({ id }) => !was[id]);
  return {
    given: JSON.stringify({ ...writes, ...permitted, events, was, parts: [] } satisfies StoredUndoing),
    reads: [...Map.groupBy(unknown.flatMap(readOf), ({ of, fields }) => `${of} ${fields}`).values()].flatMap(
      (group) => {
        const [first] = group;
        if (!first) return [];
        const { of, fields, id } = first;
        return [
          {
            of,
            fields,
            ids: group.length === 1 ? { id } : { all: JSON.stringify(group.map((one) => one.id)) },
          },
        ];
      },
    ),
  };
}

/** Altered fields as the command read them, by the row's id, where it read all that it alters. */
function knownOf(changes: readonly Change[], rows: readonly WrittenRow[]): StoredUndoing['was'] {
  const read: StoredUndoing['was'] = {};
  for (const change of changes)
    if ('alter' in change && change.was) read[change.id] = { ...change.was, ...read[change.id] };
  const isKnown = (row: WrittenRow) =>
    row.did === 'altered' && fieldsOf(row).every((name) => name in (read[row.id] ?? {}));
  const known = [...Map.groupBy(rows, ({ id }) => id)].filter(([, its]) => its.every(isKnown));
  return Object.fromEntries(
    known.map(([id, its]) => [
      id,
      Object.fromEntries(its.flatMap(fieldsOf).map((name) => [name, read[id]?.[name]])),
    ]),
  );
}

function readOf(row: WrittenRow): (Omit<Read, 'ids'> & { id: string })[] {
  const { of, id, did } = row;
  if (did === 'added') return [];
  const fields = did === 'removed' ? 'all' : fieldsOf(row);
  return fields.length > 0 ? [{ of, fields, id }] : [];
}

const fieldsOf = ({ is }: WrittenRow): string[] => Object.keys(is).filter((name) => !counters.includes(name));

/** The part of a save's shape that determines the text of the expression. */
export const undoingShape = ({ reads }: Undoing): string =>
  reads.map(({ of, fields, ids }) => `; was ${of} ${fields} of ${Object.keys(ids)}`).join('');

/**
 * Builds the stored record. Reads the rows in the statement that writes them, whose snapshot still has them as
 * they were; the command has locked them.
 */
export function undoingJson({ given, reads }: Undoing): SQL {
  if (reads.length === 0) return sql`${given}::text::jsonb`;
  const was = reads.map(
    ({ of, fields, ids }) => sql`(select jsonb_object_agg(${entities[of]}.id, ${valuesOf(of, fields)})
      from ${entities[of]} where ${isAmong(entities[of], 'id', ids)})`,
  );
  const parts = reads.flatMap(({ of, fields, ids }) => {
    const part = fields === 'all' ? partsOf[of] : undefined;
    return part ? [partRows(part, ids)] : [];
  });
  return sql`(select known || jsonb_build_object('was', ${merged(was, sql`known->'was'`, sql`'{}'::jsonb`)},
    'parts', ${merged(parts, sql`known->'parts'`, sql`'[]'::jsonb`)}) from (select ${given}::text::jsonb as known) given)`;
}

const merged = (values: SQL[], known: SQL, empty: SQL): SQL =>
  sql.join([known, ...values.map((value) => sql`coalesce(${value}, ${empty})`)], sql` || `);

const valuesOf = (of: RowKind, fields: Read['fields']): SQL =>
  jsonOf(entities[of], {}, fields === 'all' ? undefined : fields);

const isAmong = (table: PgTable, column: string, ids: Ids): SQL =>
  sql`${table}.workspace_id = milepost_tenant() and ${table}.${sql.identifier(column)} = ${
    'id' in ids
      ? sql`${ids.id}::uuid`
      : sql`any(array(select value::uuid from jsonb_array_elements_text(${ids.all}::text::jsonb)))`
  }`;

function partRows({ of, by }: { of: RowKind; by: string }, ids: Ids): SQL {
  const table = entities[of];
  const column = columnNames(table)[by] ?? by;
  return sql`(select jsonb_agg(jsonb_build_object('of', ${sql.raw(`'${of}'`)}, 'row', ${jsonOf(table)}))
    from ${table} where ${isAmong(table, column, ids)})`;
}
