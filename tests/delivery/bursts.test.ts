import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { note } from '../../cards/model.ts';
import { startDelivery } from '../../src/delivery/delivery.ts';
import { platformTimings } from '../../src/delivery/settings.ts';
import { engines } from '../support/database/database.ts';
import { clearWorld, fastTimings, makePlan, openWorld, until, type World } from './world.ts';

describe.each(engines)('bursts on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine, {
      ...fastTimings,
      roomMs: 0,
      editMs: platformTimings.editMs,
      leaseMs: 15_000,
    });
  });
  afterEach(() => clearWorld(world));
  afterAll(() => world.close());

  it('two hundred changes of one card in a second become at most two edits', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await Promise.all(Array.from({ length: 199 }, (_, n) => plan.progress(n % 100)));
    await plan.progress(100);
    await world.delivery.settle();
    expect(world.slack.calls.filter(({ what }) => what === 'edit').length).toBeLessThanOrEqual(2);
    expect(world.slack.shown('C1')).toEqual(['Beta 1\n100%']);
  });

  it('an edit that must wait holds no news up', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await plan.progress(1);
    await world.delivery.settle();
    await plan.progress(2, 'two');
    await world.delivery.settle();
    expect(world.slack.calls.map(({ text }) => text).slice(2)).toEqual(['two', 'Beta 1\n2%']);
  });

  it('two workers never send to one room at once, and keep its order', async () => {
    const second = await startDelivery(world.settings);
    const plan = await makePlan(world);
    await plan.room('C1');
    world.slack.next(async () => void (await sleep(15)), undefined, 100);
    const lines = Array.from({ length: 25 }, (_, n) => `line ${n}`);
    for (const line of lines) {
      await plan.tell({ news: [{ id: v7(), card: note(line) }] });
      second.nudge();
    }
    await world.delivery.settle();
    expect(world.slack.calls.map(({ text }) => text)).toEqual(lines);
    expect(Math.max(...world.slack.calls.map(({ abreast }) => abreast))).toBe(1);
    await second.stop();
  });

  it('a hundred rooms of a platform that hangs do not delay a card of the other', async () => {
    const plan = await makePlan(world);
    for (let n = 0; n < 100; n += 1) await plan.room(`C${n}`);
    world.slack.next(async () => void (await sleep(500)), undefined, 100);
    await plan.tell({ news: [{ id: v7(), card: note('to everybody') }] });
    await until(world, () => world.slack.calls.length > 0);
    const room = await plan.room('19:a', { platform: 'teams', tenant: 'T1' });
    await plan.post(room);
    await until(world, () => world.teams.shown('19:a').length === 1);
    // most of the other platform's rooms still wait for their turn
    expect(world.slack.calls.length).toBeLessThan(75);
  });
});
