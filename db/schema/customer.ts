import { sql } from 'drizzle-orm';
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
import type { Urgency } from '../../src/domain/customer/action-item.ts';
import { maxLoggedDays } from '../../src/domain/customer/logged-change.ts';
import { maxMinorUnits } from '../../src/domain/money/money.ts';
import type { FileReference, Side } from '../../src/domain/thread/message.ts';
import { inRange, instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { person } from './people.ts';
import { ofMilestone } from './plan.ts';
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
    /** When its channel may be reminded next; null: not planned yet. */
    remindAt: instant('remind_at'),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('action_item_number').on(t.workspaceId, t.projectId, t.number),
    index('action_item_remind').on(t.remindAt).where(sql`completed_at is null`),
    index('action_item_open').on(t.workspaceId, t.projectId).where(sql`completed_at is null`),
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

/** A message of the thread between customer and team (CUS-4). */
export const message = pgTable(
  'message',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    authorId: uuid('author_id').notNull(),
    side: text('side').$type<Side>().notNull(),
    /** Empty once deleted. */
    text: text('text').notNull(),
    files: jsonb('files').$type<FileReference[]>().notNull(),
    /** The number of the blocker that it is about. */
    blocker: integer('blocker'),
    /** The room where it was written; null in a direct chat. */
    roomId: uuid('room_id'),
    /** Its id on the platform, where it was written in a thread; an event of the platform names it by this. */
    messageId: text('message_id'),
    at: instant('at').notNull(),
    editedAt: instant('edited_at'),
    deletedAt: instant('deleted_at'),
    /** When it is looked at whether anybody answered; null: not planned yet, or over. */
    silenceAt: instant('silence_at'),
    /** Whether somebody was told that nobody answered; null: not decided yet. */
    silenceTold: boolean('silence_told'),
  },
  (t) => [
    key(t),
    ofProject(t),
    foreignKey({ columns: [t.workspaceId, t.authorId], foreignColumns: [person.workspaceId, person.id] }),
    unique('message_number').on(t.workspaceId, t.projectId, t.number),
    // a platform that repeats an event cannot make a second message
    unique('message_written').on(t.workspaceId, t.roomId, t.messageId),
    index('message_silence').on(t.silenceAt).where(sql`silence_told is null and deleted_at is null`),
    index('message_blocker').on(t.workspaceId, t.projectId, t.blocker),
  ],
);

/** What the customer was asked once about a delivered project or a milestone, and their answer (CUS-7, CUS-9). */
export const survey = pgTable(
  'survey',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    /** Null: the project as a whole. */
    milestoneId: uuid('milestone_id'),
    askedAt: instant('asked_at').notNull(),
    score: integer('score'),
    comment: text('comment'),
    answeredById: uuid('answered_by_id'),
    answeredAt: instant('answered_at'),
    /** When the customer is reminded; null: not planned yet, or reminded. */
    remindAt: instant('remind_at'),
    reminded: boolean('reminded').notNull().default(false),
  },
  (t) => [
    key(t),
    ofProject(t),
    index('survey_remind').on(t.remindAt).where(sql`score is null and not reminded`),
    inRange('survey_score', t.score, 1, 5),
    unique('survey_subject').on(t.workspaceId, t.projectId, t.milestoneId).nullsNotDistinct(),
    ofMilestone(t),
    foreignKey({ columns: [t.workspaceId, t.answeredById], foreignColumns: [person.workspaceId, person.id] }),
  ],
);
