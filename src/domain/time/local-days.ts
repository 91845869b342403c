import { wallTime } from './calendar.ts';
import { addDays } from './dates.ts';
import { resolveZone } from './zones.ts';

/**
 * Returns a function that finds the day of an ISO instant in a zone, YYYY-MM-DD; in UTC if the zone is unknown. It
 * remembers when days start, because a workspace has tens of thousands of instants on a few hundred days.
 */
export function localDays(): (instant: string, zone: string) => string {
  const starts = new Map<string, string>();
  const startOf = (day: string, zone: string): string => {
    const key = `${zone} ${day}`;
    const known = starts.get(key);
    if (known !== undefined) return known;
    const start = wallTime(day, '00:00', resolveZone(zone) ?? 'UTC');
    starts.set(key, start);
    return start;
  };
  return (instant, zone) => {
    const day = instant.slice(0, 'YYYY-MM-DD'.length);
    if (instant < startOf(day, zone)) return addDays(day, -1);
    const next = addDays(day, 1);
    return instant < startOf(next, zone) ? day : next;
  };
}
