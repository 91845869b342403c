import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Urgency } from '../../src/domain/customer/action-item.ts';
import { maxLoggedDays } from '../../src/domain/customer/logged-change.ts';
import { maxMinorUnits } from '../../src/domain/money/money.ts';
import { inRange, instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { person } from './people.ts';
import { ofProject } from './project.ts';

/** What the customer must do, until either side completes it (CUS-2). */
export const actionItem = pgTable(
  'action_item',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    label: text('label').notNull(),
    dueDate: date('due_date', { mode: 'string' }).notNull(),
    urgency: text('urgency').$type<Urgency>().notNull(),
    blocksGoLive: boolean('blocks_go_live').notNull().default(false),
    addedById: uuid('added_by_id').notNull(),
    addedAt: instant('added_at').notNull(),
    completedById: uuid('completed_by_id'),
    completedAt: instant('completed_at'),
    /** When the customer is reminded next; null: not computed yet. */
    remindAt: instant('remind_at'),
    /** The due date that all reminders were planned for; null: some are still to come. */
    remindedFor: date('reminded_for', { mode: 'string' }),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('action_item_number').on(t.workspaceId, t.projectId, t.number),
    index('action_item_open').on(t.workspaceId, t.projectId).where(sql`completed_at is null`),
    index('action_item_remind').on(t.remindAt).where(sql`completed_at is null`),
    foreignKey({ columns: [t.workspaceId, t.addedById], foreignColumns: [person.workspaceId, person.id] }),
    foreignKey({
      columns: [t.workspaceId, t.completedById],
      foreignColumns: [person.workspaceId, person.id],
    }),
  ],
);

/** A change that the team logged for the customer to read (SCP-4). */
export const loggedChange = pgTable(
  'logged_change',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    text: text('text').notNull(),
    days: integer('days').notNull().default(0),
    /** In minor units of `currency`, which is null without a cost. */
    cost: bigint('cost', { mode: 'number' }).notNull().default(0),
    currency: text('currency'),
    addedById: uuid('added_by_id').notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [
    key(t),
    ofProject(t),
    inRange('logged_change_days', t.days, -maxLoggedDays, maxLoggedDays),
    inRange('logged_change_cost', t.cost, -maxMinorUnits, maxMinorUnits),
    index('logged_change_newest').on(t.workspaceId, t.projectId, t.addedAt),
    foreignKey({ columns: [t.workspaceId, t.addedById], foreignColumns: [person.workspaceId, person.id] }),
  ],
);
