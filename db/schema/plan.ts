import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  ItemKind,
  MilestoneType,
  Party,
  Priority,
  Status,
  UpdateState,
} from '../../src/domain/plan/milestone.ts';
import type { StageKey } from '../../src/domain/stages/stage.ts';
import { inRange, instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { person } from './people.ts';
import { ofProject } from './project.ts';

/** A step of the plan (MODEL-2). */
export const milestone = pgTable(
  'milestone',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    parentId: uuid('parent_id'),
    number: integer('number').notNull(),
    order: integer('position').notNull(),
    name: text('name').notNull(),
    description: text('description'),
    type: text('type').$type<MilestoneType>().notNull(),
    share: integer('share'),
    /** What change orders have added to its share of the price, in minor units. */
    extra: bigint('extra', { mode: 'number' }).notNull().default(0),
    status: text('status').$type<Status>().notNull(),
    ownerParty: text('owner_party').$type<Party>().notNull(),
    assigneeId: uuid('assignee_id'),
    outcome: text('outcome'),
    blocksGoLive: boolean('blocks_go_live').notNull(),
    startDate: date('start_date', { mode: 'string' }),
    dueDate: date('due_date', { mode: 'string' }),
    priority: text('priority').$type<Priority>().notNull(),
    /** Risk after it is done, 0 to 100 (HLT-5). */
    riskAfter: integer('risk_after'),
    percent: integer('percent'),
    submittedAt: instant('submitted_at'),
    submittedById: uuid('submitted_by_id'),
    doneAt: instant('done_at'),
    doneById: uuid('done_by_id'),
    /** Dropped milestones stay, because cards and numbers refer to them. */
    droppedAt: instant('dropped_at'),
    dropReason: text('drop_reason'),
    /** Which stage of a company it is (STG-1); null: none. Never changes. */
    stage: text('stage').$type<StageKey>(),
    nextItem: integer('next_item').notNull().default(1),
    version: integer('version').notNull(),
  },
  (t) => [
    key(t),
    ofProject(t),
    inRange('milestone_share', t.share, 0, 100),
    inRange('milestone_risk_after', t.riskAfter, 0, 100),
    inRange('milestone_percent', t.percent, 0, 100),
    unique('milestone_number').on(t.workspaceId, t.projectId, t.number),
    index('milestone_time').on(t.dueDate).where(sql`type = 'time' and status = 'upcoming'`),
    index('milestone_children').on(t.workspaceId, t.parentId),
    // milestones of a person, and those that wait for approval
    index('milestone_assignee')
      .on(t.workspaceId, t.assigneeId)
      .where(sql`status <> 'done' and dropped_at is null`),
    uniqueIndex('milestone_stage').on(t.workspaceId, t.projectId, t.stage).where(sql`stage is not null`),
    index('milestone_waiting').on(t.workspaceId, t.projectId).where(sql`submitted_at is not null`),
    foreignKey({ columns: [t.workspaceId, t.parentId], foreignColumns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.assigneeId], foreignColumns: [person.workspaceId, person.id] }),
  ],
);

/** The foreign key of parts of a milestone, deleted with it. */
export const ofMilestone = (t: { workspaceId: AnyPgColumn; milestoneId: AnyPgColumn }) =>
  foreignKey({
    columns: [t.workspaceId, t.milestoneId],
    foreignColumns: [milestone.workspaceId, milestone.id],
  }).onDelete('cascade');

/** The columns of parts of a milestone. */
export const milestoneKeys = {
  projectId: uuid('project_id').notNull(),
  milestoneId: uuid('milestone_id').notNull(),
};

/** A line of a milestone's checklist. */
export const item = pgTable(
  'item',
  {
    ...tenant,
    ...milestoneKeys,
    number: integer('number').notNull(),
    kind: text('kind').$type<ItemKind>().notNull(),
    text: text('text').notNull(),
    done: boolean('done').notNull().default(false),
    /** Why a demo step is not shown (APR-2); null: it was not skipped. */
    skipReason: text('skip_reason'),
  },
  (t) => [key(t), ofMilestone(t), unique('item_number').on(t.workspaceId, t.milestoneId, t.number)],
);

/** Which milestones require which others of their project to be done first (MODEL-3). */
export const dependency = pgTable(
  'dependency',
  {
    ...tenant,
    ...milestoneKeys,
    requiresId: uuid('requires_id').notNull(),
  },
  (t) => [
    key(t),
    ofProject(t),
    ofMilestone(t),
    foreignKey({
      columns: [t.workspaceId, t.requiresId],
      foreignColumns: [milestone.workspaceId, milestone.id],
    }).onDelete('cascade'),
    unique('dependency_link').on(t.workspaceId, t.milestoneId, t.requiresId),
    index('dependency_project').on(t.workspaceId, t.projectId),
    index('dependency_enables').on(t.workspaceId, t.requiresId),
  ],
);

/** Progress updates, newest last. */
export const update = pgTable(
  'progress_update',
  {
    ...tenant,
    ...milestoneKeys,
    percent: integer('percent').notNull(),
    note: text('note'),
    authorId: uuid('author_id').notNull(),
    at: instant('at').notNull(),
    /** Only approved ones count; a coach decides on those of a coached company (APR-7). */
    state: text('state').$type<UpdateState>().notNull().default('approved'),
    decidedById: uuid('decided_by_id'),
    decidedAt: instant('decided_at'),
    /** Why it was rejected, or a word with its approval. */
    reason: text('reason'),
  },
  (t) => [
    key(t),
    ofMilestone(t),
    inRange('progress_update_percent', t.percent, 0, 100),
    index('update_milestone').on(t.workspaceId, t.milestoneId, t.at),
    // those that wait, or were rejected: none in most projects
    index('update_undecided')
      .on(t.workspaceId, t.projectId, t.milestoneId, t.at)
      .where(sql`state <> 'approved'`),
  ],
);
