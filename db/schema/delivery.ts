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

/** A live card: a message that is kept current (LIVE-1). */
export const card = pgTable(
  'card',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    /** The kind of live card and the id of its row. No foreign key: the card is redrawn once after its row is deleted. */
    subjectKind: text('subject_kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    roomId: uuid('room_id').notNull(),
    /** The message whose thread the card is posted in; null outside threads. */
    threadId: text('thread_id'),
    /** Null until the card is posted. */
    messageId: text('message_id'),
    /** Hash of the content last sent, so that unchanged content is not sent again. */
    shows: text('shows'),
    /** Whose room it was posted in: a room that is linked again for others must not show it to them. */
    audience: text('audience').$type<'team' | 'customer'>().notNull().default('team'),
    /** Its room was unlinked: the card is drawn once more, without buttons, and then deleted. */
    closed: boolean('closed').notNull().default(false),
    /** Earliest instant of the next edit (one edit in three seconds). */
    nextAt: instant('next_at'),
  },
  (t) => [
    key(t),
    ofProject(t),
    index('card_project').on(t.workspaceId, t.projectId),
    // every change reads the cards that it redraws, among which messages are not
    index('card_redrawn').on(t.workspaceId, t.projectId).where(sql`subject_kind <> 'message'`),
    index('card_message').on(t.workspaceId, t.subjectId).where(sql`subject_kind = 'message'`),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [room.workspaceId, room.id] }),
  ],
);

/**
 * One planned message to one room and its delivery (RMD-5). This is the outbox: rows are written in the
 * transaction of the change, and the room's worker sends them in order of `seq`.
 */
export const receipt = pgTable(
  'receipt',
  {
    ...tenant,
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity(),
    /** Null when no address was found; the receipt is then skipped. */
    roomId: uuid('room_id'),
    kind: text('kind').$type<'post' | 'edit' | 'news' | ScheduledKind>().notNull(),
    /** For `post` and `edit`. */
    cardId: uuid('card_id'),
    /** The subject of a scheduled message, which is rendered when it is sent. */
    projectId: uuid('project_id'),
    personId: uuid('person_id'),
    milestoneId: uuid('milestone_id'),
    /** Deduplicates scheduled messages: one per target and slot, the instant it was due (RMD-5). */
    target: text('target'),
    slot: instant('slot'),
    /** For `news`: the neutral card as JSON. For a post that failed: `{card}`, the deleted row of `card`. */
    body: jsonb('body'),
    state: text('state').$type<'planned' | 'sending' | 'sent' | 'skipped' | 'failed' | 'unknown'>().notNull(),
    why: text('why'),
    attempts: integer('attempts').notNull().default(0),
    /** Earliest instant of the next attempt: back-off after a failure. */
    notBefore: instant('not_before'),
    /** For a post with an unknown outcome: search the room's messages since then before sending again. */
    seeksFrom: instant('seeks_from'),
    /** Whether the edit posts the card again when its message was deleted. */
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
    // the latest of a room and of a person, for `receipts`
    index('receipt_room').on(t.workspaceId, t.roomId, t.seq).where(sql`kind <> 'edit'`),
    index('receipt_person').on(t.workspaceId, t.personId, t.seq).where(sql`person_id is not null`),
    // coalesces a burst of changes into one edit
    uniqueIndex('receipt_edit').on(t.workspaceId, t.cardId).where(sql`state = 'planned' and kind = 'edit'`),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [room.workspaceId, room.id] }),
  ],
);

/** A handled request with its answer, so that a repeated delivery gets the same answer. */
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
