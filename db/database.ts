import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import * as blueprints from './schema/blueprints.ts';
import * as delivery from './schema/delivery.ts';
import * as directory from './schema/directory.ts';
import * as documents from './schema/documents.ts';
import * as health from './schema/health.ts';
import * as launch from './schema/launch.ts';
import * as money from './schema/money.ts';
import * as people from './schema/people.ts';
import * as plan from './schema/plan.ts';
import * as project from './schema/project.ts';
import * as relations from './schema/relations.ts';
import * as review from './schema/review.ts';
import * as rhythm from './schema/rhythm.ts';
import * as scope from './schema/scope.ts';
import * as workspace from './schema/workspace.ts';

/** All tables, for Drizzle's relational queries. */
export const schema = {
  ...blueprints,
  ...delivery,
  ...directory,
  ...documents,
  ...health,
  ...launch,
  ...money,
  ...people,
  ...plan,
  ...project,
  ...review,
  ...rhythm,
  ...scope,
  ...workspace,
  ...relations,
};

/** Drizzle on either driver; its transactions have the same type. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

/** A transaction in which the tenant is set. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];
