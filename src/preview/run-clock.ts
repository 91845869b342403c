import { Temporal } from 'temporal-polyfill';

/** The due work of a running Milepost. */
export type DueWork = {
  /** Does what is due; resolves when everybody has been told. */
  runDue(): Promise<void>;
  /** Returns the first instant after `now` at which something is due; both are ISO instants. */
  nextDue(now: string): Promise<string | undefined>;
};

/** The clock that runs, and what is due on its way. */
export type Way = {
  now(): Temporal.Instant;
  nextDue: DueWork['nextDue'];
  /** Moves the clock to a moment and does what is due then. */
  arrive(moment: Temporal.Instant): Promise<void>;
};

/**
 * Runs the clock forward to a moment. It stops at each midnight of the zone and wherever something is due, in order,
 * so that everything is sent at its time and with the facts of that time.
 */
export async function runTo(to: Temporal.Instant, zone: string, way: Way): Promise<void> {
  for (let at = way.now(); Temporal.Instant.compare(at, to) < 0; ) {
    const due = await way.nextDue(at.toString());
    const stops = [to, midnightAfter(at, zone), ...(due === undefined ? [] : [Temporal.Instant.from(due)])];
    // the clock runs on while work is done, and never goes back
    at = later(stops.sort(Temporal.Instant.compare)[0] ?? to, way.now());
    await way.arrive(at);
  }
}

const midnightAfter = (moment: Temporal.Instant, zone: string): Temporal.Instant =>
  moment.toZonedDateTimeISO(zone).add({ days: 1 }).startOfDay().toInstant();

const later = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(one, other) < 0 ? other : one;
