import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { arrival } from '../../schema/delivery.ts';
import { ownTenant } from '../../schema/keys.ts';

/** Returns the stored answer of a delivery; undefined when its first arrival ended without one. */
export async function storedAnswer(tx: Tx, delivery: string): Promise<unknown> {
  const [row] = await tx
    .select({ answer: arrival.answer })
    .from(arrival)
    .where(eq(arrival.delivery, delivery));
  return row?.answer ?? undefined;
}

/**
 * Stores a delivery with its answer for a second arrival. Of two concurrent arrivals the second waits for the end
 * of the first, then fails (`isDuplicateArrival`).
 */
export const storeAnswer = (tx: Tx, kept: { delivery: string; answer: unknown }) =>
  tx.insert(arrival).values({ workspaceId: ownTenant, at: sql`now()`, ...kept });

/** Deletes a delivery, so that it can be tried again. */
export async function deleteArrival(tx: Tx, delivery: string): Promise<void> {
  await tx.delete(arrival).where(eq(arrival.delivery, delivery));
}

/** Stores a delivery without an answer; false when it was stored before. */
export async function claimArrival(tx: Tx, delivery: string): Promise<boolean> {
  const made = await tx
    .insert(arrival)
    .values({ workspaceId: ownTenant, at: sql`now()`, delivery })
    .onConflictDoNothing()
    .returning({ delivery: arrival.delivery });
  return made.length > 0;
}

/** Whether a transaction failed because another arrival of its delivery has committed. */
export function isDuplicateArrival(error: unknown): boolean {
  const { code, constraint_name, constraint = constraint_name } = causeOf(error);
  return code === '23505' && constraint === 'arrival_workspace_id_delivery_pk';
}

/** The server's error; the two drivers name the constraint differently. */
const causeOf = (error: unknown) =>
  ((error instanceof Error && error.cause) || {}) as {
    code?: string;
    constraint_name?: string;
    constraint?: string;
  };
