import type { Temporal } from 'temporal-polyfill';
import type { Database } from '../../db/database.ts';
import { planRedraw, zonesInUse } from '../../db/queries/delivery/redraw.ts';
import type { RoomKey } from '../../db/queries/delivery/take.ts';
import { todayIn } from '../domain/time/dates.ts';

/** What day it is, YYYY-MM-DD, in each zone that a project lives in. */
export type Days = Record<string, string>;

/** Reads the zones, and their days at that moment. */
export async function daysAt(db: Database, now: Temporal.Instant): Promise<Days> {
  const zones = await zonesInUse(db);
  return Object.fromEntries(zones.map((zone) => [zone, todayIn(now.toString(), zone)]));
}

const batch = 200;

/**
 * Cards count days, so they say something else after midnight: where a project's day has begun
 * since its cards were last drawn, they are drawn again (LIVE-1). It may run in every replica, and
 * late: what was missed while the service was down is made up for by the next run.
 */
export async function midnight(
  db: Database,
  wake: (rooms: RoomKey[]) => Promise<void>,
  today: Days,
): Promise<void> {
  for (let more = Object.keys(today).length > 0; more; ) {
    const planned = await planRedraw(db, today, batch);
    await wake(planned.rooms);
    more = planned.more;
  }
}
