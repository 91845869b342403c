import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { TriedFacts } from '../../../src/domain/scope/tried-facts.ts';
import type { Tx } from '../../database.ts';
import { statement } from '../../driver/statement.ts';
import { rowsOf } from '../../tenant.ts';
import { issuedOf, ledgerPlan } from '../money/ledger.ts';
import { linksOfProject } from '../plan/milestones.ts';
import { healthFactsOf, healthParts } from '../project/project-facts.ts';
import { undecidedOf } from '../review/stopping.ts';
import { remindedOf } from '../rhythm/reminded.ts';

/** Marks the point to which `undoTrial` goes back. */
export const startTrial = async (tx: Tx): Promise<void> => void (await tx.execute(sql`savepoint trial`));

/** Takes back everything since `startTrial`; the transaction goes on. */
export const undoTrial = async (tx: Tx): Promise<void> =>
  void (await tx.execute(sql`rollback to savepoint trial`));

const length = sql<number>`(select count(*)::int from activity a
  where a.workspace_id = milepost_tenant() and a.project_id = project.id)`.as('length');

/** A relational query would take the columns of other tables for its own. */
const rendered = <T>(part: SQL<T>): SQL<T> => sql.raw(new PgDialect().sqlToQuery(part).sql) as SQL<T>;

const trialById = statement((tx) =>
  tx.query.project
    .findFirst({
      ...healthParts,
      extras: {
        ...healthParts.extras,
        length,
        issued: rendered(issuedOf(sql`project.id`)).as('issued'),
        all: rendered(ledgerPlan).as('all'),
        links: linksOfProject,
        undecided: undecidedOf.as('undecided'),
        reminded: remindedOf.as('reminded'),
      },
    })
    .prepare('trial_by_id'),
);

/** What a trial compares before and after, and the length of the project's history. */
export type TrialState = TriedFacts & { length: number };

/** Returns what a trial compares, in one statement; the project must be locked. */
export async function loadTrial(tx: Tx, projectId: string): Promise<TrialState> {
  const row = await trialById(tx, { id: projectId });
  if (!row) throw new Error('the project of the trial no longer exists');
  const { length: recorded, issued, all, links, undecided, reminded, ...rest } = row;
  const health = healthFactsOf(rest);
  const money = { project: health.project, milestones: all, invoices: issued };
  return { health, money, links, undecided, reminded, length: recorded };
}

/** Returns how many records the history of a project has: a figure that each change of it raises. */
export async function historyLength(tx: Tx, projectId: string): Promise<number> {
  const result = await tx.execute(sql`select count(*)::int as length from activity
    where workspace_id = milepost_tenant() and project_id = ${projectId}::uuid`);
  return rowsOf<{ length: number }>(result)[0]?.length ?? 0;
}
