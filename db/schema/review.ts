import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Evidence, Review } from '../../src/domain/plan/milestone.ts';
import { instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { milestoneKeys, ofMilestone } from './plan.ts';

/** Evidence that a milestone is reached (APR-3). */
export const evidence = pgTable(
  'evidence',
  {
    ...tenant,
    ...milestoneKeys,
    itemId: uuid('item_id'),
    kind: text('kind').$type<Evidence['kind']>().notNull(),
    title: text('title').notNull(),
    url: text('url'),
    value: text('value'),
    target: text('target'),
    addedById: uuid('added_by_id').notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [key(t), ofMilestone(t), index('evidence_milestone').on(t.workspaceId, t.milestoneId)],
);

/** Submissions for approval and their outcomes (APR-1). */
export const review = pgTable(
  'review',
  {
    ...tenant,
    ...milestoneKeys,
    submittedById: uuid('submitted_by_id').notNull(),
    submittedAt: instant('submitted_at').notNull(),
    outcome: text('outcome').$type<Review['outcome']>().notNull(),
    decidedById: uuid('decided_by_id'),
    decidedAt: instant('decided_at'),
    note: text('note'),
  },
  (t) => [
    key(t),
    ofMilestone(t),
    index('review_milestone').on(t.workspaceId, t.milestoneId),
    uniqueIndex('review_open').on(t.workspaceId, t.milestoneId).where(sql`outcome = 'open'`),
  ],
);
