import type { Database, Tx } from '../../../db/database.ts';
import { isCollision, isHeld, isSaidByServer } from '../../../db/driver/failure.ts';
import { isOver } from '../../../db/driver/statement.ts';
import { isDuplicateArrival } from '../../../db/queries/save/arrivals.ts';
import type { Enqueue } from '../../ports/enqueue.ts';
import { type Deadline, OutcomeUnknown, TooLate } from './deadline.ts';

/** What a transaction needs besides its work; `deadline` where somebody waits for it. */
export type TransactPorts = { db: Database; enqueue: Enqueue; nudge: () => void; deadline?: Deadline };

/** The work of a transaction. */
type Work<T> = (tx: Tx, enqueue: Enqueue, isRetry: boolean) => Promise<T>;

/** Attempts at a transaction that fails because of concurrent ones. */
const maxAttempts = 3;
/** A lock timeout is not retried with less time left than this, in milliseconds. */
const minRetryMs = 300;

/**
 * Runs a transaction, retries it after a conflict with a concurrent one, and wakes the workers after its
 * commit. Does not commit once the sender was told that it failed.
 */
export async function transact<T>(ports: TransactPorts, act: Work<T>): Promise<T> {
  for (let count = 1; ; count += 1) {
    ports.deadline?.check();
    try {
      return await attempt(ports, act, count > 1);
    } catch (error) {
      if (count === maxAttempts || !isRetryable(error, ports.deadline)) throw error;
    }
  }
}

const isRetryable = (error: unknown, deadline: Deadline | undefined): boolean =>
  isOver(error) ||
  isDuplicateArrival(error) ||
  isCollision(error) ||
  (isHeld(error) && (deadline === undefined || deadline.leftMs() > minRetryMs));

async function attempt<T>(ports: TransactPorts, act: Work<T>, isRetry: boolean): Promise<T> {
  const { db, deadline } = ports;
  let woken = false;
  let commits = false;
  const enqueue: Enqueue = (tx, ...rooms) => {
    woken = true;
    return ports.enqueue(tx, ...rooms);
  };
  try {
    const done = await db.transaction(async (tx) => {
      deadline?.check();
      const acted = await act(tx, enqueue, isRetry);
      deadline?.commits();
      commits = true;
      return acted;
    });
    if (woken) ports.nudge();
    return done;
  } catch (error) {
    if (!commits || isOver(error) || isSaidByServer(error) || error instanceof TooLate) throw error;
    throw new OutcomeUnknown('the connection was lost at the commit', { cause: error });
  } finally {
    deadline?.committed();
  }
}
