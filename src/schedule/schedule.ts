import { setTimeout as sleep } from 'node:timers/promises';
import { schedule } from 'node-cron';
import type { Temporal } from 'temporal-polyfill';
import type { RoomKey } from '../../db/queries/delivery/claim.ts';
import { deleteOld } from '../../db/queries/delivery/redraw.ts';
import { causeOf } from '../ports/log.ts';
import { endReviews } from './end-reviews.ts';
import { daysAt, planMidnightRedraw } from './midnight.ts';
import { createPlanner, type PlanPorts } from './plan.ts';
import { startDueMilestones } from './start-due.ts';

/** What the schedule works with; `now` is the calendar's clock. */
export type SchedulePorts = PlanPorts & {
  wake(rooms: RoomKey[]): Promise<void>;
  /** Refreshes old profiles of people; absent where no platform can be asked. */
  lookAgain?(): Promise<void>;
  now(): Temporal.Instant;
};

/** The timed work, in every replica; all of it may run twice or late. */
export type Schedule = {
  /** Does what is due now. */
  tick(): Promise<void>;
  /** Starts nothing new, and resolves when running work has ended. */
  stop(): Promise<void>;
};

const days = 24;
/** Longer than any platform repeats a request. */
const keepArrivals = { hours: 7 * days };
/** As long as people can ask what became of a message. */
const keepReceipts = { hours: 90 * days };

/** Starts the cron tasks: the tick of every minute, and the nightly clean-up. */
export function startSchedule(ports: SchedulePorts): Schedule {
  const { db, wake, now, log } = ports;
  const iso = (moment: Temporal.Instant) => moment.toString({ fractionalSecondDigits: 3 });
  const plan = createPlanner(ports, iso(now()));
  const tick = async () => {
    await refreshProfiles(ports);
    const moment = now();
    const today = await daysAt(db, moment);
    // first, because a review that nobody decided on may stop what would start
    await endReviews(ports, iso(moment));
    await startDueMilestones(db, today, iso(moment));
    await planMidnightRedraw(db, wake, today);
    await plan(iso(moment));
  };
  const cleanUp = () => {
    const before = (span: { hours: number }) => now().subtract(span).toString();
    return deleteOld(db, { arrivals: before(keepArrivals), receipts: before(keepReceipts) });
  };
  const running = new Set<Promise<void>>();
  const tasks = [at('* * * * *', 'tick', tick), at('17 3 * * *', 'clean-up', cleanUp)];
  return {
    tick,
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(running);
    },
  };

  function at(expression: string, task: string, work: () => Promise<void>) {
    const safely = async () => {
      try {
        await work();
      } catch (error) {
        log.warn({ cause: causeOf(error), task }, 'scheduled task failed');
      }
    };
    const run = () => {
      const done = safely().finally(() => running.delete(done));
      running.add(done);
      return done;
    };
    return schedule(expression, run, { noOverlap: true });
  }
}

/** How long a tick waits for profiles; slower look-ups go on beside it. */
const maxProfilesMs = 3_000;

/** Runs first, so that nobody who has left is reminded. A platform that does not answer delays nothing else. */
async function refreshProfiles({ lookAgain, log }: SchedulePorts): Promise<void> {
  if (!lookAgain) return;
  const waiting = new AbortController();
  const looked = lookAgain().catch((error: unknown) => {
    log.warn({ cause: causeOf(error) }, 'profile refresh failed');
  });
  await Promise.race([looked, sleep(maxProfilesMs, undefined, { signal: waiting.signal }).catch(() => {})]);
  waiting.abort();
}
