import { eq } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { save } from '../../db/queries/save/save.ts';
import { arrival as arrivalTable, card as cardTable } from '../../db/schema/delivery.ts';
import {
  activity as activityTable,
  project as projectTable,
  room as roomTable,
} from '../../db/schema/project.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import type { RoomAddress } from '../../src/ports/intent.ts';
import { serverEngine } from '../support/database/database.ts';
import { clearWorld, makePlan, openWorld, type Plan, until, type World } from './world.ts';

const at = (channel: string, tenant = 'T1'): RoomAddress => ({
  platform: 'slack',
  tenant,
  channel,
  kind: 'channel',
});

describe.each(serverEngine)('news of rooms on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterEach(() => clearWorld(world));
  afterAll(() => world.close());

  const onRoomNews: World['delivery']['onRoomNews'] = async (news) => {
    await world.delivery.onRoomNews(news);
    await world.delivery.settle();
  };

  it('says hello once to a room it joins, also of an organisation it has never seen', async () => {
    await onRoomNews({ is: 'joined', room: at('C1', 'T9') });
    await onRoomNews({ is: 'joined', room: at('C1', 'T9') });
    expect(world.slack.shown('C1')).toHaveLength(1);
    expect(world.slack.calls[0]?.card?.actions.map(({ command }) => command)).toEqual(['project', 'help']);
  });

  it('says no hello to a room that it knows, however long ago that was', async () => {
    const plan = await makePlan(world);
    await onRoomNews({ is: 'joined', room: at('C1') });
    await world.database.db.delete(arrivalTable);
    await onRoomNews({ is: 'joined', room: at('C1') });
    expect(world.slack.shown('C1')).toHaveLength(1);
    await plan.room('C2');
    await onRoomNews({ is: 'joined', room: at('C2') });
    expect(world.slack.shown('C2')).toEqual([]);
  });

  it('says hello once when two replicas hear it at the same moment', async () => {
    const news = { is: 'joined', room: at('C1', 'T9') } as const;
    await Promise.all([world.delivery.onRoomNews(news), world.delivery.onRoomNews(news)]);
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toHaveLength(1);
  });

  it('a lost room is unlinked once and its owner told once, however often it is heard', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await onRoomNews({ is: 'lost', room: at('C1'), why: 'the channel was deleted' });
    await onRoomNews({ is: 'lost', room: at('C1'), why: 'the channel was deleted' });
    await plan.progress(50);
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toEqual(['Beta 1\n0%']);
    expect(world.slack.shown('direct-U1')).toHaveLength(1);
  });

  it('keeps the name of a room', async () => {
    const plan = await makePlan(world);
    const id = await plan.room('C1');
    await onRoomNews({ is: 'renamed', room: at('C1'), name: '#launch' });
    const [room] = await world.database.db.select().from(roomTable).where(eq(roomTable.id, id));
    expect(room?.name).toBe('#launch');
  });

  it('follows a room to its new id, where it had been greeted already', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await onRoomNews({ is: 'joined', room: at('C2') });
    await onRoomNews({ is: 'moved', room: at('C1'), channel: 'C2' });
    await onRoomNews({ is: 'moved', room: at('C1'), channel: 'C2' });
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
    await onRoomNews({ is: 'moved', room: at('C1'), channel: 'C2' });
    const rooms = await world.database.db.select({ channel: roomTable.channel }).from(roomTable);
    expect(rooms.map(({ channel }) => channel).sort()).toEqual(['C1', 'C2']);
    expect(world.log.join()).toContain('room move skipped');
  });

  it('holds everything back after an uninstall, until it is installed again', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await onRoomNews({ is: 'uninstalled', platform: 'slack', tenant: 'T1', why: 'app_uninstalled' });
    await plan.progress(70);
    await world.delivery.settle();
    expect(world.slack.calls).toHaveLength(1);
    await world.delivery.onRoomNews({ is: 'joined', room: at('C1') });
    await until(world, () => world.slack.shown('C1')[0] === 'Beta 1\n70%');
  });

  /** A room with a live card, lost. */
  async function lostRoom(reach?: Record<string, string>) {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    if (reach) await world.database.db.update(roomTable).set({ reach }).where(eq(roomTable.id, room));
    await plan.post(room);
    await world.delivery.settle();
    await onRoomNews({ is: 'lost', room: at('C1'), why: 'the channel was archived' });
    await plan.progress(50);
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toEqual(['Beta 1\n0%']);
    return { plan, room };
  }
  const ofC1 = async (room: string) =>
    (await world.database.db.select().from(roomTable).where(eq(roomTable.id, room)))[0];

  it.each([
    ['invited again', { is: 'joined', room: at('C1') }],
    ['unarchived', { is: 'returned', room: at('C1') }],
  ] as const)(
    'links a room again that is %s, keeps its cards current, and says so once',
    async (_how, news) => {
      const { plan, room } = await lostRoom();
      await onRoomNews(news);
      await onRoomNews(news);
      expect(await ofC1(room)).toMatchObject({
        projectId: plan.projectId,
        formerProjectId: null,
        formerCards: null,
      });
      expect(world.slack.shown('C1')).toEqual(['Beta 1\n50%', expect.stringContaining('shows Apollo again')]);
      await plan.progress(60);
      await world.delivery.settle();
      expect(world.slack.shown('C1')[0]).toBe('Beta 1\n60%');
      expect((await world.database.db.select().from(activityTable)).map(({ type }) => type)).toEqual([
        'room_unlinked',
        'room_linked',
      ]);
    },
  );

  it('posts a card anew that was deleted while the room was away', async () => {
    await lostRoom();
    world.slack.next({ is: 'message_gone', why: 'message_not_found' }, ({ what }) => what === 'edit');
    await onRoomNews({ is: 'returned', room: at('C1') });
    expect(world.slack.shown('C1')).toContain('Beta 1\n50%');
    expect(await world.database.db.select().from(cardTable)).toMatchObject([
      { messageId: expect.any(String) },
    ]);
  });

  it('links every room of a team that comes back', async () => {
    const { plan, room } = await lostRoom({ team: 'G1' });
    await onRoomNews({ is: 'returned', room: at('G1'), team: 'G1' });
    expect((await ofC1(room))?.projectId).toBe(plan.projectId);
    await onRoomNews({ is: 'lost', room: at('G1'), why: 'the team was deleted', team: 'G1' });
    expect((await ofC1(room))?.projectId).toBe(null);
  });

  it.each([
    ['unlinked it by hand', async (plan: Plan) => alterRoom(plan, null)],
    ['linked it to another project', async (plan: Plan) => alterRoom(plan, await anotherProject(plan))],
  ])('leaves a room as it is when somebody has %s meanwhile', async (_what, decides) => {
    const { plan, room } = await lostRoom();
    await decides(plan);
    const before = await ofC1(room);
    await onRoomNews({ is: 'joined', room: at('C1') });
    expect((await ofC1(room))?.projectId).toBe(before?.projectId);
    expect(world.slack.shown('C1').join()).not.toContain('again');
  });

  async function alterRoom({ workspaceId }: Plan, projectId: string | null) {
    const { db } = world.database;
    const [row] = await db.select().from(roomTable).where(eq(roomTable.channel, 'C1'));
    await db.transaction(async (tx) => {
      await enterWorkspace(tx, workspaceId);
      const place = { platform: 'slack', tenant: 'T1', channel: 'C1' } as const;
      const set = projectId === null ? { projectId } : { ...place, projectId };
      await save(tx, { workspaceId, changes: [{ alter: 'room', id: row?.id ?? '', set }], activity: [] });
    });
  }

  async function anotherProject({ workspaceId, projectId }: Plan): Promise<string> {
    const { db } = world.database;
    const [row] = await db.select().from(projectTable).where(eq(projectTable.id, projectId));
    if (!row) throw new Error('no project');
    const id = v7();
    await db.insert(projectTable).values({ ...row, workspaceId, id, name: 'Vega' });
    return id;
  }

  it('sends at once what waited for a private channel that the bot is invited to', async () => {
    const plan = await makePlan(world);
    world.slack.next({ is: 'room_lost', why: 'channel_not_found' }, ({ channel }) => channel === 'C1');
    const room = await plan.room('C1');
    await plan.post(room);
    await world.delivery.settle();
    const refusedUntil = Temporal.Now.instant().add({ minutes: 5 }).toString({ fractionalSecondDigits: 3 });
    await world.database.db.update(roomTable).set({ refusedUntil });
    await onRoomNews({ is: 'joined', room: at('C1') });
    expect(world.slack.shown('C1')).toEqual(['Beta 1\n0%']);
    expect(await ofC1(room)).toMatchObject({ projectId: plan.projectId, strikes: 0 });
  });

  it('has nothing to do for rooms and organisations that nobody knows', async () => {
    await onRoomNews({ is: 'lost', room: at('C1', 'T9'), why: 'gone' });
    await onRoomNews({ is: 'renamed', room: at('C1', 'T9'), name: '#x' });
    await onRoomNews({ is: 'moved', room: at('C1', 'T9'), channel: 'C2' });
    await onRoomNews({ is: 'uninstalled', platform: 'teams', tenant: 'T9', why: 'gone' });
    expect(world.slack.calls).toEqual([]);
  });
});
