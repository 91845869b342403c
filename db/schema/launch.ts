import { sql } from 'drizzle-orm';
import { date, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Contingency } from '../../src/domain/launch/contingency.ts';
import type { DecisionCriterion, Verdict } from '../../src/domain/launch/decision-point.ts';
import { instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { person } from './people.ts';
import { ofProject } from './project.ts';

/** A metric with a target (LCH-6). */
export const metric = pgTable(
  'metric',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    name: text('name').notNull(),
    target: text('target'),
    checkpoint: date('checkpoint', { mode: 'string' }),
    stage: text('stage'),
    checkpointAt: instant('checkpoint_at'),
    toldFor: date('told_for', { mode: 'string' }),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('metric_number').on(t.workspaceId, t.projectId, t.number),
    index('metric_checkpoint')
      .on(t.checkpointAt)
      .where(sql`checkpoint is not null and told_for is distinct from checkpoint`),
  ],
);

/** The values of a metric, newest last. */
export const metricValue = pgTable(
  'metric_value',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    metricId: uuid('metric_id').notNull(),
    value: text('value').notNull(),
    note: text('note'),
    authorId: uuid('author_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    key(t),
    ofProject(t),
    index('metric_values').on(t.workspaceId, t.metricId, t.at),
    foreignKey({
      columns: [t.workspaceId, t.metricId],
      foreignColumns: [metric.workspaceId, metric.id],
    }).onDelete('cascade'),
  ],
);

/** A question that is decided on a day (LCH-4). */
export const decision = pgTable(
  'decision',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    question: text('question').notNull(),
    on: date('on_day', { mode: 'string' }),
    criteria: jsonb('criteria').$type<DecisionCriterion[]>().notNull().default([]),
    fallback: text('fallback'),
    outcome: text('outcome').$type<Verdict>(),
    outcomeNote: text('outcome_note'),
    decidedById: uuid('decided_by_id'),
    decidedAt: instant('decided_at'),
    targetThen: date('target_then', { mode: 'string' }),
    fellBackAt: instant('fell_back_at'),
    askAt: instant('ask_at'),
    askedFor: date('asked_for', { mode: 'string' }),
    createdById: uuid('created_by_id').notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('decision_number').on(t.workspaceId, t.projectId, t.number),
    index('decision_open').on(t.workspaceId, t.projectId, t.on).where(sql`outcome is null`),
    index('decision_due')
      .on(t.askAt)
      .where(sql`outcome is null and on_day is not null and asked_for is distinct from on_day`),
  ],
);

/** A voter of a decision, and their vote. */
export const vote = pgTable(
  'vote',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    decisionId: uuid('decision_id').notNull(),
    personId: uuid('person_id').notNull(),
    choice: text('choice').$type<Verdict>(),
    note: text('note'),
    at: instant('at'),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('vote_person').on(t.workspaceId, t.decisionId, t.personId),
    index('vote_waiting').on(t.workspaceId, t.personId).where(sql`choice is null`),
    foreignKey({ columns: [t.workspaceId, t.personId], foreignColumns: [person.workspaceId, person.id] }),
    foreignKey({
      columns: [t.workspaceId, t.decisionId],
      foreignColumns: [decision.workspaceId, decision.id],
    }).onDelete('cascade'),
  ],
);

/** An action that is proposed on a day if a condition holds then (LCH-5). */
export const contingency = pgTable(
  'contingency',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    on: date('on_day', { mode: 'string' }),
    when: text('condition').notNull(),
    action: text('action').notNull(),
    outcome: text('outcome').$type<NonNullable<Contingency['outcome']>>(),
    decidedById: uuid('decided_by_id'),
    decidedAt: instant('decided_at'),
    checkAt: instant('check_at'),
    checkedFor: date('checked_for', { mode: 'string' }),
    createdById: uuid('created_by_id').notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('contingency_number').on(t.workspaceId, t.projectId, t.number),
    index('contingency_due')
      .on(t.checkAt)
      .where(sql`outcome is null and on_day is not null and checked_for is distinct from on_day`),
  ],
);
