import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { amountOf } from '../../../src/domain/money/money.ts';
import type {
  ChangeOrderFacts,
  NamedChangeOrder,
  ScopedFacts,
} from '../../../src/domain/scope/change-order-facts.ts';
import type { Tx } from '../../database.ts';
import { statement } from '../../driver/statement.ts';
import { ownTenant, refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { project } from '../../schema/project.ts';
import { changeOrder } from '../../schema/scope.ts';
import { workspace } from '../../schema/workspace.ts';
import { projectColumns } from '../directory/who.ts';
import { issuedOf, ledgerPlan } from '../money/ledger.ts';

/** The milestones of a project as change orders see them, with what they require. */
const milestones = sql<ScopedFacts['plan']['milestones']>`(
  select coalesce(json_agg(json_build_object('id', m.id, 'parentId', m.parent_id, 'number', m.number, 'name', m.name, 'outcome', m.outcome,
    'order', m.position, 'status', m.status, 'startDate', m.start_date, 'dueDate', m.due_date, 'share', m.share,
    'blocksGoLive', m.blocks_go_live, 'extra', m.extra, 'version', m.version, 'nextItem', m.next_item,
    'requires', (select coalesce(json_agg(d.requires_id order by d.requires_id), '[]') from dependency d
      where d.workspace_id = milepost_tenant() and d.milestone_id = m.id),
    'items', (select coalesce(json_agg(json_build_object('id', i.id, 'number', i.number, 'kind', i.kind,
      'text', i.text, 'done', i.done) order by i.number), '[]') from item i
      where i.workspace_id = milepost_tenant() and i.milestone_id = m.id)) order by m.number), '[]')
  from milestone m where m.workspace_id = milepost_tenant() and m.project_id = project.id
    and m.dropped_at is null)`;

const hasClient = sql<boolean>`exists (select from member h join person p on p.workspace_id = milepost_tenant()
    and p.id = h.person_id and p.gone_at is null
  where h.workspace_id = milepost_tenant() and h.project_id = project.id and h.role = 'client')`;

const scoped = statement((tx) =>
  tx
    .select({
      project: projectColumns,
      milestones,
      hasClient,
      invoiced: ledgerPlan,
      issued: issuedOf(sql`${project.id}`),
    })
    .from(project)
    // with one table alone, Drizzle does not qualify the columns of the parts
    .innerJoin(workspace, eq(workspace.workspaceId, project.workspaceId))
    .where(and(eq(project.workspaceId, ownTenant), eq(project.id, sql.placeholder('id'))))
    .prepare('scoped_plan'),
);

type Row = ScopedFacts['plan']['milestones'][number] & { share: number | null };

/** Returns the plan that change orders of a project are computed on, in one statement. */
export async function loadScoped(tx: Tx, projectId: string): Promise<ScopedFacts | undefined> {
  const [row] = await scoped(tx, { id: projectId });
  if (!row) return undefined;
  const rows = row.milestones as Row[];
  const { price, currency, policies, target, holidays } = row.project;
  const shares = rows.flatMap(({ id, parentId, share }) =>
    parentId === null && share !== null ? [{ id, share }] : [],
  );
  const total = price === null || !policies.moneyOn ? null : price;
  const extras = rows.reduce((sum, { extra }) => sum + extra, 0);
  return {
    project: row.project,
    hasClient: row.hasClient,
    money: { milestones: row.invoiced, invoices: row.issued },
    plan: {
      target,
      holidays,
      currency: total === null ? null : currency,
      total: total === null ? null : total + extras,
      milestones: rows.map(({ share, ...one }) => ({
        ...one,
        base: total === null ? null : amountOf({ id: one.id, share }, total, shares),
      })),
    },
  };
}

/** All change orders of a project, or one. */
export type WhichOrders = { projectId: string } | { id: string };

const { workspaceId: _, ...orderColumns } = getTableColumns(changeOrder);

const proposer = alias(person, 'proposer');
const supplier = alias(person, 'supplier_side');
const client = alias(person, 'client_side');
const closer = alias(person, 'closer');

/** Returns change orders with the names on them, by number. */
export async function loadChangeOrders(tx: Tx, which: WhichOrders): Promise<NamedChangeOrder[]> {
  const signer = (side: 'supplier' | 'client') => sql`(${changeOrder[side]}->>'personId')::uuid`;
  const rows = await tx
    .select({
      order: orderColumns,
      proposedBy: proposer.name,
      supplierName: supplier.name,
      clientName: client.name,
      closedBy: closer.name,
    })
    .from(changeOrder)
    .innerJoin(proposer, refersTo(proposer, changeOrder, changeOrder.proposedById))
    .leftJoin(supplier, and(eq(supplier.workspaceId, ownTenant), eq(supplier.id, signer('supplier'))))
    .leftJoin(client, and(eq(client.workspaceId, ownTenant), eq(client.id, signer('client'))))
    .leftJoin(closer, refersTo(closer, changeOrder, changeOrder.closedById))
    .where('id' in which ? eq(changeOrder.id, which.id) : eq(changeOrder.projectId, which.projectId))
    .orderBy(asc(changeOrder.number));
  return rows.map(({ order, ...names }) => ({ ...order, ...names }));
}

/** Returns a change order with the facts of its card; undefined when it does not exist. */
export async function loadChangeOrder(tx: Tx, id: string): Promise<ChangeOrderFacts | undefined> {
  const [order] = await loadChangeOrders(tx, { id });
  const facts = order && (await loadScoped(tx, order.projectId));
  return facts && order && { ...facts, order };
}
