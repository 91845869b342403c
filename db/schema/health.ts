import { sql } from 'drizzle-orm';
import { date, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Level } from '../../src/domain/health/risk.ts';
import type { Party } from '../../src/domain/plan/milestone.ts';
import { instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { milestone } from './plan.ts';
import { ofProject } from './project.ts';

/** An obstacle to a project or milestone, until it is cleared (HLT-1). */
export const blocker = pgTable(
  'blocker',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    /** Null: it holds up the project as a whole. */
    milestoneId: uuid('milestone_id'),
    number: integer('number').notNull(),
    text: text('text').notNull(),
    /** The party that it waits for. */
    by: text('waits_for').$type<Party>(),
    openedById: uuid('opened_by_id').notNull(),
    openedAt: instant('opened_at').notNull(),
    clearedById: uuid('cleared_by_id'),
    clearedAt: instant('cleared_at'),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('blocker_number').on(t.workspaceId, t.projectId, t.number),
    index('blocker_open').on(t.workspaceId, t.projectId).where(sql`cleared_at is null`),
  ],
);

/** A risk, until it is resolved (LCH-7). */
export const risk = pgTable(
  'risk',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    text: text('text').notNull(),
    level: text('level').$type<Level>().notNull(),
    /** Null: it threatens the project as a whole. */
    milestoneId: uuid('milestone_id'),
    mitigation: text('mitigation'),
    resolveBy: date('resolve_by', { mode: 'string' }),
    ownerId: uuid('owner_id'),
    openedById: uuid('opened_by_id').notNull(),
    openedAt: instant('opened_at').notNull(),
    resolvedById: uuid('resolved_by_id'),
    resolvedAt: instant('resolved_at'),
  },
  (t) => [
    key(t),
    ofProject(t),
    foreignKey({
      columns: [t.workspaceId, t.milestoneId],
      foreignColumns: [milestone.workspaceId, milestone.id],
    }).onDelete('cascade'),
    unique('risk_number').on(t.workspaceId, t.projectId, t.number),
    index('risk_open').on(t.workspaceId, t.projectId).where(sql`resolved_at is null`),
  ],
);
