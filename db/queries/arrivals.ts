import { eq } from 'drizzle-orm';
import { arrival } from '../schema/tables.ts';
import type { Tx } from '../tenant.ts';

/** The answer that was kept for a request; undefined when its first arrival ended without one. */
export async function keptAnswer(tx: Tx, delivery: string): Promise<unknown> {
  const [row] = await tx
    .select({ answer: arrival.answer })
    .from(arrival)
    .where(eq(arrival.delivery, delivery));
  return row?.answer ?? undefined;
}

/** Keeps the answer to a request that changed nothing, so that a second arrival is answered alike. */
export async function keepAnswer(tx: Tx, delivery: string, answer: unknown): Promise<void> {
  await tx.update(arrival).set({ answer }).where(eq(arrival.delivery, delivery));
}

/** Gives a request back that could not be served yet. */
export async function forgetArrival(tx: Tx, delivery: string): Promise<void> {
  await tx.delete(arrival).where(eq(arrival.delivery, delivery));
}
