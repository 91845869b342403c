import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { note } from '../../cards/model.ts';
import { systemActorId } from '../../db/queries/delivery/room-lost.ts';
import { save } from '../../db/queries/save/save.ts';
import { card as cardTable, receipt as receiptTable } from '../../db/schema/delivery.ts';
import { roomAddress as roomAddressTable } from '../../db/schema/directory.ts';
import { identity as identityTable } from '../../db/schema/people.ts';
import { activity as activityTable, room as roomTable } from '../../db/schema/project.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import { serverEngine } from '../support/database/database.ts';
import { clearWorld, makePlan, openWorld, receipts, until, type World } from './world.ts';

describe.each(serverEngine)('when a room or a message is lost, on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterEach(() => clearWorld(world));
  afterAll(() => world.close());

  const cards = () => world.database.db.select().from(cardTable);

  const refusing = (channel: string, times: number) =>
    world.slack.next({ is: 'room_lost', why: 'is_archived' }, (call) => call.channel === channel, times);

  it('a room that refuses twice keeps its project, and what waited for it arrives in order', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    await plan.post(room);
    await world.delivery.settle();
    refusing('C1', 2);
    await plan.progress(80, 'eighty');
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toEqual(['Beta 1\n0%']);
    expect((await receipts(world)).slice(1).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['planned', 0],
      ['planned', 0],
    ]);
    await until(world, async () => (await receipts(world)).every(({ state }) => state === 'sent'));
    expect(world.slack.shown('C1')).toEqual(['Beta 1\n80%', 'eighty']);
    expect(world.slack.shown('direct-U1')).toEqual([]);
    const [found] = await world.database.db.select().from(roomTable).where(eq(roomTable.id, room));
    expect(found).toMatchObject({ projectId: plan.projectId, strikes: 0, refusedUntil: null });
  });

  it('a room that takes a message in between begins anew', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    for (const _ of [1, 2]) {
      refusing('C1', 2);
      await plan.post(room);
      await until(world, async () => (await receipts(world)).every(({ state }) => state === 'sent'));
    }
    const [found] = await world.database.db.select().from(roomTable).where(eq(roomTable.id, room));
    expect(found?.projectId).toBe(plan.projectId);
  });

  it('a room that refuses three times leaves its project, and the owner is told in their own chat', async () => {
    const plan = await makePlan(world);
    const [lost, other] = [await plan.room('C1'), await plan.room('C2')];
    await plan.post(lost);
    await plan.post(other);
    await world.delivery.settle();
    refusing('C1', 3);
    await plan.progress(80, 'eighty');
    await until(world, () => world.slack.shown('direct-U1').length > 0);
    await world.delivery.settle();
    expect(world.slack.shown('C2')).toEqual(['Beta 1\n80%', 'eighty']);
    expect(world.slack.shown('direct-U1').join()).toMatch(
      /Apollo left #C1.*link project:"Apollo".*is_archived/s,
    );
    const rooms = await world.database.db.select().from(roomTable).where(eq(roomTable.id, lost));
    expect(rooms).toMatchObject([{ projectId: null, formerProjectId: plan.projectId, strikes: 0 }]);
    expect((await cards()).map(({ roomId }) => roomId)).toEqual([other]);
    expect(await world.database.db.select().from(roomAddressTable)).toHaveLength(1);
    expect(await world.database.db.select().from(activityTable)).toMatchObject([
      { type: 'room_unlinked', roomId: lost, personId: systemActorId, note: 'is_archived' },
    ]);
  });

  it('opens the chat with a person once', async () => {
    const plan = await makePlan(world);
    for (const channel of ['C1', 'C2']) {
      await plan.room(channel);
      await world.delivery.onRoomNews({
        is: 'lost',
        why: 'gone',
        room: { platform: 'slack', tenant: 'T1', channel, kind: 'channel' },
      });
      await world.delivery.settle();
    }
    expect(world.slack.shown('direct-U1')).toHaveLength(2);
    expect(world.slack.calls.filter(({ what }) => what === 'open')).toHaveLength(1);
  });

  it('tells the owner at the account that is active', async () => {
    const plan = await makePlan(world);
    const { db } = world.database;
    await db.update(identityTable).set({ goneAt: '2026-12-01T09:00:00Z' });
    const at = { workspaceId: plan.workspaceId, personId: plan.ownerId };
    await db
      .insert(identityTable)
      .values({ ...at, id: v7(), platform: 'teams', tenant: 'T1', user: '29:ana' });
    await plan.room('C1');
    world.slack.next({ is: 'rejected', why: 'msg_too_long' }, ({ channel }) => channel === 'C1');
    await plan.tell({ news: [{ id: v7(), card: note('one') }] });
    await world.delivery.settle();
    expect(world.slack.shown('direct-U1')).toEqual([]);
    const told = world.teams.calls.filter(({ what }) => what === 'post').map(({ text }) => text);
    expect(told.join()).toMatch(/was not delivered.*msg_too_long/s);
  });

  it.each([
    [{ is: 'unknown', why: 'timeout' }, /did the news .*in #C1 arrive\?.*timeout/s, 'yes'],
    [
      { is: 'rejected', why: 'msg_too_long' },
      /the news .*in #C1 was not delivered.*msg_too_long/s,
      undefined,
    ],
  ] as const)(
    'tells the owner once of a message that ended as %j, with Send again',
    async (end, words, twice) => {
      const plan = await makePlan(world);
      await plan.room('C1');
      world.slack.next(end, ({ channel }) => channel === 'C1');
      await plan.tell({ news: [{ id: v7(), card: note('one') }] });
      await world.delivery.settle();
      expect(world.slack.shown('direct-U1')).toHaveLength(1);
      expect(world.slack.shown('direct-U1').join()).toMatch(words);
      const told = world.slack.calls.find(({ channel, what }) => channel === 'direct-U1' && what === 'post');
      expect(told?.card?.actions).toMatchObject([
        {
          label: 'Send again',
          command: 'retry',
          input: twice ? { twice } : {},
          about: { project: plan.projectId },
        },
      ]);
    },
  );

  it('sends the card of a post again that did not arrive', async () => {
    const plan = await makePlan(world);
    world.slack.next({ is: 'rejected', why: 'invalid_blocks' }, ({ channel }) => channel === 'C1');
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    const [failed] = await world.database.db.select().from(receiptTable);
    await world.database.db.transaction(async (tx) => {
      await enterWorkspace(tx, plan.workspaceId);
      const { rooms } = await save(tx, {
        workspaceId: plan.workspaceId,
        changes: [],
        activity: [],
        request: { is: 'again', receiptId: failed?.id ?? '' },
      });
      await world.delivery.enqueue(tx, plan.workspaceId, rooms);
    });
    await until(world, () => world.slack.shown('C1').length === 1);
    await plan.progress(30);
    await until(world, () => world.slack.shown('C1')[0] === 'Beta 1\n30%');
  });

  it('tells nobody in a circle that what it tells did not arrive', async () => {
    const plan = await makePlan(world);
    await plan.room('C1');
    world.slack.next({ is: 'rejected', why: 'msg_too_long' }, ({ what }) => what === 'post', 2);
    await plan.tell({ news: [{ id: v7(), card: note('one') }] });
    await world.delivery.settle();
    expect((await receipts(world)).map(({ state }) => state)).toEqual(['failed', 'failed']);
  });
});
