import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { card, receipt } from '../../schema/delivery.ts';
import { isRow, ownTenant } from '../../schema/keys.ts';
import { room } from '../../schema/project.ts';

/** A receipt and the attempt that sends it; an attempt that lost its lease settles nothing. */
export type Attempt = { receiptId: string; attempt: number };

/** The final state of a receipt. */
export type Settled = {
  state: 'sent' | 'skipped' | 'failed' | 'unknown';
  why?: string;
  messageId?: string;
  at: string;
};

/** Ends a receipt. Returns false when another worker has taken it over. */
export async function settleReceipt(tx: Tx, which: Attempt, settled: Settled): Promise<boolean> {
  const { at, why = null, ...set } = settled;
  const ended = await tx
    .update(receipt)
    .set({ ...set, why, settledAt: at })
    .where(sending(which))
    .returning({ id: receipt.id });
  return ended.length > 0;
}

/** How a receipt is planned again. `counts`: the attempt counts towards the limit of attempts. */
export type Reschedule = {
  why: string;
  counts: boolean;
  notBefore: string | null;
  /** It may have arrived: the sender first searches the messages since then. */
  seeksFrom?: string | null;
};

/**
 * Plans a receipt again. An edit with a newer one planned is skipped, because that shows the current state too; the
 * newer one takes over its back-off.
 *
 * @returns false when another worker has taken it over, or it was settled.
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

/** Stores how often a room has refused in a row, and until when it is left alone. */
export async function saveRoomRefusals(
  tx: Tx,
  roomId: string,
  set: { strikes: number; refusedUntil: string | null },
): Promise<void> {
  await tx.update(room).set(set).where(isRow(room, roomId));
}

/** Stores the message of a card and what it shows. `nextAt`: no edit before then. */
export async function recordCardMessage(
  tx: Tx,
  cardId: string,
  set: { messageId?: string; shows?: string; nextAt?: string },
): Promise<void> {
  await tx.update(card).set(set).where(isRow(card, cardId));
}

/** Delays the next post into a room. */
export async function delayRoom(tx: Tx, roomId: string, nextAt: string): Promise<void> {
  await tx.update(room).set({ nextAt }).where(isRow(room, roomId));
}

/**
 * Deletes the card of an unlinked room after its final edit.
 *
 * @returns false when another edit is planned: the room was linked again meanwhile, for others.
 */
export async function deleteClosedCard(tx: Tx, cardId: string): Promise<boolean> {
  const deleted = await tx
    .delete(card)
    .where(
      and(
        isRow(card, cardId),
        sql`not exists (select from receipt later where later.workspace_id = ${card.workspaceId}
          and later.card_id = ${card.id} and later.kind = 'edit' and later.state = 'planned')`,
      ),
    )
    .returning({ id: card.id });
  return deleted.length > 0;
}

/** Deletes a card and skips the receipts planned for it. */
export async function deleteCard(tx: Tx, cardId: string, why: string, at: string): Promise<void> {
  await tx.delete(card).where(isRow(card, cardId));
  await tx
    .update(receipt)
    .set({ state: 'skipped', why, settledAt: at })
    .where(and(eq(receipt.workspaceId, ownTenant), eq(receipt.cardId, cardId), eq(receipt.state, 'planned')));
}

/**
 * Plans the receipts of a dead worker again. An edit can be repeated. Anything else may have arrived and must not
 * appear twice, so it is searched for first.
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

/** Stores a card in the receipt of its undelivered post, so that a retry works after the card is deleted. */
export async function storeCard(tx: Tx, receiptId: string, cardId: string): Promise<void> {
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
