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

/** The key of a room in the queue. */
export type RoomKey = { workspaceId: string; roomId: string };

/** A locked room, with what delays its messages. Instants are ISO 8601. */
export type LockedRoom = NonNullable<Awaited<ReturnType<typeof lockRoom>>>;

/** A planned receipt with its card, which is null for news and when it was deleted. */
export type Planned = {
  id: string;
  kind: 'post' | 'edit' | 'news' | ScheduledKind;
  /** For news: the stored card. */
  body: unknown;
  /** For a mail with a code or link: the id of it, which is not stored itself. */
  codeOf: string | null;
  /** What the mail gets from that id; null: a code that verifies an address. */
  fills: 'address_code' | 'page_code' | 'page_link' | null;
  /** Earlier attempts. */
  attempts: number;
  card: ShownCard | null;
  /** It may have arrived: the sender searches the messages since then. */
  seeksFrom: string | null;
  /** An edit that posts its card again when the message was deleted. */
  reposts: boolean;
  /** A scheduled message; it is rendered when it is sent. */
  scheduled: ScheduledMessage | null;
};

/** A live card. */
export type ShownCard = {
  id: string;
  /** The message whose thread it is posted in. */
  threadId: string | null;
  messageId: string | null;
  shows: string | null;
  projectId: string;
  subject: Subject;
  /** Whose room it was posted in. */
  audience: 'team' | 'customer';
  /** Its room no longer shows the project: this is its final edit. */
  closed: boolean;
};

/**
 * Locks a room and enters its tenant, in one statement. It also reads the installation, which may belong to another
 * tenant (a room of another organisation can be linked), so it runs before the owning role's rights are given up.
 * Waits for commands that plan for this room; the next statement sees what they planned.
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
      audience: room.audience,
      leasedUntil: room.leasedUntil,
      pausedUntil: installation.pausedUntil,
      /** Length of that pause; null: the longest. */
      pauseMs: installation.pauseMs,
      offSince: installation.offSince,
      strikes: room.strikes,
      refusedUntil: room.refusedUntil,
      /** Whether a receipt was in state `sending` when the room was locked. */
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
 * Returns the first due receipt of a room, else the next to become due, with the time until then. Posts and news
 * keep their order; an edit that must wait (its message was edited a moment ago, or is not posted yet) delays
 * nothing else. `now` is an ISO instant.
 */
export async function nextPlanned(
  tx: Tx,
  roomId: string,
  now: string,
  waits: Waits,
): Promise<{ planned: Planned; waitMs: number } | undefined> {
  const result = await tx.execute(sql`
    select r.id, r.kind, r.body, r.body->>'codeOf' as "codeOf", r.body->>'fills' as fills, r.attempts, r.reposts, ${isoOf(sql`r.seeks_from`)} as "seeksFrom",
      wait.ms::float8 as "waitMs", case when c.id is not null then jsonb_build_object('id', c.id, 'threadId', coalesce(c.thread_id, ${threadOfMessage}),
        'messageId', c.message_id, 'shows', c.shows, 'projectId', c.project_id, 'audience', c.audience, 'closed', c.closed,
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

/** The message of the newest thread card in the room, under which a message of the thread is posted (CUS-4). */
const threadOfMessage = sql`case when c.subject_kind = 'message' then (select t.message_id from card t
    where t.workspace_id = c.workspace_id and t.project_id = c.project_id and t.room_id = c.room_id
      and t.subject_kind = 'thread' and not t.closed and t.thread_id is null and t.message_id is not null
    order by length(t.message_id) desc, t.message_id desc limit 1) end`;

/** Returns the message of the project's newest card in a room with digests in a thread; else null. */
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

/** Marks a receipt as sending and extends the lease; commit before the call, so that a crash leaves a trace. */
export async function markSending(tx: Tx, roomId: string, receiptId: string, leasedUntil: string) {
  await lease(tx, roomId, leasedUntil);
  await tx
    .update(receipt)
    .set({ state: 'sending', attempts: sql`${receipt.attempts} + 1` })
    .where(isRow(receipt, receiptId));
}

/** Leases a room, or releases it with null. */
export async function lease(tx: Tx, roomId: string, leasedUntil: string | null): Promise<void> {
  await tx.update(room).set({ leasedUntil }).where(isRow(room, roomId));
}

/** Clears what a card shows: unknown while its message is being changed. */
export async function clearShown(tx: Tx, cardId: string): Promise<void> {
  await tx.update(card).set({ shows: null }).where(isRow(card, cardId));
}

/** Milliseconds until a receipt is due: the rate limit of its message or room, and its own back-off. */
const waitMs = (now: string, { roomMs, editMs, backOff }: Waits): SQL => {
  const pace = sql`case r.kind when 'edit' then ${ifPlausible(sql`c.next_at`, now, editMs)}
    else ${ifPlausible(sql`room.next_at`, now, roomMs)} end`;
  return sql`greatest(0, 1000 * extract(epoch from greatest(${sendableAt(now, backOff)}, ${pace}) - ${now}::timestamptz))`;
};
