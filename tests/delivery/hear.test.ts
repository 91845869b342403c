import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as tables from '../../db/schema/tables.ts';
import type { RoomAddress } from '../../src/commands/intent.ts';
import { engines } from '../support/database.ts';
import { clearWorld, makePlan, openWorld, until, type World } from './world.ts';

const at = (channel: string, tenant = 'T1'): RoomAddress => ({
  platform: 'slack',
  tenant,
  channel,
  kind: 'channel',
});

describe.each(engines)('news of rooms on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterEach(() => clearWorld(world));
  afterAll(() => world.close());

  const hear: World['delivery']['hear'] = async (news) => {
    await world.delivery.hear(news);
    await world.delivery.settle();
  };

  it('says hello once to a room it joins, also of an organisation it has never seen', async () => {
    await hear({ is: 'joined', room: at('C1', 'T9') });
    await hear({ is: 'joined', room: at('C1', 'T9') });
    expect(world.slack.shown('C1')).toHaveLength(1);
    expect(world.slack.calls[0]?.card?.actions.map(({ command }) => command)).toEqual(['project', 'help']);
  });

  it('says no hello to a room that it knows, however long ago that was', async () => {
    const plan = await makePlan(world);
    await hear({ is: 'joined', room: at('C1') });
    await world.database.db.delete(tables.arrival);
    await hear({ is: 'joined', room: at('C1') });
    expect(world.slack.shown('C1')).toHaveLength(1);
    await plan.room('C2');
    await hear({ is: 'joined', room: at('C2') });
    expect(world.slack.shown('C2')).toEqual([]);
  });

  it('says hello once when two replicas hear it at the same moment', async () => {
    const news = { is: 'joined', room: at('C1', 'T9') } as const;
    await Promise.all([world.delivery.hear(news), world.delivery.hear(news)]);
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toHaveLength(1);
  });

  it('a lost room is unlinked once and its owner told once, however often it is heard', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await hear({ is: 'lost', room: at('C1'), why: 'the channel was deleted' });
    await hear({ is: 'lost', room: at('C1'), why: 'the channel was deleted' });
    await plan.progress(50);
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toEqual(['Beta 1\n0%']);
    expect(world.slack.shown('direct-U1')).toHaveLength(1);
  });

  it('keeps the name of a room', async () => {
    const plan = await makePlan(world);
    const id = await plan.room('C1');
    await hear({ is: 'renamed', room: at('C1'), name: '#launch' });
    const [room] = await world.database.db.select().from(tables.room).where(eq(tables.room.id, id));
    expect(room?.name).toBe('#launch');
  });

  it('follows a room to its new id, where it had been greeted already', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await hear({ is: 'joined', room: at('C2') });
    await hear({ is: 'moved', room: at('C1'), channel: 'C2' });
    await hear({ is: 'moved', room: at('C1'), channel: 'C2' });
    await plan.progress(5, 'five');
    await world.delivery.settle();
    expect(world.slack.calls.slice(2).map(({ what, channel }) => [what, channel])).toEqual([
      ['edit', 'C2'],
      ['post', 'C2'],
    ]);
  });

  it('leaves a room where it is when a project has its new id already', async () => {
    const plan = await makePlan(world);
    await plan.room('C1');
    await plan.room('C2');
    await hear({ is: 'moved', room: at('C1'), channel: 'C2' });
    const rooms = await world.database.db.select({ channel: tables.room.channel }).from(tables.room);
    expect(rooms.map(({ channel }) => channel).sort()).toEqual(['C1', 'C2']);
    expect(world.log.join()).toContain('another project already is');
  });

  it('holds everything back after an uninstall, until it is installed again', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await hear({ is: 'uninstalled', platform: 'slack', tenant: 'T1', why: 'app_uninstalled' });
    await plan.progress(70);
    await world.delivery.settle();
    expect(world.slack.calls).toHaveLength(1);
    await world.delivery.hear({ is: 'joined', room: at('C1') });
    await until(world, () => world.slack.shown('C1')[0] === 'Beta 1\n70%');
  });

  it('has nothing to do for rooms and organisations that nobody knows', async () => {
    await hear({ is: 'lost', room: at('C1', 'T9'), why: 'gone' });
    await hear({ is: 'renamed', room: at('C1', 'T9'), name: '#x' });
    await hear({ is: 'moved', room: at('C1', 'T9'), channel: 'C2' });
    await hear({ is: 'uninstalled', platform: 'teams', tenant: 'T9', why: 'gone' });
    expect(world.slack.calls).toEqual([]);
  });
});
