import { type AnyPgColumn, primaryKey, uuid } from 'drizzle-orm/pg-core';

/**
 * The columns that every row of a tenant has. `workspace_id` leads each primary key, foreign key and
 * unique index, so that the schema can be distributed by tenant, and row-level security (see the
 * migrations) filters on it. Only the tables of `directory.ts` are read before a tenant is known.
 */
export const tenant = { workspaceId: uuid('workspace_id').notNull(), id: uuid('id').notNull() };

/** The primary key of a tenant's table: the tenant leads, so that the schema can be distributed by it. */
export const key = (table: { workspaceId: AnyPgColumn; id: AnyPgColumn }) =>
  primaryKey({ columns: [table.workspaceId, table.id] });
