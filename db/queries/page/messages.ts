import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Database, Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { isRow } from '../../schema/keys.ts';
import { pageMessage } from '../../schema/page.ts';
import { enterWorkspace, rowsOf } from '../../tenant.ts';

/** A message of a page. `isLive`: it is a live card, which is kept current. */
export type StoredMessage = { id: string; card: unknown; version: number; isLive: boolean; postedAt: string };

/** Most live cards and most other messages of a page, the newest of each. */
const maxOfEach = 60;

/** Returns the messages of a page, the oldest first, in one statement. */
export async function messagesOf(
  db: Database,
  at: { workspaceId: string; roomId: string; projectId: string },
): Promise<StoredMessage[]> {
  const found = await db.transaction(async (tx) => {
    await enterWorkspace(tx, at.workspaceId);
    return tx.execute(sql`
      with live as (select message_id from card where workspace_id = milepost_tenant()
          and project_id = ${at.projectId}::uuid and room_id = ${at.roomId}::uuid and not closed),
        ranked as (select m.seq, m.id, m.card, m.version, m.posted_at, live.message_id is not null as is_live,
            row_number() over (partition by live.message_id is not null order by m.seq desc) as nth
          from page_message m left join live on live.message_id = m.id::text
          where m.workspace_id = milepost_tenant() and m.room_id = ${at.roomId}::uuid)
      select id, card, version, is_live as "isLive", ${isoOf(sql`posted_at`)} as "postedAt"
      from ranked where nth <= ${maxOfEach} order by seq`);
  });
  return rowsOf<StoredMessage>(found);
}

/** Whether something is planned for a page that can be sent at once. */
export async function isAwaited(
  db: Database,
  { workspaceId, roomId }: { workspaceId: string; roomId: string },
): Promise<boolean> {
  const found =
    await db.execute(sql`select exists (select from receipt where workspace_id = ${workspaceId}::uuid
    and room_id = ${roomId}::uuid and state in ('planned', 'sending') and not_before is null) as awaited`);
  return rowsOf<{ awaited: boolean }>(found)[0]?.awaited ?? false;
}

/** Adds a message to a page of the tenant; a repeated delivery changes the one that it made. Returns its id. */
export async function addMessage(
  tx: Tx,
  { channel, key, card }: { channel: string; key: string; card: object },
): Promise<string | undefined> {
  const added = await tx.execute(sql`insert into page_message (workspace_id, id, room_id, key, card)
    select workspace_id, ${v7()}::uuid, id, ${key}, ${JSON.stringify(card)}::text::jsonb from room
    where workspace_id = milepost_tenant() and platform = 'web' and tenant = workspace_id::text and channel = ${channel}
    on conflict (workspace_id, room_id, key) do update set card = excluded.card,
      version = page_message.version + 1, changed_at = clock_timestamp()
    returning id`);
  return rowsOf<{ id: string }>(added)[0]?.id;
}

/** Changes a message of a page; false where there is none. */
export async function changeMessage(tx: Tx, id: string, card: object): Promise<boolean> {
  const changed = await tx
    .update(pageMessage)
    .set({ card, version: sql`${pageMessage.version} + 1`, changedAt: sql`clock_timestamp()` })
    .where(and(isRow(pageMessage, id), eq(pageMessage.workspaceId, sql`milepost_tenant()`)))
    .returning({ id: pageMessage.id });
  return changed.length > 0;
}

/** A message that was posted or edited lately. */
export type ChangedMessage = { roomId: string; id: string; version: number };

/** Returns the present of the database's clock. */
export async function databaseNow(db: Database): Promise<string> {
  const [row] = rowsOf<{ now: string }>(
    await db.execute(sql`select ${isoOf(sql`clock_timestamp()`)} as now`),
  );
  if (!row) throw new Error('the database has no clock');
  return row.now;
}

/**
 * Returns the messages of all pages that changed since an instant of the database's clock, and its present. Runs over
 * all tenants, and returns ids alone.
 */
export async function messagesSince(
  db: Database,
  since: string,
): Promise<{ changed: ChangedMessage[]; now: string }> {
  const found = await db.execute(sql`select ${isoOf(sql`clock_timestamp()`)} as now,
    (select coalesce(jsonb_agg(jsonb_build_object('roomId', room_id, 'id', id, 'version', version)), '[]')
      from page_message where changed_at >= ${since}::timestamptz) as changed`);
  const [row] = rowsOf<{ changed: ChangedMessage[]; now: string }>(found);
  if (!row) throw new Error('the database has no clock');
  return row;
}
