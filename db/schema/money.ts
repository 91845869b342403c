import {
  bigint,
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
import type { Dispute } from '../../src/domain/money/dispute.ts';
import type { Invoice, Settlement } from '../../src/domain/money/invoice.ts';
import { maxMinorUnits } from '../../src/domain/money/money.ts';
import type { InvoicePart } from '../../src/domain/money/terms.ts';
import { inRange, instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { milestone, milestoneKeys, ofMilestone } from './plan.ts';
import { ofProject } from './project.ts';

/** An issued invoice with all that its document says (PAY-4). A draft is derived and has no row. */
export const invoice = pgTable(
  'invoice',
  {
    ...tenant,
    ...milestoneKeys,
    /** Its place among the invoices of its milestone, from 1. */
    nth: integer('nth').notNull(),
    part: text('part').$type<InvoicePart>().notNull(),
    /** The number is the prefix, the year and the serial, which has no gaps in its workspace, prefix and year. */
    number: text('number').notNull(),
    prefix: text('prefix').notNull(),
    year: integer('year').notNull(),
    serial: integer('serial').notNull(),
    net: bigint('net', { mode: 'number' }).notNull(),
    currency: text('currency').notNull(),
    terms: jsonb('terms').$type<Invoice['terms']>().notNull(),
    taxBasisPoints: integer('tax_basis_points').notNull(),
    seller: text('seller'),
    buyer: text('buyer'),
    issuedOn: date('issued_on', { mode: 'string' }).notNull(),
    issuedById: uuid('issued_by_id').notNull(),
    approvedOn: date('approved_on', { mode: 'string' }),
    approvedById: uuid('approved_by_id'),
    approvedAt: instant('approved_at'),
    payLink: text('pay_link'),
    disputes: jsonb('disputes').$type<Dispute[]>().notNull().default([]),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    key(t),
    ofProject(t),
    foreignKey({
      columns: [t.workspaceId, t.milestoneId],
      foreignColumns: [milestone.workspaceId, milestone.id],
    }),
    inRange('invoice_net', t.net, 0, maxMinorUnits),
    unique('invoice_nth').on(t.workspaceId, t.milestoneId, t.nth),
    unique('invoice_serial').on(t.workspaceId, t.prefix, t.year, t.serial),
    index('invoice_project').on(t.workspaceId, t.projectId),
  ],
);

/** A payment, credit note or write-off of an invoice (PAY-6). */
export const settlement = pgTable(
  'settlement',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    invoiceId: uuid('invoice_id').notNull(),
    kind: text('kind').$type<Settlement['kind']>().notNull(),
    minor: bigint('minor', { mode: 'number' }).notNull(),
    on: date('on_day', { mode: 'string' }).notNull(),
    note: text('note'),
    byId: uuid('by_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    key(t),
    ofProject(t),
    inRange('settlement_minor', t.minor, 1, maxMinorUnits),
    index('settlement_invoice').on(t.workspaceId, t.invoiceId),
    foreignKey({
      columns: [t.workspaceId, t.invoiceId],
      foreignColumns: [invoice.workspaceId, invoice.id],
    }).onDelete('cascade'),
  ],
);

/** What a milestone cost the team, which customers never see. */
export const cost = pgTable(
  'cost',
  {
    ...tenant,
    ...milestoneKeys,
    minor: bigint('minor', { mode: 'number' }).notNull(),
    currency: text('currency').notNull(),
    note: text('note').notNull(),
    byId: uuid('by_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    key(t),
    ofProject(t),
    ofMilestone(t),
    inRange('cost_minor', t.minor, 1, maxMinorUnits),
    index('cost_project').on(t.workspaceId, t.projectId),
  ],
);
