import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ScheduledKind } from '../../src/domain/rhythm/scheduled.ts';
import { instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { ofProject, room } from './project.ts';

/** A message that shows one thing of a project, or the project itself, and is kept current (LIVE-1). */
export const card = pgTable(
  'card',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    /** What it shows: a kind of live card, and the row. No foreign key: a card outlives what it shows until it is drawn. */
    subjectKind: text('subject_kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    roomId: uuid('room_id').notNull(),
    /** The message whose thread it is posted in; null where it stands by itself. */
    threadId: text('thread_id'),
    /** Null until the platform has told it. */
    messageId: text('message_id'),
    /** Fingerprint of what the message shows, so that an edit that changes nothing is not sent. */
    shows: text('shows'),
    /** Its room no longer shows the project: it is drawn once more, without buttons, and forgotten. */
    closed: boolean('closed').notNull().default(false),
    /** The message is not edited again before then (design §6: one edit in three seconds). */
    nextAt: instant('next_at'),
  },
  (t) => [
    key(t),
    ofProject(t),
    index('card_project').on(t.workspaceId, t.projectId),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [room.workspaceId, room.id] }),
  ],
);

/**
 * One thing to tell one room, and what became of it (RMD-5). It is the outbox: written in the
 * transaction of the change it tells, sent in order of `seq` by the room's worker.
 */
export const receipt = pgTable(
  'receipt',
  {
    ...tenant,
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity(),
    /** Null only where nobody could be reached: then it is skipped, and says so. */
    roomId: uuid('room_id'),
    kind: text('kind').$type<'post' | 'edit' | 'news' | ScheduledKind>().notNull(),
    /** For `post` and `edit`. */
    cardId: uuid('card_id'),
    /** What a scheduled message is about: it is worded when it is sent. */
    projectId: uuid('project_id'),
    personId: uuid('person_id'),
    milestoneId: uuid('milestone_id'),
    /** Scheduled messages: whom or what it is for, and the moment it was due. One a slot, ever (RMD-5). */
    target: text('target'),
    slot: instant('slot'),
    /** For `news`: the neutral card, worded when it happened. */
    body: jsonb('body'),
    state: text('state').$type<'planned' | 'sending' | 'sent' | 'skipped' | 'failed' | 'unknown'>().notNull(),
    why: text('why'),
    attempts: integer('attempts').notNull().default(0),
    /** Not before then: back-off after a failure. */
    notBefore: instant('not_before'),
    /** A post whose outcome is unknown: looked for among the messages since then before it is sent again. */
    seeksFrom: instant('seeks_from'),
    /** An edit that posts the card again when its message is gone. */
    reposts: boolean('reposts').notNull().default(false),
    messageId: text('message_id'),
    plannedAt: instant('planned_at').notNull().default(sql`now()`),
    settledAt: instant('settled_at'),
  },
  (t) => [
    key(t),
    index('receipt_planned').on(t.workspaceId, t.roomId, t.seq).where(sql`state in ('planned', 'sending')`),
    uniqueIndex('receipt_slot').on(t.workspaceId, t.kind, t.target, t.slot).where(sql`slot is not null`),
    index('receipt_history').on(t.workspaceId, t.projectId, t.slot).where(sql`slot is not null`),
    // the latest of a room and of a person, for those who ask what became of them
    index('receipt_room').on(t.workspaceId, t.roomId, t.seq).where(sql`kind <> 'edit'`),
    index('receipt_person').on(t.workspaceId, t.personId, t.seq).where(sql`person_id is not null`),
    // a burst of changes plans one edit
    uniqueIndex('receipt_edit').on(t.workspaceId, t.cardId).where(sql`state = 'planned' and kind = 'edit'`),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [room.workspaceId, room.id] }),
  ],
);

/** A request that was taken, with its answer, so that a second arrival is answered as before. */
export const arrival = pgTable(
  'arrival',
  {
    workspaceId: uuid('workspace_id').notNull(),
    delivery: text('delivery').notNull(),
    answer: jsonb('answer'),
    at: instant('at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.delivery] }), index('arrival_age').on(t.at)],
);
