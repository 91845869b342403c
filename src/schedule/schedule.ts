import { setTimeout as sleep } from 'node:timers/promises';
import { schedule } from 'node-cron';
import type { Temporal } from 'temporal-polyfill';
import { forgetOld } from '../../db/queries/delivery/redraw.ts';
import type { RoomKey } from '../../db/queries/delivery/take.ts';
import { causeOf } from '../ports/log.ts';
import { trigger } from './kinds/trigger.ts';
import { daysAt, midnight } from './midnight.ts';
import { createPlanner, type PlanPorts } from './plan.ts';

/** What the schedule works with; `now` is the calendar's clock. */
export type SchedulePorts = PlanPorts & {
  wake(rooms: RoomKey[]): Promise<void>;
  /** Looks up people whose profile is old; absent where no platform can be asked. */
  lookAgain?(): Promise<void>;
  now(): Temporal.Instant;
};

/** The clock's work, in every replica; nothing of it minds being run twice or late. */
export type Schedule = {
  /** Does what is due now. */
  tick(): Promise<void>;
  /** Begins nothing any more, and finishes what it has begun. */
  stop(): Promise<void>;
};

const days = 24;
/** Long after any platform would repeat a request. */
const keepArrivals = { hours: 7 * days };
/** As long as somebody may ask what became of a message. */
const keepReceipts = { hours: 90 * days };

/** Starts the ticks: every minute what is due and what the day's change asks for, every night the forgetting. */
export function startSchedule(ports: SchedulePorts): Schedule {
  const { db, wake, now, log } = ports;
  const iso = (moment: Temporal.Instant) => moment.toString({ fractionalSecondDigits: 3 });
  const plan = createPlanner(ports, iso(now()));
  const tick = async () => {
    await lookedAgain(ports);
    const moment = now();
    const today = await daysAt(db, moment);
    await trigger(db, today, iso(moment));
    await midnight(db, wake, today);
    await plan(iso(moment));
  };
  const forget = () => {
    const before = (span: { hours: number }) => now().subtract(span).toString();
    return forgetOld(db, { arrivals: before(keepArrivals), receipts: before(keepReceipts) });
  };
  const running = new Set<Promise<void>>();
  const tasks = [at('* * * * *', 'the minute tick', tick), at('17 3 * * *', 'the nightly clean-up', forget)];
  return {
    tick,
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(running);
    },
  };

  function at(expression: string, name: string, work: () => Promise<void>) {
    const safely = async () => {
      try {
        await work();
      } catch (error) {
        log.warn({ cause: causeOf(error) }, `${name} failed; the next one makes up for it`);
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

/** How long what is due waits for look-ups; those that take longer end by themselves. */
const lookMs = 3_000;

/** First, so that nobody is reminded who is known to be gone. A platform that does not answer holds nothing up. */
async function lookedAgain({ lookAgain, log }: SchedulePorts): Promise<void> {
  if (!lookAgain) return;
  const waiting = new AbortController();
  const looked = lookAgain().catch((error: unknown) => {
    log.warn({ cause: causeOf(error) }, 'people could not be looked up; the next tick makes up for it');
  });
  await Promise.race([looked, sleep(lookMs, undefined, { signal: waiting.signal }).catch(() => {})]);
  waiting.abort();
}
