import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { receipt as receiptTable } from '../../db/schema/delivery.ts';
import { room as roomTable } from '../../db/schema/project.ts';
import { startDelivery } from '../../src/delivery/delivery.ts';
import type { Word } from '../../src/ports/content.ts';
import { serverEngine } from '../support/database/database.ts';
import {
  clearWorld,
  makePlan,
  openWorld,
  type Plan,
  receipts,
  until,
  type World,
  wordPlan,
} from './world.ts';

const slot = '2026-12-07T09:00:00.000Z';
let world: World;
afterEach(async () => {
  await clearWorld(world);
  world.settings.word = wordPlan;
});

describe.each(serverEngine)('what a schedule planned, on %s', (engine) => {
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());

  it('is worded when it is sent, in the tenant’s own rights, with the moment it was due', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    let seen: unknown;
    await wording(async (tx, message) => {
      seen = await tx.execute(sql`select current_setting('role') as role`);
      return wordPlan(tx, message);
    });
    await schedule(plan, room);
    expect(world.slack.shown('C1')).toEqual([`digest of ${slot}`]);
    expect(JSON.stringify(seen)).toContain('milepost_app');
    expect(await receipts(world)).toMatchObject([{ kind: 'digest', state: 'sent', attempts: 1 }]);
  });

  it('with nothing to say is skipped, and says why', async () => {
    const plan = await makePlan(world);
    await wording(async () => ({ is: 'nothing', why: 'nothing changed' }));
    await schedule(plan, await plan.room('C1'));
    expect(world.slack.calls).toEqual([]);
    expect(await receipts(world)).toMatchObject([{ state: 'skipped', why: 'nothing changed' }]);
  });

  it('keeps its place among the news', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    await world.delivery.stop();
    await plan.progress(10, 'before');
    await planned(plan, room);
    await plan.progress(20, 'after');
    world.delivery = await startDelivery(world.settings);
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toEqual(['before', `digest of ${slot}`, 'after']);
  });

  it('goes under the project’s card where the room wants that, else into the channel', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    await schedule(plan, room);
    await plan.post(room, 'project');
    await world.delivery.settle();
    // newer, but of another kind
    await plan.post(room, 'milestone');
    await world.delivery.settle();
    await world.database.db.update(roomTable).set({ digestIn: 'thread' }).where(eq(roomTable.id, room));
    await schedule(plan, room, '2026-12-08T09:00:00.000Z');
    expect(world.slack.calls.map(({ under }) => under)).toEqual([undefined, undefined, undefined, 'm2']);
  });

  it('goes into the channel when the card of its thread was deleted', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    await plan.post(room, 'project');
    await world.delivery.settle();
    await world.database.db.update(roomTable).set({ digestIn: 'thread' }).where(eq(roomTable.id, room));
    world.slack.next({ is: 'message_gone', why: 'thread_not_found' });
    await schedule(plan, room);
    expect(world.slack.calls.slice(1).map(({ under }) => under)).toEqual(['m1', undefined]);
    expect((await receipts(world))[1]).toMatchObject({ state: 'sent' });
  });

  it('is not sent to a room that was unlinked meanwhile', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    await world.database.db.update(roomTable).set({ projectId: null }).where(eq(roomTable.id, room));
    await schedule(plan, room);
    expect(world.slack.calls).toEqual([]);
    expect(await receipts(world)).toMatchObject([
      { state: 'skipped', why: 'the channel no longer shows this project' },
    ]);
  });

  it('backs off when the platform fails, and is not repeated when may not have arrived', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    world.slack.next({ is: 'retry', why: '503' });
    world.slack.next({ is: 'unknown', why: 'no answer' });
    await schedule(plan, room);
    await until(world, async () => (await receipts(world))[0]?.state === 'unknown');
    await world.delivery.settle();
    expect(world.slack.calls.filter(({ channel }) => channel === 'C1')).toHaveLength(2);
    expect((await receipts(world))[0]).toMatchObject({ state: 'unknown', why: 'no answer', attempts: 2 });
  });

  it('while its worker dies ends as unknown, and is not sent again', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    await world.delivery.stop();
    await planned(plan, room);
    await world.database.db.execute(sql`update receipt set state = 'sending', attempts = 1`);
    world.delivery = await startDelivery(world.settings);
    await until(world, async () => (await receipts(world))[0]?.state === 'unknown');
    // its owner is asked about it in a chat of their own
    expect(world.slack.calls.filter(({ what, channel }) => what === 'post' && channel === 'C1')).toEqual([]);
  });

  it('to somebody who is refused is tried three times, then fails and says why', async () => {
    const plan = await makePlan(world);
    const room = await directRoom(plan);
    world.slack.next({ is: 'room_lost', why: 'user_disabled' }, undefined, 3);
    await schedule(plan, room, slot, 'personal');
    expect(await receipts(world)).toMatchObject([{ state: 'planned', attempts: 0 }]);
    await until(world, async () => (await receipts(world))[0]?.state === 'failed');
    expect(world.slack.calls).toHaveLength(3);
    expect(await receipts(world)).toMatchObject([
      { kind: 'personal', state: 'failed', why: 'user_disabled' },
    ]);
  });

  it('to somebody who never wrote to the bot opens their chat first', async () => {
    const plan = await makePlan(world);
    await schedule(plan, await directRoom(plan), slot, 'personal');
    expect(world.slack.shown('direct-U1')).toEqual([`personal of ${slot}`]);
  });
});

/** Another process, with these words. */
async function wording(word: Word): Promise<void> {
  await world.delivery.stop();
  world.settings.word = word;
  world.delivery = await startDelivery(world.settings);
}

async function directRoom({ workspaceId }: Plan): Promise<string> {
  const id = v7();
  const at = { platform: 'slack', tenant: 'T1', channel: 'user:U1', user: 'U1', kind: 'direct' } as const;
  await world.database.db.insert(roomTable).values({ workspaceId, id, ...at });
  return id;
}

/** Plans a message as the clock does. */
async function planned(
  { workspaceId, projectId, ownerId }: Plan,
  roomId: string,
  at = slot,
  kind: 'digest' | 'personal' = 'digest',
): Promise<void> {
  const whose = kind === 'digest' ? { projectId, target: roomId } : { personId: ownerId, target: ownerId };
  await world.database.db
    .insert(receiptTable)
    .values({ workspaceId, id: v7(), roomId, kind, state: 'planned', slot: at, ...whose });
}

/** The same, and waits until it was dealt with. */
async function schedule(plan: Plan, roomId: string, at?: string, kind?: 'personal'): Promise<void> {
  await planned(plan, roomId, at, kind);
  await world.delivery.wake([{ workspaceId: plan.workspaceId, roomId }]);
  await world.delivery.settle();
}
