import type { Database } from '../../db/database.ts';
import { startDue } from '../../db/queries/schedule/start-due.ts';
import type { Days } from './midnight.ts';

const batchSize = 200;

/**
 * Starts milestones whose start date has come (MODEL-4). Their assignees read of it in their personal
 * digest of that day. May run in every replica, and late; the cards have to be redrawn after it.
 */
export async function startDueMilestones(db: Database, today: Days, now: string): Promise<void> {
  if (Object.keys(today).length === 0) return;
  while ((await startDue(db, today, now, batchSize)) === batchSize);
}
