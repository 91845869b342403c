import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Evidence, Review } from '../../src/domain/plan/milestone.ts';
import type { Silence } from '../../src/domain/review/acceptance.ts';
import type { Quote } from '../../src/domain/review/quote.ts';
import { inRange, instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { person } from './people.ts';
import { milestoneKeys, ofMilestone } from './plan.ts';
import { ofProject } from './project.ts';

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
    quote: jsonb('quote').$type<Quote>(),
    addedById: uuid('added_by_id').notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [
    key(t),
    ofMilestone(t),
    index('evidence_milestone').on(t.workspaceId, t.milestoneId),
    index('evidence_quoted').on(sql`(quote ->> 'key')`).where(sql`quote is not null`),
    uniqueIndex('evidence_quote')
      .on(t.workspaceId, t.milestoneId, sql`coalesce(item_id, milestone_id)`, sql`(quote ->> 'key')`)
      .where(sql`quote is not null`),
  ],
);

/** Reactions to messages that make them evidence (APR-3): the last report of each account, also of one taken back. */
export const reaction = pgTable(
  'reaction',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    key: text('key').notNull(),
    reactor: text('reactor').notNull(),
    isOn: boolean('is_on').notNull(),
    stamp: text('stamp').notNull(),
  },
  (t) => [key(t), ofProject(t), uniqueIndex('reaction_of').on(t.workspaceId, t.projectId, t.key, t.reactor)],
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
    /** In whose name a deputy decided. */
    decidedForId: uuid('decided_for_id'),
    decidedAt: instant('decided_at'),
    note: text('note'),
    /** Working days that its reviewers have (APR-5); null: no end. */
    windowDays: integer('window_days'),
    silence: text('silence').$type<Silence>().notNull().default('escalate'),
    /** When the window closed without a decision, and what followed. */
    endedAt: instant('ended_at'),
    endedAs: text('ended_as').$type<Silence>(),
    /** The next reminder or the end; null: not computed yet. */
    clockAt: instant('clock_at'),
    /** The clock has nothing more to do. */
    clockDone: boolean('clock_done').notNull().default(false),
    /** How many of its reminders were planned. */
    reminded: integer('reminded').notNull().default(0),
  },
  (t) => [
    key(t),
    ofMilestone(t),
    inRange('review_window_days', t.windowDays, 1, 365),
    index('review_clock')
      .on(t.clockAt)
      .where(sql`outcome = 'open' and window_days is not null and not clock_done`),
    index('review_undecided')
      .on(t.workspaceId, t.projectId)
      .where(sql`outcome = 'open' and window_days is not null`),
    index('review_milestone').on(t.workspaceId, t.milestoneId),
    uniqueIndex('review_open').on(t.workspaceId, t.milestoneId).where(sql`outcome = 'open'`),
  ],
);

/** Questions of reviewers and their answers (APR-1). */
export const question = pgTable(
  'question',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    reviewId: uuid('review_id').notNull(),
    text: text('text').notNull(),
    askedById: uuid('asked_by_id').notNull(),
    askedAt: instant('asked_at').notNull(),
    /** Whether the clock of the review ran when it was asked. */
    stopsClock: boolean('stops_clock').notNull(),
    answer: text('answer'),
    answeredById: uuid('answered_by_id'),
    answeredAt: instant('answered_at'),
  },
  (t) => [
    key(t),
    foreignKey({
      columns: [t.workspaceId, t.reviewId],
      foreignColumns: [review.workspaceId, review.id],
    }).onDelete('cascade'),
    index('question_review').on(t.workspaceId, t.reviewId, t.askedAt),
    uniqueIndex('question_open').on(t.workspaceId, t.reviewId).where(sql`answered_at is null`),
  ],
);

/** Approvals of open reviews that need several (APR-8). */
export const approval = pgTable(
  'approval',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    reviewId: uuid('review_id').notNull(),
    personId: uuid('person_id').notNull(),
    byId: uuid('by_id').notNull(),
    note: text('note'),
    at: instant('at').notNull(),
  },
  (t) => [
    key(t),
    foreignKey({
      columns: [t.workspaceId, t.reviewId],
      foreignColumns: [review.workspaceId, review.id],
    }).onDelete('cascade'),
    uniqueIndex('approval_person').on(t.workspaceId, t.reviewId, t.personId),
  ],
);

/** Who decides in a person's name for a time, in one project (APR-8). */
export const deputy = pgTable(
  'deputy',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    personId: uuid('person_id').notNull(),
    deputyId: uuid('deputy_id').notNull(),
    until: date('until_day', { mode: 'string' }).notNull(),
  },
  (t) => [
    key(t),
    ofProject(t),
    uniqueIndex('deputy_person').on(t.workspaceId, t.projectId, t.personId),
    foreignKey({ columns: [t.workspaceId, t.personId], foreignColumns: [person.workspaceId, person.id] }),
    foreignKey({ columns: [t.workspaceId, t.deputyId], foreignColumns: [person.workspaceId, person.id] }),
  ],
);
