import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, check, customType, type PgTable } from 'drizzle-orm/pg-core';

/** An offset of whole hours as PostgreSQL writes it; `Date` needs the minutes too. */
const bareHours = /[+-]\d\d$/;

const instantType = 'timestamptz(3)';

/** A column of an ISO 8601 instant in UTC with milliseconds, which compares as text. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => instantType,
  fromDriver: (value) => new Date(String(value).replace(' ', 'T').replace(bareHours, '$&:00')).toISOString(),
});

/** The same format for hand-written SQL. */
export const isoOf = (moment: SQL): SQL =>
  sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * A row as a JSON object with the property names of the code, without the tenant; `more` adds fields, `only` names
 * the columns that are wanted.
 */
export function jsonOf(table: PgTable, more: Record<string, SQL> = {}, only?: readonly string[]): SQL {
  const { workspaceId: _, ...columns } = getTableColumns(table);
  const wanted = Object.entries(columns).filter(([name]) => only?.includes(name) ?? true);
  const fields = wanted.map(([name, column]): [string, SQL] => {
    const value = sql`${column}`;
    return [name, column.getSQLType() === instantType ? isoOf(value) : value];
  });
  const pairs = [...fields, ...Object.entries(more)].map(
    ([name, value]) => sql`${sql.raw(`'${name}'`)}, ${value}`,
  );
  return sql`json_build_object(${sql.join(pairs, sql`, `)})`;
}

/** Returns the names of a table's columns by the property names of the code. */
export const columnNames = (table: PgTable): Record<string, string> =>
  Object.fromEntries(Object.entries(getTableColumns(table)).map(([field, { name }]) => [field, name]));

/** A constraint `<table>_<column>_range`: the column is null or within the limits, both included. */
export const inRange = (name: string, column: AnyPgColumn, min: number, max: number) =>
  check(`${name}_range`, sql`${column} between ${sql.raw(String(min))} and ${sql.raw(String(max))}`);
