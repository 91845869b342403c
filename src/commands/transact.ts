import type { Database } from '../../db/connect.ts';
import { isDeadlock, wasFaster } from '../../db/queries/arrivals.ts';
import { isOver } from '../../db/statement.ts';
import type { Tx } from '../../db/tenant.ts';
import type { Enqueue } from './enqueue.ts';

/** What a transaction needs besides its work. */
export type TransactPorts = { db: Database; enqueue: Enqueue; nudge: () => void };

/** How often a transaction begins that others are in the way of. */
const tries = 3;

/** A transaction that begins anew where that helps, and wakes the workers after its commit. `again`: it does so. */
export async function transact<T>(
  ports: TransactPorts,
  act: (tx: Tx, enqueue: Enqueue, again: boolean) => Promise<T>,
  left = tries - 1,
): Promise<T> {
  let woken = false;
  const enqueue: Enqueue = (tx, ...rooms) => {
    woken = true;
    return ports.enqueue(tx, ...rooms);
  };
  try {
    const done = await ports.db.transaction((tx) => act(tx, enqueue, left < tries - 1));
    if (woken) ports.nudge();
    return done;
  } catch (error) {
    if (left === 0 || !(isOver(error) || wasFaster(error) || isDeadlock(error))) throw error;
    return transact(ports, act, left - 1);
  }
}
