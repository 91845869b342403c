import { type SQL, sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/pg-core';

/** An offset as PostgreSQL writes it when it is of whole hours; dates need the minutes too. */
const bareHours = /[+-]\d\d$/;

/** A moment as an ISO 8601 instant in UTC, to the millisecond: comparable as text and safe in JSON. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamptz(3)',
  fromDriver: (value) => new Date(String(value).replace(' ', 'T').replace(bareHours, '$&:00')).toISOString(),
});

/** A moment as the column type above gives it, where a statement is written by hand. */
export const isoOf = (moment: SQL): SQL =>
  sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
