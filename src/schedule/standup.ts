import { nextSlot, wallTime } from '../domain/time/calendar.ts';
import { addMinutes } from '../domain/time/dates.ts';
import type { Cadence } from '../domain/time/schedule.ts';
import type { Tick } from './due.ts';

/** When a standup takes place, in each person's zone, and for how many minutes answers count. */
export type Standup = { every: Cadence; holidays: readonly string[]; minutes: number; at: string | null };

/** Who is to be asked now, and which rounds have ended. Days are YYYY-MM-DD, slots ISO instants. */
export type RoundsDue<P> = {
  asks: { person: P; day: string; slot: string }[];
  ends: { day: string; slot: string }[];
  nextAt: string;
};

/** A round starts in some zone on the day before, and ends in some zone on the day after. */
const lookBackMinutes = -3 * 24 * 60;

/**
 * Computes what is due of a standup (LCH-8). People are asked at the same time of day in their own zones; a
 * round ends once the last of them had their time to answer. Only slots that have come are returned, because
 * a message that waits in a room delays those after it.
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
  for (let from = addMinutes(now, lookBackMinutes); ; ) {
    from = nextSlot(every, days, from);
    const day = from.slice(0, 'YYYY-MM-DD'.length);
    const asks = people.map((person) => ({ person, day, slot: wallTime(day, every.at, person.zone) }));
    const last = asks.reduce((latest, { slot }) => (slot > latest ? slot : latest), '');
    const end = addMinutes(last || from, minutes);
    due.asks.push(...asks.filter(({ slot }) => isDue(slot)));
    if (asks.length > 0 && isDue(end)) due.ends.push({ day, slot: end });
    const moments = [...asks.map(({ slot }) => slot), end];
    nextAt = [nextAt, ...moments].filter((slot) => slot !== undefined && slot > now).sort()[0];
    // the next day's round may start before this one has ended
    if (nextAt && moments.every((slot) => slot > now)) return { ...due, nextAt };
  }
}
