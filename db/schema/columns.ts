import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, check, customType, type PgTable } from 'drizzle-orm/pg-core';

/** An offset as PostgreSQL writes it when it is of whole hours; dates need the minutes too. */
const bareHours = /[+-]\d\d$/;

const instantType = 'timestamptz(3)';

/** A moment as an ISO 8601 instant in UTC, to the millisecond: comparable as text and safe in JSON. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => instantType,
  fromDriver: (value) => new Date(String(value).replace(' ', 'T').replace(bareHours, '$&:00')).toISOString(),
});

/** A moment as the column type above gives it, where a statement is written by hand. */
export const isoOf = (moment: SQL): SQL =>
  sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A row as a JSON object, by the names that the code has for its columns, the tenant left out; `more` are fields besides. */
export function jsonOf(table: PgTable, more: Record<string, SQL> = {}): SQL {
  const { workspaceId: _, ...columns } = getTableColumns(table);
  const fields = Object.entries(columns).map(([name, column]): [string, SQL] => {
    const value = sql`${column}`;
    return [name, column.getSQLType() === instantType ? isoOf(value) : value];
  });
  const pairs = [...fields, ...Object.entries(more)].map(
    ([name, value]) => sql`${sql.raw(`'${name}'`)}, ${value}`,
  );
  return sql`json_build_object(${sql.join(pairs, sql`, `)})`;
}

/** A constraint `<table>_<column>_range`: the column is null or within the limits, both included. */
export const inRange = (name: string, column: AnyPgColumn, min: number, max: number) =>
  check(`${name}_range`, sql`${column} between ${sql.raw(String(min))} and ${sql.raw(String(max))}`);
