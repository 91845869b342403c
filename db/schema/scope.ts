import {
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { maxMinorUnits } from '../../src/domain/money/money.ts';
import type { ChangeOrder, Route, Signature } from '../../src/domain/scope/change-order.ts';
import type { ScopeSnapshot } from '../../src/domain/scope/snapshot.ts';
import { inRange, instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { person } from './people.ts';
import { milestoneKeys, ofMilestone } from './plan.ts';
import { ofProject } from './project.ts';

/**
 * What was agreed each time a milestone started (SCP-1). A trigger adds a row when a milestone leaves the status
 * `upcoming`, whatever starts it; the application can neither change nor delete one.
 */
export const scopeSnapshot = pgTable(
  'scope_snapshot',
  {
    ...tenant,
    ...milestoneKeys,
    at: instant('at').notNull(),
    share: integer('share'),
    amount: bigint('amount', { mode: 'number' }),
    startDate: date('start_date', { mode: 'string' }),
    dueDate: date('due_date', { mode: 'string' }),
    items: jsonb('items').$type<ScopeSnapshot['items']>().notNull(),
  },
  (t) => [
    key(t),
    ofMilestone(t),
    inRange('scope_snapshot_share', t.share, 0, 100),
    // a change order may have taken off more than a later share leaves
    inRange('scope_snapshot_amount', t.amount, -maxMinorUnits, maxMinorUnits),
    index('scope_snapshot_milestone').on(t.workspaceId, t.milestoneId, t.at),
  ],
);

/** A change of what was agreed, which both sides sign (SCP-3). */
export const changeOrder = pgTable(
  'change_order',
  {
    ...tenant,
    ...milestoneKeys,
    number: integer('number').notNull(),
    text: text('text').notNull(),
    route: text('route').$type<Route>().notNull(),
    days: integer('days').notNull(),
    cost: bigint('cost', { mode: 'number' }).notNull(),
    currency: text('currency'),
    addsWork: boolean('adds_work').notNull().default(true),
    swapItem: integer('swap_item'),
    state: text('state').$type<ChangeOrder['state']>().notNull(),
    supplier: jsonb('supplier').$type<Signature>(),
    client: jsonb('client').$type<Signature>(),
    reason: text('reason'),
    proposedById: uuid('proposed_by_id').notNull(),
    proposedAt: instant('proposed_at').notNull(),
    expiresOn: date('expires_on', { mode: 'string' }),
    closedById: uuid('closed_by_id'),
    closedAt: instant('closed_at'),
    effect: jsonb('effect').$type<ChangeOrder['effect']>(),
  },
  (t) => [
    key(t),
    ofProject(t),
    ofMilestone(t),
    unique('change_order_number').on(t.workspaceId, t.projectId, t.number),
    foreignKey({ columns: [t.workspaceId, t.proposedById], foreignColumns: [person.workspaceId, person.id] }),
    foreignKey({ columns: [t.workspaceId, t.closedById], foreignColumns: [person.workspaceId, person.id] }),
  ],
);
