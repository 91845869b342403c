import { customType } from 'drizzle-orm/pg-core';
import { Temporal } from 'temporal-polyfill';

/** A moment as an ISO 8601 instant in UTC, to the millisecond: comparable as text and safe in JSON. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamptz(3)',
  fromDriver: (value) =>
    Temporal.Instant.from(String(value).replace(' ', 'T')).toString({ fractionalSecondDigits: 3 }),
});
