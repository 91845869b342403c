import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { card, receipt } from '../../schema/delivery.ts';
import { isRow, ownTenant } from '../../schema/keys.ts';
import { room } from '../../schema/project.ts';

/** A receipt that is being sent, by the attempt that sends it: a worker that was overtaken settles nothing. */
export type Attempt = { receiptId: string; attempt: number };

/** Where a receipt ends. */
export type Settled = {
  state: 'sent' | 'skipped' | 'failed' | 'unknown';
  why?: string;
  messageId?: string;
  at: string;
};

/** Ends a receipt. False when another worker has taken it over in the meantime. */
export async function settleReceipt(tx: Tx, which: Attempt, settled: Settled): Promise<boolean> {
  const { at, why = null, ...set } = settled;
  const ended = await tx
    .update(receipt)
    .set({ ...set, why, settledAt: at })
    .where(sending(which))
    .returning({ id: receipt.id });
  return ended.length > 0;
}

/** How a receipt is planned again. `counts`: the attempt counts towards giving up. */
export type Reschedule = {
  why: string;
  counts: boolean;
  notBefore: string | null;
  /** It may have arrived: it is looked for among the messages since then first. */
  seeksFrom?: string | null;
};

/**
 * Plans a receipt again. An edit for which a newer one is planned is skipped, for that will draw
 * the present too; the newer one waits in its place.
 *
 * @returns false when another worker has taken it over in the meantime, or it was settled.
 */
export async function rescheduleReceipt(
  tx: Tx,
  which: Attempt,
  { why, counts, notBefore, seeksFrom }: Reschedule,
): Promise<boolean> {
  const [put] = await tx
    .update(receipt)
    .set({
      state: replannedState,
      why,
      notBefore,
      ...(seeksFrom === undefined ? {} : { seeksFrom }),
      ...(counts ? {} : { attempts: which.attempt - 1 }),
    })
    .where(sending(which))
    .returning({ state: receipt.state, cardId: receipt.cardId });
  if (put?.state !== 'skipped' || !put.cardId || notBefore === null) return put !== undefined;
  await tx
    .update(receipt)
    .set({ notBefore, attempts: sql`greatest(${receipt.attempts}, ${which.attempt}::int)` })
    .where(
      and(
        eq(receipt.workspaceId, ownTenant),
        eq(receipt.cardId, put.cardId),
        eq(receipt.kind, 'edit'),
        eq(receipt.state, 'planned'),
      ),
    );
  return true;
}

const replannedState = sql<'planned'>`case when ${receipt.kind} = 'edit' and exists (select from receipt newer
  where newer.workspace_id = ${receipt.workspaceId} and newer.card_id = ${receipt.cardId}
    and newer.kind = 'edit' and newer.state = 'planned') then 'skipped' else 'planned' end`;

/** How a room is refused at present; 0 strikes: it takes messages. */
export async function saveRoomRefusals(
  tx: Tx,
  roomId: string,
  set: { strikes: number; refusedUntil: string | null },
): Promise<void> {
  await tx.update(room).set(set).where(isRow(room, roomId));
}

/** The message of a card, as it is now. `nextAt`: not edited again before then. */
export async function recordCardMessage(
  tx: Tx,
  cardId: string,
  set: { messageId?: string; shows?: string; nextAt?: string },
): Promise<void> {
  await tx.update(card).set(set).where(isRow(card, cardId));
}

/** Nothing is posted to the room before then. */
export async function delayRoom(tx: Tx, roomId: string, nextAt: string): Promise<void> {
  await tx.update(room).set({ nextAt }).where(isRow(room, roomId));
}

/** Stops keeping a message current, and skips what was planned for it. */
export async function forgetCard(tx: Tx, cardId: string, why: string, at: string): Promise<void> {
  await tx.delete(card).where(isRow(card, cardId));
  await tx
    .update(receipt)
    .set({ state: 'skipped', why, settledAt: at })
    .where(and(eq(receipt.workspaceId, ownTenant), eq(receipt.cardId, cardId), eq(receipt.state, 'planned')));
}

/**
 * Plans again what a worker that died left behind. An edit draws the present, however often. Whether
 * anything else arrived is not known, and it must not appear twice: it is looked for first.
 *
 * @param seeksFrom since when it may have arrived, an ISO instant.
 */
export async function replanAbandoned(tx: Tx, roomId: string, seeksFrom: string): Promise<void> {
  const why = 'the worker stopped while it was being sent';
  await tx
    .update(receipt)
    .set({
      state: replannedState,
      why,
      seeksFrom: sql`case when ${receipt.kind} <> 'edit' then ${seeksFrom}::timestamptz end`,
    })
    .where(abandoned(roomId));
}

/** Keeps with a post that did not arrive what its card shows, so that it can be sent again when the card is forgotten. */
export async function keepSubject(tx: Tx, receiptId: string, cardId: string): Promise<void> {
  await tx.execute(sql`update receipt r set body = jsonb_build_object('card', to_jsonb(c) - 'shows' - 'next_at')
    from card c where r.workspace_id = milepost_tenant() and r.id = ${receiptId}::uuid
      and c.workspace_id = r.workspace_id and c.id = ${cardId}::uuid`);
}

const abandoned = (roomId: string) =>
  and(eq(receipt.workspaceId, ownTenant), eq(receipt.roomId, roomId), eq(receipt.state, 'sending'));

const sending = ({ receiptId, attempt }: Attempt) =>
  and(
    eq(receipt.workspaceId, ownTenant),
    eq(receipt.id, receiptId),
    eq(receipt.state, 'sending'),
    eq(receipt.attempts, attempt),
  );
