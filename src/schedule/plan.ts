import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Tx } from '../../db/database.ts';
import type { RoomKey } from '../../db/queries/delivery/take.ts';
import { replanAfter, whatIsDue } from '../../db/queries/schedule/clock.ts';
import { addMinutes } from '../domain/time/dates.ts';
import { causeOf, type Log } from '../ports/log.ts';
import type { Tick } from './due.ts';
import type { Batch, Kind } from './kind.ts';
import { asks } from './kinds/asks.ts';
import { cadences } from './kinds/cadences.ts';
import { checkpoints } from './kinds/checkpoints.ts';
import { digests } from './kinds/digests.ts';
import { contingencies, decisions } from './kinds/launch-days.ts';
import { personal } from './kinds/personal.ts';
import { quiet } from './kinds/quiet.ts';
import { snoozes } from './kinds/snoozes.ts';

/** What planning works with. */
export type PlanPorts = {
  db: Database;
  /** Wakes rooms of several tenants inside the transaction that planned something for them. */
  enqueueAll(tx: Tx, rooms: RoomKey[]): Promise<void>;
  /** The platforms that Milepost is connected to. */
  platforms: readonly string[];
  log: Log;
};

const kinds: readonly Kind[] = [
  digests,
  personal,
  asks,
  snoozes,
  checkpoints,
  cadences,
  decisions,
  contingencies,
  quiet,
];
const size = 200;
const day = 24 * 60;

/** No cadence is planned further ahead than a week, but for holidays; what is, a wrong clock planned. */
const ahead = 8 * day;

/** How often, and after how many milliseconds, it looks again for what others held. */
const patience = { times: 20, ms: 50 };

/**
 * Makes the planner of one process: whatever is due gets its receipts and its next instant, in
 * batches, each in one transaction with the wake-ups. It may run in every replica, at once and late:
 * rows are claimed, a slot has one receipt, and of several that were missed the latest is planned.
 *
 * A clock that was set back makes it plan anew what lies ahead, so that nobody waits for a moment
 * that a wrong clock chose; slots that have been keep their receipts, so that nothing is said twice.
 *
 * @param startedAt when this process began, an ISO instant like each tick's.
 */
export function createPlanner(ports: PlanPorts, startedAt: string): (now: string) => Promise<void> {
  let [before, isFirst] = [startedAt, true];
  return async (now) => {
    if (now < before) await replanAfter(ports.db, now);
    else if (isFirst) await replanAfter(ports.db, addMinutes(now, ahead));
    await planDue(ports, { now, since: now < before ? now : before });
    [before, isFirst] = [now, false];
  };
}

async function planDue(ports: PlanPorts, tick: Tick): Promise<void> {
  for (let time = 0; time < patience.times; time += 1) {
    const due = await whatIsDue(ports.db, tick.now);
    const work = kinds.filter(({ name }) => due[name]);
    if (work.length === 0) return;
    if (time > 0) await sleep(patience.ms);
    for (const kind of work) await planAll(ports, kind, tick);
  }
}

/** A kind that fails leaves the others alone; the next tick makes up for it. */
async function planAll(ports: PlanPorts, kind: Kind, tick: Tick): Promise<void> {
  const { platforms, log } = ports;
  const safely: Batch['safely'] = (compute, instead) => {
    try {
      return compute();
    } catch (error) {
      log.error({ cause: causeOf(error), kind: kind.name }, 'a slot could not be computed');
      return instead;
    }
  };
  try {
    for (let claimed = size; claimed === size; ) {
      await wakeIn(ports, async (tx) => {
        const done = await kind.plan(tx, { ...tick, size, platforms, safely });
        claimed = done.claimed;
        return done.rooms;
      });
    }
  } catch (error) {
    log.error({ cause: causeOf(error), kind: kind.name }, 'planning failed; the next tick makes up for it');
  }
}

const wakeIn = ({ db, enqueueAll }: PlanPorts, plan: (tx: Tx) => Promise<RoomKey[]>): Promise<void> =>
  db.transaction(async (tx) => enqueueAll(tx, await plan(tx)));
