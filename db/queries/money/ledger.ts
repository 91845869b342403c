import { eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { IssuedInvoice, MoneyFacts } from '../../../src/domain/money/ledger.ts';
import type { Tx } from '../../database.ts';
import { statement } from '../../driver/statement.ts';
import { isoOf, jsonOf } from '../../schema/columns.ts';
import { invoice, settlement } from '../../schema/money.ts';
import { project } from '../../schema/project.ts';
import { workspace } from '../../schema/workspace.ts';
import { rowsOf } from '../../tenant.ts';
import { projectColumns } from '../directory/who.ts';

const nameOf = (id: SQLWrapper) =>
  sql`(select p.name from person p where p.workspace_id = milepost_tenant() and p.id = ${id})`;

/** The settlements of an invoice, oldest first. */
const settlements = sql`(select coalesce(json_agg(${jsonOf(settlement, { by: sql`coalesce(${nameOf(settlement.byId)}, '')` })} order by ${settlement.on}, ${settlement.at}, ${settlement.id}), '[]')
  from ${settlement} where ${settlement.workspaceId} = ${invoice.workspaceId} and ${settlement.invoiceId} = ${invoice.id})`;

/** The issued invoices of a project as one JSON value, by age; empty where the project has none. */
export const issuedOf = (projectId: SQL) => sql<IssuedInvoice[]>`(
  select coalesce(json_agg(${jsonOf(invoice, {
    settlements,
    approvedBy: nameOf(invoice.approvedById),
    issuedBy: nameOf(invoice.issuedById),
  })}
    order by ${invoice.issuedOn}, ${invoice.year}, ${invoice.serial}, ${invoice.id}), '[]')
  from ${invoice} where ${invoice.workspaceId} = milepost_tenant() and ${invoice.projectId} = ${projectId})`;

const hasCustomer = sql<boolean>`exists (select from member m join person p on p.workspace_id = m.workspace_id
    and p.id = m.person_id and p.gone_at is null
  where m.workspace_id = milepost_tenant() and m.project_id = ${project.id} and m.role = 'client')`;

/** Costs in another currency than the project has today do not count. */
const cost = sql<number>`(select coalesce(sum(c.minor), 0)::float8 from cost c
  where c.workspace_id = milepost_tenant() and c.project_id = ${project.id} and c.currency = ${project.currency})`;

/** The plan of a query's project by number, dropped milestones included. */
export const ledgerPlan = sql<MoneyFacts['milestones']>`(
  select coalesce(json_agg(json_build_object('id', m.id, 'number', m.number, 'name', m.name, 'outcome', m.outcome, 'parentId', m.parent_id,
    'share', m.share, 'extra', m.extra, 'status', m.status, 'startDate', m.start_date, 'dueDate', m.due_date,
    'droppedAt', m.dropped_at) order by m.number), '[]')
  from milestone m where m.workspace_id = milepost_tenant() and m.project_id = ${project.id})`;

const ledgerBy = (name: string, where: SQL) =>
  statement((tx) =>
    tx
      .select({
        project: projectColumns,
        milestones: ledgerPlan,
        invoices: issuedOf(sql`${project.id}`),
        hasCustomer,
        cost,
        began: isoOf(sql`${project.createdAt}`).mapWith(String),
      })
      .from(project)
      // with one table alone, Drizzle does not qualify the columns of the parts
      .innerJoin(workspace, eq(workspace.workspaceId, project.workspaceId))
      .where(sql`${project.workspaceId} = milepost_tenant() and ${where}`)
      .prepare(name),
  );
const byProject = ledgerBy('ledger_by_project', eq(project.id, sql.placeholder('id')));
const byInvoice = ledgerBy(
  'ledger_by_invoice',
  sql`${project.id} = (select i.project_id from invoice i
    where i.workspace_id = milepost_tenant() and i.id = ${sql.placeholder('id')})`,
);

/** Returns a project with its plan and invoices, in one statement; undefined when it does not exist. */
export const loadLedger = async (tx: Tx, id: string): Promise<MoneyFacts | undefined> =>
  factsOf(await byProject(tx, { id }));

/** Returns the same for the card of an issued invoice; undefined when it does not exist. */
export async function loadInvoiceCard(tx: Tx, id: string) {
  const ledger = factsOf(await byInvoice(tx, { id }));
  return ledger && { ledger, project: ledger.project, id };
}

function factsOf([row]: Awaited<ReturnType<typeof byProject>>): MoneyFacts | undefined {
  if (!row) return undefined;
  const places = new Map(row.milestones.map(({ id, number }) => [id, number]));
  const place = (one: IssuedInvoice) => places.get(one.milestoneId) ?? 0;
  return { ...row, invoices: row.invoices.toSorted((a, b) => place(a) - place(b) || a.nth - b.nth) };
}

/**
 * Locks the numbers of the workspace's invoices until the transaction ends, and returns the next serial of a prefix
 * and year, so that there are no gaps. Lock the project first.
 */
export async function nextSerial(tx: Tx, of: { prefix: string; year: number }): Promise<number> {
  await tx.execute(
    sql`select workspace_id from workspace where workspace_id = milepost_tenant() for no key update`,
  );
  // a statement of its own: it must see what others have committed before the lock was free
  const rows = rowsOf<{ next: number }>(
    await tx.execute(sql`select coalesce(max(serial), 0)::int + 1 as next from invoice
      where workspace_id = milepost_tenant() and prefix = ${of.prefix} and year = ${of.year}`),
  );
  return rows[0]?.next ?? 1;
}
