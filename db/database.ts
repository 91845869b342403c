import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { actionItem } from './schema/customer.ts';
import { importTable } from './schema/documents.ts';
import { blocker, risk } from './schema/health.ts';
import { contingency, decision, metric, vote } from './schema/launch.ts';
import { cost, invoice, settlement } from './schema/money.ts';
import { identity, person } from './schema/people.ts';
import { item, milestone } from './schema/plan.ts';
import { member, project } from './schema/project.ts';
import * as relations from './schema/relations.ts';
import { evidence, review } from './schema/review.ts';
import { cadence } from './schema/rhythm.ts';
import { workspace } from './schema/workspace.ts';

/**
 * The tables that Drizzle's relational queries read. Drizzle builds a query object for each of them at the start of
 * every transaction, so the others are left out.
 */
export const schema = {
  actionItem,
  blocker,
  cadence,
  contingency,
  cost,
  decision,
  evidence,
  identity,
  importTable,
  invoice,
  item,
  member,
  metric,
  milestone,
  person,
  project,
  review,
  risk,
  settlement,
  vote,
  workspace,
  ...relations,
};

/** Drizzle on either driver; its transactions have the same type. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

/** A transaction in which the tenant is set. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];
