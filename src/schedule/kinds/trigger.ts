import type { Database } from '../../../db/database.ts';
import { startDue } from '../../../db/queries/schedule/trigger.ts';
import type { Days } from '../midnight.ts';

const batch = 200;

/**
 * Starts what is due to start by its date (MODEL-4). Its owner is asked to deliver by their personal
 * message of that day. It may run in every replica, and late; redraw the cards after it.
 */
export async function trigger(db: Database, today: Days, now: string): Promise<void> {
  if (Object.keys(today).length === 0) return;
  while ((await startDue(db, today, now, batch)) === batch);
}
