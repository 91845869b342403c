import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Tx } from '../../db/database.ts';
import type { RoomKey } from '../../db/queries/delivery/claim.ts';
import { type Chore, dueChores, replanAfter } from '../../db/queries/schedule/clocks.ts';
import { addMinutes } from '../domain/time/dates.ts';
import { causeOf, type Log } from '../ports/log.ts';
import type { Batch } from './define-kind.ts';
import type { Tick } from './due.ts';
import { chores } from './registry.ts';

/** What planning works with. */
export type PlanPorts = {
  db: Database;
  /** Wakes rooms of several tenants inside the transaction that planned something for them. */
  enqueueAll(tx: Tx, rooms: RoomKey[]): Promise<void>;
  /** The platforms that Milepost is connected to. */
  platforms: readonly string[];
  log: Log;
};

const batchSize = 200;

/** No cadence is planned further ahead than a week and a holiday: a later instant comes from a wrong clock. */
const maxAheadMinutes = 8 * 24 * 60;

/** How often, and after how long, a tick looks again for rows that another replica had locked. */
const [maxLooks, lookAgainMs] = [20, 50];

/**
 * Creates the planner of one process: writes receipts and next instants for all that is due, in batches,
 * each in one transaction with its wake-ups. It may run in every replica, at once and late: rows are
 * claimed by one replica, a slot has one receipt, and of several missed slots the latest is planned (RMD-5).
 *
 * When the clock was set back, instants that a wrong clock chose are computed again; slots that have
 * passed keep their receipts, so that nothing is sent twice.
 *
 * @param startedAt when this process started, an ISO instant, as is the moment of each tick.
 */
export function createPlanner(ports: PlanPorts, startedAt: string): (now: string) => Promise<void> {
  let [before, isFirst] = [startedAt, true];
  return async (now) => {
    if (now < before) await replanAfter(ports.db, now);
    else if (isFirst) await replanAfter(ports.db, addMinutes(now, maxAheadMinutes));
    await planDue(ports, { now, since: now < before ? now : before });
    [before, isFirst] = [now, false];
  };
}

async function planDue(ports: PlanPorts, tick: Tick): Promise<void> {
  const names = Object.keys(chores) as Chore[];
  for (let look = 0; look < maxLooks; look += 1) {
    const due = await dueChores(ports.db, tick.now);
    const work = names.filter((name) => due[name]);
    if (work.length === 0) return;
    if (look > 0) await sleep(lookAgainMs);
    for (const name of work) await planAll(ports, name, tick);
  }
}

/** Plans one kind until nothing of it is due. An error does not stop the other kinds; the next tick retries. */
async function planAll(
  { db, enqueueAll, platforms, log }: PlanPorts,
  kind: Chore,
  tick: Tick,
): Promise<void> {
  const safely: Batch['safely'] = (compute, instead) => {
    try {
      return compute();
    } catch (error) {
      log.error({ cause: causeOf(error), kind }, 'slot computation failed');
      return instead;
    }
  };
  const planBatch = async (tx: Tx) => {
    const { claimed, rooms } = await chores[kind].plan(tx, { ...tick, size: batchSize, platforms, safely });
    await enqueueAll(tx, rooms);
    return claimed;
  };
  try {
    while ((await db.transaction(planBatch)) === batchSize);
  } catch (error) {
    log.error({ cause: causeOf(error), kind }, 'planning failed');
  }
}
