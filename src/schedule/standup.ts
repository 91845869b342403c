import { nextSlot, wallTime } from '../domain/time/calendar.ts';
import { addMinutes } from '../domain/time/dates.ts';
import type { Cadence } from '../domain/time/schedule.ts';
import type { Tick } from './due.ts';

/** A standup: when it is, in everybody's own zone, and how long answers are waited for, in minutes. */
export type Standup = { every: Cadence; holidays: readonly string[]; minutes: number; at: string | null };

/** What of a standup is due: whom to ask, and the rounds that are over. Days are YYYY-MM-DD, moments ISO instants. */
export type RoundsDue<P> = {
  asks: { person: P; day: string; slot: string }[];
  ends: { day: string; slot: string }[];
  nextAt: string;
};

/** A round begins somewhere while it is still the day before, and ends somewhere when it is the day after. */
const before = -3 * 24 * 60;

/**
 * Everybody is asked at the same time of day in their own zone, and a round is over when the last of them
 * had their time (LCH-8). Nothing is planned ahead: what waits in a room would hold up what comes after it.
 *
 * @throws RangeError for a zone that does not exist.
 */
export function roundsDue<P extends { zone: string }>(
  people: readonly P[],
  { every, holidays, minutes, at }: Standup,
  { now, since }: Tick,
): RoundsDue<P> {
  const isDue = (slot: string) => slot <= now && (at === null ? slot > since : slot >= at);
  const due: Pick<RoundsDue<P>, 'asks' | 'ends'> = { asks: [], ends: [] };
  const days = { zone: 'UTC', holidays };
  let nextAt: string | undefined;
  for (let from = addMinutes(now, before); ; ) {
    from = nextSlot(every, days, from);
    const day = from.slice(0, 'YYYY-MM-DD'.length);
    const asks = people.map((person) => ({ person, day, slot: wallTime(day, every.at, person.zone) }));
    const last = asks.reduce((latest, { slot }) => (slot > latest ? slot : latest), '');
    const end = addMinutes(last || from, minutes);
    due.asks.push(...asks.filter(({ slot }) => isDue(slot)));
    if (asks.length > 0 && isDue(end)) due.ends.push({ day, slot: end });
    const moments = [...asks.map(({ slot }) => slot), end];
    nextAt = [nextAt, ...moments].filter((slot) => slot !== undefined && slot > now).sort()[0];
    // the round of the next day may begin before this one is over
    if (nextAt && moments.every((slot) => slot > now)) return { ...due, nextAt };
  }
}
