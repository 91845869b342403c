import type { Temporal } from 'temporal-polyfill';
import type { Database } from '../../db/database.ts';
import type { RoomKey } from '../../db/queries/delivery/claim.ts';
import { planRedraw, zonesInUse } from '../../db/queries/delivery/redraw.ts';
import { todayIn } from '../domain/time/dates.ts';

/** Today's date, YYYY-MM-DD, by each time zone that a project uses. */
export type Days = Record<string, string>;

/** Reads the zones in use, with their dates at a moment. */
export async function daysAt(db: Database, now: Temporal.Instant): Promise<Days> {
  const zones = await zonesInUse(db);
  return Object.fromEntries(zones.map((zone) => [zone, todayIn(now.toString(), zone)]));
}

const batchSize = 200;

/**
 * Plans the redraw of cards that were last drawn on an earlier day of their project's zone, because cards
 * count days (LIVE-1). May run in every replica, and late: the next run makes up for missed ones.
 */
export async function planMidnightRedraw(
  db: Database,
  wake: (rooms: RoomKey[]) => Promise<void>,
  today: Days,
): Promise<void> {
  for (let more = Object.keys(today).length > 0; more; ) {
    const planned = await planRedraw(db, today, batchSize);
    await wake(planned.rooms);
    more = planned.more;
  }
}
