import { and, eq, ne, sql } from 'drizzle-orm';
import { card, receipt, room } from '../schema/tables.ts';
import type { Tx } from '../tenant.ts';

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

/**
 * Plans a receipt again. An edit for which a newer one is planned is skipped, for that will draw
 * the present too. `counts` says whether the attempt counts towards giving up.
 */
export async function putBack(
  tx: Tx,
  which: Attempt,
  why: string,
  { counts, notBefore }: { counts: boolean; notBefore: string | null },
): Promise<void> {
  await tx
    .update(receipt)
    .set({ state: planAgain, why, notBefore, ...(counts ? {} : { attempts: which.attempt - 1 }) })
    .where(sending(which));
}

const planAgain = sql<'planned'>`case when ${receipt.kind} = 'edit' and exists (select from receipt newer
  where newer.workspace_id = ${receipt.workspaceId} and newer.card_id = ${receipt.cardId}
    and newer.kind = 'edit' and newer.state = 'planned') then 'skipped' else 'planned' end`;

/** The message of a card, as it is now. `nextAt`: not edited again before then. */
export async function cardShows(
  tx: Tx,
  cardId: string,
  set: { messageId?: string; shows?: string; nextAt?: string },
): Promise<void> {
  await tx
    .update(card)
    .set(set)
    .where(and(eq(card.workspaceId, tenant), eq(card.id, cardId)));
}

/** Nothing is posted to the room before then. */
export async function paceRoom(tx: Tx, roomId: string, nextAt: string): Promise<void> {
  await tx
    .update(room)
    .set({ nextAt })
    .where(and(eq(room.workspaceId, tenant), eq(room.id, roomId)));
}

/** Stops keeping a message current, and skips what was planned for it. */
export async function forgetCard(tx: Tx, cardId: string, why: string, at: string): Promise<void> {
  await tx.delete(card).where(and(eq(card.workspaceId, tenant), eq(card.id, cardId)));
  await tx
    .update(receipt)
    .set({ state: 'skipped', why, settledAt: at })
    .where(and(eq(receipt.workspaceId, tenant), eq(receipt.cardId, cardId), eq(receipt.state, 'planned')));
}

/**
 * What a worker that died left behind. An edit is planned again: it draws the present, however
 * often. Whether anything else arrived nobody knows, and it must not appear twice: it ends as
 * `unknown`, and its card is forgotten, so that a person who misses it can ask for it again.
 *
 * @returns the receipts that ended as unknown.
 */
export async function settleAbandoned(tx: Tx, roomId: string, at: string): Promise<string[]> {
  await tx
    .update(receipt)
    .set({ state: planAgain, why: 'the worker stopped while it was being sent' })
    .where(and(abandoned(roomId), eq(receipt.kind, 'edit')));
  const unknown = await tx
    .update(receipt)
    .set({ state: 'unknown', why: 'the worker stopped while it was being sent', settledAt: at })
    .where(and(abandoned(roomId), ne(receipt.kind, 'edit')))
    .returning({ id: receipt.id, cardId: receipt.cardId });
  for (const { cardId } of unknown) {
    if (cardId) await forgetCard(tx, cardId, 'whether the message was posted is unknown', at);
  }
  return unknown.map(({ id }) => id);
}

const tenant = sql`milepost_tenant()`;

const abandoned = (roomId: string) =>
  and(eq(receipt.workspaceId, tenant), eq(receipt.roomId, roomId), eq(receipt.state, 'sending'));

const sending = ({ receiptId, attempt }: Attempt) =>
  and(
    eq(receipt.workspaceId, tenant),
    eq(receipt.id, receiptId),
    eq(receipt.state, 'sending'),
    eq(receipt.attempts, attempt),
  );
