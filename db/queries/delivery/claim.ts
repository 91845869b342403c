import { and, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { ScheduledKind, ScheduledMessage } from '../../../src/domain/rhythm/scheduled.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { card, receipt } from '../../schema/delivery.ts';
import { installation } from '../../schema/directory.ts';
import { isRow, ownTenant } from '../../schema/keys.ts';
import { room } from '../../schema/project.ts';
import { rowsOf } from '../../tenant.ts';
import type { Subject } from './plan.ts';
import { ifPlausible, sendableAt, type Waits } from './waits.ts';

/** A room of a workspace, as the queue names it. */
export type RoomKey = { workspaceId: string; roomId: string };

/** A room as its worker needs it, and what holds it back. */
export type LockedRoom = NonNullable<Awaited<ReturnType<typeof lockRoom>>>;

/** A planned receipt with the card it is about; `card` is null for news, and when it was forgotten. */
export type Planned = {
  id: string;
  kind: 'post' | 'edit' | 'news' | ScheduledKind;
  /** For news: the stored card. */
  body: unknown;
  /** For a mail that brings a code: the name of the code, which is not stored. */
  codeOf: string | null;
  /** Times it was tried before. */
  attempts: number;
  card: ShownCard | null;
  /** It may have arrived already: to be looked for among the messages since then. */
  seeksFrom: string | null;
  /** An edit that posts its card again when the message is gone. */
  reposts: boolean;
  /** What a schedule planned; it is worded when it is sent. */
  scheduled: ScheduledMessage | null;
};

/** A message that is kept current. */
export type ShownCard = {
  id: string;
  /** The message whose thread it is posted in. */
  threadId: string | null;
  messageId: string | null;
  shows: string | null;
  projectId: string;
  subject: Subject;
  /** Its room no longer shows the project: the last edit of all. */
  closed: boolean;
};

/**
 * Locks a room and makes the transaction its tenant's own, in one statement. It also looks at the
 * installation, which may belong to another tenant (a room of another organisation can be linked):
 * that is why it runs before the owning role's rights are given up. Waits for commands that are
 * planning for this room; what they planned is seen from the next statement on.
 */
export async function lockRoom(tx: Tx, key: RoomKey) {
  const [row] = await tx
    .select({
      platform: room.platform,
      tenant: room.tenant,
      channel: room.channel,
      kind: room.kind,
      user: room.user,
      name: room.name,
      reach: room.reach,
      projectId: room.projectId,
      leasedUntil: room.leasedUntil,
      pausedUntil: installation.pausedUntil,
      /** How long that pause was when it began; null: as long as the longest. */
      pauseMs: installation.pauseMs,
      offSince: installation.offSince,
      strikes: room.strikes,
      refusedUntil: room.refusedUntil,
      /** Something was being sent when the room was looked at. */
      sending: sql<boolean>`exists (select from receipt r where r.workspace_id = ${key.workspaceId}
        and r.room_id = ${key.roomId} and r.state = 'sending')`,
      entered: sql`set_config('app.workspace_id', ${key.workspaceId}, true) ||
        set_config('role', 'milepost_app', true)`,
    })
    .from(room)
    .leftJoin(
      installation,
      and(eq(installation.platform, room.platform), eq(installation.tenant, room.tenant)),
    )
    .where(and(eq(room.workspaceId, key.workspaceId), eq(room.id, key.roomId)))
    .for('no key update', { of: room });
  if (!row) return undefined;
  const { entered: _, ...found } = row;
  return { ...key, ...found };
}

/**
 * The next thing to tell a room: the first in order that is due, else the first to become due, with
 * the time until then. Posts and news keep their order; an edit that must wait (of a message edited
 * a moment ago, or not yet posted) holds nobody up. `now` is an ISO instant.
 */
export async function nextPlanned(
  tx: Tx,
  roomId: string,
  now: string,
  waits: Waits,
): Promise<{ planned: Planned; waitMs: number } | undefined> {
  const result = await tx.execute(sql`
    select r.id, r.kind, r.body, r.body->>'codeOf' as "codeOf", r.attempts, r.reposts, ${isoOf(sql`r.seeks_from`)} as "seeksFrom",
      wait.ms::float8 as "waitMs", case when c.id is not null then jsonb_build_object('id', c.id, 'threadId', c.thread_id,
        'messageId', c.message_id, 'shows', c.shows, 'projectId', c.project_id, 'closed', c.closed,
        'subject', jsonb_build_object('kind', c.subject_kind, 'id', c.subject_id)) end as card,
      case when r.slot is not null then jsonb_build_object('kind', r.kind, 'slot', ${isoOf(sql`r.slot`)}, 'target', r.target,
        'roomId', r.room_id, 'projectId', r.project_id, 'personId', r.person_id,
        'milestoneId', r.milestone_id) end as scheduled
    from receipt r
      join room on room.workspace_id = r.workspace_id and room.id = r.room_id
      left join card c on c.workspace_id = r.workspace_id and c.id = r.card_id
      cross join lateral (select ${waitMs(now, waits)} as ms) wait
    where r.workspace_id = milepost_tenant() and r.room_id = ${roomId}::uuid and r.state = 'planned'
      and case r.kind when 'edit' then c.id is null or c.message_id is not null
        else r.seq = (select min(first.seq) from receipt first
          where first.workspace_id = r.workspace_id and first.room_id = r.room_id
            and first.state = 'planned' and first.kind <> 'edit') end
    order by wait.ms, r.seq limit 1`);
  const [row] = rowsOf<Planned & { waitMs: number }>(result);
  if (!row) return undefined;
  const { waitMs: ms, ...planned } = row;
  return { waitMs: ms, planned };
}

/** The message of a project's newest card in a room that wants its digests there; null where they go into the channel. */
export async function threadOf(tx: Tx, roomId: string, projectId: string): Promise<string | null> {
  const [row] = await tx
    .select({ messageId: sql<string | null>`coalesce(${card.threadId}, ${card.messageId})` })
    .from(room)
    .innerJoin(card, and(eq(card.workspaceId, room.workspaceId), eq(card.roomId, room.id)))
    .where(
      and(
        eq(room.workspaceId, ownTenant),
        eq(room.id, roomId),
        eq(room.digestIn, 'thread'),
        eq(card.projectId, projectId),
        eq(card.closed, false),
        eq(card.subjectKind, 'project'),
        isNotNull(card.messageId),
      ),
    )
    .orderBy(desc(card.id))
    .limit(1);
  return row?.messageId ?? null;
}

/** Marks a receipt as being sent and extends the lease; committed before the call, so that a crash shows. */
export async function markSending(tx: Tx, roomId: string, receiptId: string, leasedUntil: string) {
  await lease(tx, roomId, leasedUntil);
  await tx
    .update(receipt)
    .set({ state: 'sending', attempts: sql`${receipt.attempts} + 1` })
    .where(isRow(receipt, receiptId));
}

/** Takes a room, or gives it back with null. */
export async function lease(tx: Tx, roomId: string, leasedUntil: string | null): Promise<void> {
  await tx.update(room).set({ leasedUntil }).where(isRow(room, roomId));
}

/** What the message of a card shows is not known while it is being changed. */
export async function forgetShown(tx: Tx, cardId: string): Promise<void> {
  await tx.update(card).set({ shows: null }).where(isRow(card, cardId));
}

/** Milliseconds until a receipt is due: the pace of its message or room, and its own back-off. */
const waitMs = (now: string, { roomMs, editMs, backOff }: Waits): SQL => {
  const pace = sql`case r.kind when 'edit' then ${ifPlausible(sql`c.next_at`, now, editMs)}
    else ${ifPlausible(sql`room.next_at`, now, roomMs)} end`;
  return sql`greatest(0, 1000 * extract(epoch from greatest(${sendableAt(now, backOff)}, ${pace}) - ${now}::timestamptz))`;
};
