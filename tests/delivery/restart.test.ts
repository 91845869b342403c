import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { note } from '../../cards/model.ts';
import { card as cardTable } from '../../db/schema/delivery.ts';
import { room as roomTable } from '../../db/schema/project.ts';
import { enterWorkspace, rowsOf } from '../../db/tenant.ts';
import { startDelivery } from '../../src/delivery/delivery.ts';
import { openQueue } from '../../src/delivery/queue.ts';
import { serverEngine } from '../support/database/database.ts';
import { clearWorld, makePlan, openWorld, type Plan, planIn, receipts, until, type World } from './world.ts';

let world: World;
afterEach(() => clearWorld(world));

describe.each(serverEngine)('a process that dies, on %s', (engine) => {
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());

  it('between commit and delivery loses nothing, not even with its wake-ups', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await world.delivery.stop();
    await changeAlone(plan, 40);
    await world.database.db.execute(sql`delete from pgboss.job`);
    world.delivery = await startDelivery(world.settings);
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toEqual(['Beta 1\n40%']);
  });

  it('while it sends an edit: the edit is sent again', async () => {
    const plan = await makePlan(world);
    const [cardId, room] = await postedCard(plan);
    await diesSending(room, { kind: 'edit', cardId });
    await world.delivery.settle();
    expect((await receipts(world)).at(-1)).toMatchObject({ kind: 'edit', state: 'sent', attempts: 2 });
  });

  it('while it sends an edit, and a newer one is planned: one edit draws the present', async () => {
    const plan = await makePlan(world);
    const [cardId, room] = await postedCard(plan);
    await world.delivery.stop();
    await changeAlone(plan, 90);
    await diesSending(room, { kind: 'edit', cardId });
    await world.delivery.settle();
    expect(world.slack.calls.map(({ text }) => text)).toEqual(['Beta 1\n0%', 'Beta 1\n90%']);
  });

  it('while it posts: nothing is posted twice, and the card is forgotten', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    const cardId = v7();
    await world.database.db.insert(cardTable).values({
      workspaceId: plan.workspaceId,
      id: cardId,
      projectId: plan.projectId,
      roomId: room,
      subjectKind: 'project',
      subjectId: plan.projectId,
    });
    await diesSending(room, { kind: 'post', cardId });
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toEqual([]);
    expect((await receipts(world))[0]).toMatchObject({ kind: 'post', state: 'unknown' });
    expect(world.slack.shown('direct-U1').join()).toContain('arrive?');
    expect(await world.database.db.select().from(cardTable)).toEqual([]);
    expect(world.log.join()).toContain('delivery failed');
  });

  it('and is overtaken has no say any more when it comes back', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    world.slack.next(async () => {
      await world.database.db
        .update(roomTable)
        .set({ leasedUntil: '2000-01-01T00:00:00Z' })
        .where(eq(roomTable.id, room));
      const second = await startDelivery(world.settings);
      await until(world, async () => (await receipts(world)).some(({ state }) => state === 'unknown'));
      await second.stop();
      return undefined;
    });
    await plan.post(room);
    await until(world, async () => (await receipts(world)).some(({ state }) => state === 'unknown'));
    await world.delivery.stop();
    expect((await receipts(world))[0]).toMatchObject({ kind: 'post', state: 'unknown' });
    world.delivery = await startDelivery(world.settings);
  });

  it('in order finishes the message on its way and leaves the rest for the next one', async () => {
    const plan = await makePlan(world);
    await plan.room('C1');
    let stopped: Promise<void> | undefined;
    world.slack.next(async () => {
      stopped = world.delivery.stop();
      return undefined;
    });
    await plan.tell({ news: ['one', 'two'].map((line) => ({ id: v7(), card: note(line) })) });
    await until(world, () => stopped !== undefined);
    await stopped;
    expect((await receipts(world)).map(({ state }) => state)).toEqual(['sent', 'planned']);
    world.delivery = await startDelivery(world.settings);
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toEqual(['one', 'two']);
  });
});

