import { eq, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { v7 } from 'uuid';
import { receipt } from '../../db/schema/delivery.ts';
import { identity as identityTable, person as personTable } from '../../db/schema/people.ts';
import { milestone as milestoneTable } from '../../db/schema/plan.ts';
import { project as projectTable, room as roomTable } from '../../db/schema/project.ts';
import { rowsOf } from '../../db/tenant.ts';
import type { Delivery } from '../../src/delivery/delivery.ts';
import type { Cadence } from '../../src/domain/time/schedule.ts';
import { type Schedule, startSchedule } from '../../src/schedule/schedule.ts';
import { clearWorld, makePlan, milestoneRow, openWorld, type Plan, type World } from '../delivery/world.ts';
import type { Engine } from '../support/database/database.ts';

/** A world with a clock that a test moves: a delivery between far ends, and the real tick. */
export type Hours = {
  world: World;
  /** Sets the clock to that moment, does what is due, and waits until everybody was told. */
  at(now: string): Promise<void>;
  /** Only sets the clock and does what is due. */
  tick(now: string): Promise<void>;
  /** Another process on the same database. */
  another(): Schedule;
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** Opens such a world; `enqueueAll` where nobody is to be told. Nothing ticks by itself within a test: the real minute finds the same clock. */
export async function openHours(engine: Engine, enqueueAll?: Delivery['enqueueAll']): Promise<Hours> {
  const world = await openWorld(engine);
  const start = Temporal.Instant.from('2026-12-07T00:00:00Z');
  let now = start;
  const another = () =>
    startSchedule({
      db: world.database.db,
      enqueueAll: enqueueAll ?? ((...given) => world.delivery.enqueueAll(...given)),
      wake: (rooms) => world.delivery.wake(rooms),
      platforms: ['slack', 'teams', 'email'],
      now: () => now,
      log: world.settings.log,
    });
  let schedule = another();
  const tick = (moment: string) => {
    now = Temporal.Instant.from(moment);
    return schedule.tick();
  };
  return {
    world,
    another,
    tick,
    async at(moment) {
      await tick(moment);
      await world.delivery.settle();
    },
    async clear() {
      await schedule.stop();
      now = start;
      schedule = another();
      await clearWorld(world);
    },
    async close() {
      await schedule.stop();
      await world.close();
    },
  };
}

/** Every working day at nine. */
export const atNine: Cadence = { days: 'working', at: '09:00' };

/** A plan in a zone; its owner has one milestone to work on, which `more` changes. */
export async function planIn(
  { world }: Hours,
  zone = 'UTC',
  more: Partial<typeof milestoneTable.$inferInsert> = {},
  tenant = 'T1',
): Promise<Plan> {
  const plan = await makePlan(world, tenant);
  const { db } = world.database;
  await db.update(projectTable).set({ zone }).where(eq(projectTable.id, plan.projectId));
  await db
    .update(milestoneTable)
    .set({ assigneeId: plan.ownerId, ...more })
    .where(eq(milestoneTable.id, plan.milestoneId));
  // each test says who is to be told something
  await db.update(personTable).set({ digest: null });
  return plan;
}

/** Adds a room of the plan that gets digests. */
export async function digestRoom({ world }: Hours, plan: Plan, channel: string, cadence = atNine) {
  const id = await plan.room(channel);
  await world.database.db.update(roomTable).set({ digest: cadence }).where(eq(roomTable.id, id));
  return id;
}

/** Somebody more, known on Slack, with work of their own that has begun. */
export async function worker(
  { world }: Hours,
  plan: Plan,
  name: string,
  more: Partial<typeof personTable.$inferInsert> = {},
): Promise<string> {
  const { db } = world.database;
  const { workspaceId } = plan;
  const id = v7();
  await db.insert(personTable).values({ workspaceId, id, name, digest: null, ...more });
  const user = `U${name.toUpperCase()}`;
  await db
    .insert(identityTable)
    .values({ workspaceId, id: v7(), personId: id, platform: 'slack', tenant: 'T1', user });
  const rows = await db.execute(sql`select coalesce(max(number), 0) + 1 as n from milestone`);
  const number = Number(rowsOf<{ n: number }>(rows)[0]?.n);
  await db.insert(milestoneTable).values({ ...milestoneRow(plan, v7(), number), assigneeId: id });
  return id;
}

/** Every scheduled receipt, by slot, as the operator would read it. */
export async function slots({ world }: Hours) {
  return world.database.db
    .select({
      kind: receipt.kind,
      target: receipt.target,
      slot: receipt.slot,
      state: receipt.state,
      why: receipt.why,
    })
    .from(receipt)
    .where(sql`slot is not null`)
    .orderBy(receipt.slot, receipt.kind, receipt.seq);
}
