import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { arrival } from '../../schema/delivery.ts';
import { ownTenant } from '../../schema/keys.ts';

/** The answer that was kept for a request; undefined when its first arrival ended without one. */
export async function storedAnswer(tx: Tx, delivery: string): Promise<unknown> {
  const [row] = await tx
    .select({ answer: arrival.answer })
    .from(arrival)
    .where(eq(arrival.delivery, delivery));
  return row?.answer ?? undefined;
}

/**
 * Keeps a request with its answer, so that a second arrival is answered alike. Of two arrivals
 * at once the second waits here for the end of the first, and then fails (`wasFaster`).
 */
export const storeAnswer = (tx: Tx, kept: { delivery: string; answer: unknown }) =>
  tx.insert(arrival).values({ workspaceId: ownTenant, at: sql`now()`, ...kept });

/** Takes a request as one that never arrived, so that it is tried again. */
export async function deleteArrival(tx: Tx, delivery: string): Promise<void> {
  await tx.delete(arrival).where(eq(arrival.delivery, delivery));
}

/** Keeps a request without an answer; false when it was kept before. */
export async function claimArrival(tx: Tx, delivery: string): Promise<boolean> {
  const made = await tx
    .insert(arrival)
    .values({ workspaceId: ownTenant, at: sql`now()`, delivery })
    .onConflictDoNothing()
    .returning({ delivery: arrival.delivery });
  return made.length > 0;
}

/** Whether a transaction failed because another arrival of its request has come to an end before. */
export function isDuplicateArrival(error: unknown): boolean {
  const { code, constraint_name, constraint = constraint_name } = causeOf(error);
  return code === '23505' && constraint === 'arrival_workspace_id_delivery_pk';
}

/** What the server said; the two drivers name the constraint differently. */
const causeOf = (error: unknown) =>
  ((error instanceof Error && error.cause) || {}) as {
    code?: string;
    constraint_name?: string;
    constraint?: string;
  };