describe('on a server', () => {
  beforeAll(async () => {
    world = await openWorld('postgresql');
  });
  afterAll(() => world.close());

  it('a wake-up that is skipped as a duplicate is not lost: its taker waits for the commit', async () => {
    const plan = await makePlan(world);
    const [, room] = await postedCard(plan);
    await world.delivery.stop();
    await changeAlone(plan, 10);
    const queue = await openQueue(world.settings, false);
    const [planned, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    onTestFinished(() => mayCommit.resolve());
    const second = world.database.db.transaction(async (tx) => {
      await enterWorkspace(tx, plan.workspaceId);
      const write = sql`update milestone set percent = 60 where id = ${plan.milestoneId}::uuid`;
      await planIn(tx, plan.projectId, { milestoneIds: [plan.milestoneId] }, [write]);
      await queue.enqueue(tx, plan.workspaceId, [room]);
      planned.resolve();
      await mayCommit.promise;
    });
    await planned.promise;
    expect(await count(sql`select count(*)::int as n from pgboss.job where state = 'created'`)).toBe(1);
    world.delivery = await startDelivery(world.settings);
    await until(
      world,
      async () => (await count(sql`select count(*)::int as n from pg_locks where not granted`)) > 0,
    );
    expect(world.slack.calls).toHaveLength(1);
    mayCommit.resolve();
    await second;
    await queue.close();
    await world.delivery.settle();
    expect(world.slack.calls.map(({ text }) => text)).toEqual(['Beta 1\n0%', 'Beta 1\n60%']);
  });

  it('a room whose worker died with a live lease is told when the lease ends', async () => {
    const plan = await makePlan(world);
    const [cardId, room] = await postedCard(plan);
    await diesSending(room, { kind: 'edit', cardId }, sql`now() + interval '700 milliseconds'`);
    await until(world, async () => (await receipts(world)).at(-1)?.state === 'sent');
    expect(world.slack.calls).toHaveLength(2);
  });

  it('goes on by itself when every connection was cut, also while a post was on its way', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    world.slack.next(async () => {
      await cutConnections();
      return undefined;
    });
    await plan.post(room);
    await until(world, () => world.slack.shown('C1').length === 1);
    // the test's own connections were cut as well
    await until(world, () => succeeds(() => plan.progress(30)));
    await until(world, () => world.slack.shown('C1')[0] === 'Beta 1\n30%');
    expect(world.slack.calls.map(({ what }) => what)).toEqual(['post', 'edit']);
    expect((await receipts(world))[0]).toMatchObject({ kind: 'post', state: 'sent', attempts: 1 });
  });

  it('a process that only enqueues leaves the telling to the one that works', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await changeAlone(plan, 15);
    await until(world, () => world.slack.shown('C1')[0] === 'Beta 1\n15%');
  });
});

/** Changes the milestone in a process that has no workers. */
async function changeAlone(plan: Plan, percent: number): Promise<void> {
  const queue = await openQueue(world.settings, false);
  await world.database.db.transaction(async (tx) => {
    await enterWorkspace(tx, plan.workspaceId);
    const write = sql`update milestone set percent = ${percent} where id = ${plan.milestoneId}::uuid`;
    const rooms = await planIn(tx, plan.projectId, { milestoneIds: [plan.milestoneId] }, [write]);
    await queue.enqueue(tx, plan.workspaceId, rooms);
  });
  await queue.close();
}

async function postedCard(plan: Plan): Promise<[string, string]> {
  const room = await plan.room('C1');
  const cardId = await plan.post(room);
  await world.delivery.settle();
  return [cardId, room];
}

/** Leaves the database as a process does that is killed in the middle of a call, and starts another. */
async function diesSending(
  roomId: string,
  what: { kind: 'edit' | 'post'; cardId: string },
  leasedUntil = sql`now() - interval '1 second'`,
): Promise<void> {
  const { db } = world.database;
  await world.delivery.stop();
  await db.execute(sql`update room set leased_until = ${leasedUntil} where id = ${roomId}::uuid`);
  await db.execute(sql`update card set shows = null`);
  await db.execute(sql`insert into receipt (workspace_id, id, room_id, kind, card_id, state, attempts)
    select workspace_id, gen_random_uuid(), id, ${what.kind}, ${what.cardId}::uuid, 'sending', 1
    from room where id = ${roomId}::uuid`);
  world.delivery = await startDelivery(world.settings);
}

async function count(query: ReturnType<typeof sql>): Promise<number> {
  return rowsOf<{ n: number }>(await world.database.db.execute(query))[0]?.n ?? 0;
}

const succeeds = (act: () => Promise<unknown>): Promise<boolean> =>
  act().then(
    () => true,
    () => false,
  );

async function cutConnections(): Promise<void> {
  const cut = sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await world.database.db.execute(cut);
}
