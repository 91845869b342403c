import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';

const amount = z.int().positive().max(10_000).optional();

/** The target of the clock: an instant, a duration forward, or the next occurrence of a local time. */
export const moveShape = z.union([
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ forward: z.strictObject({ hours: amount, days: amount, weeks: amount }) }),
  z.strictObject({ at: z.string().max(40) }),
]);

/** A move of the clock. */
export type Move = z.output<typeof moveShape>;

/** Due work of more than a year would take too long. */
const maxDaysAhead = 366;

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Returns the instant that a move leads to, or a sentence that says why it is not allowed. */
export function momentOf(move: Move, now: Temporal.Instant, zone: string): Temporal.Instant | string {
  const here = now.toZonedDateTimeISO(zone);
  const to = target(move, here);
  if (!to) return 'Say when, such as “friday 09:00” or “tomorrow 09:00”.';
  if (Temporal.ZonedDateTime.compare(to, here) <= 0) return 'The clock only goes forward.';
  if (Temporal.ZonedDateTime.compare(to, here.add({ days: maxDaysAhead })) > 0) {
    return 'The clock goes forward by a year at most.';
  }
  return to.toInstant();
}

function target(move: Move, here: Temporal.ZonedDateTime): Temporal.ZonedDateTime | undefined {
  if ('to' in move) return Temporal.Instant.from(move.to).toZonedDateTimeISO(here.timeZoneId);
  if ('forward' in move) {
    const { hours = 0, days = 0, weeks = 0 } = move.forward;
    return here.add({ hours, days, weeks });
  }
  const [, word = '', hour, minute] =
    /^(\w+) ([01]\d|2[0-3]):([0-5]\d)$/.exec(move.at.trim().toLowerCase()) ?? [];
  if (hour === undefined) return undefined;
  const time = here.with({
    hour: Number(hour),
    minute: Number(minute),
    second: 0,
    millisecond: 0,
    microsecond: 0,
    nanosecond: 0,
  });
  if (word === 'today') return time;
  if (word === 'tomorrow') return time.add({ days: 1 });
  const weekday = weekdays.indexOf(word) + 1;
  if (weekday === 0) return undefined;
  const next = time.add({ days: (weekday - here.dayOfWeek + 7) % 7 });
  return Temporal.ZonedDateTime.compare(next, here) > 0 ? next : next.add({ days: 7 });
}
