import { and, eq, sql } from 'drizzle-orm';
import { type AnyPgColumn, primaryKey, uuid } from 'drizzle-orm/pg-core';

/**
 * The columns that every row of a tenant has. `workspace_id` leads each primary key, foreign key and
 * unique index, so that the schema can be distributed by tenant, and row-level security (see the
 * migrations) filters on it. Only the tables of `directory.ts` are read before a tenant is known.
 */
export const tenant = { workspaceId: uuid('workspace_id').notNull(), id: uuid('id').notNull() };

type Keyed = { workspaceId: AnyPgColumn; id: AnyPgColumn };

/** The primary key of a tenant's table: the tenant leads, so that the schema can be distributed by it. */
export const key = (table: Keyed) => primaryKey({ columns: [table.workspaceId, table.id] });

/** The tenant of the transaction. */
export const ownTenant = sql`milepost_tenant()`;

/** Matches the row of the transaction's tenant with that id. */
export const isRow = (table: Keyed, id: string) => and(eq(table.workspaceId, ownTenant), eq(table.id, id));

/** Joins the row to which a column of another table refers. */
export const refersTo = (table: Keyed, from: { workspaceId: AnyPgColumn }, id: AnyPgColumn) =>
  and(eq(table.workspaceId, from.workspaceId), eq(table.id, id));
