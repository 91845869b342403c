import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { note } from '../../cards/model.ts';
import { nobody } from '../../db/queries/delivery/lost.ts';
import { save } from '../../db/queries/save/save.ts';
import { card as cardTable, receipt as receiptTable } from '../../db/schema/delivery.ts';
import { roomAddress as roomAddressTable } from '../../db/schema/directory.ts';
import { identity as identityTable } from '../../db/schema/people.ts';
import { activity as activityTable, room as roomTable } from '../../db/schema/project.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import { maxAttempts } from '../../src/delivery/failures/back-off.ts';
import type { FindResult } from '../../src/delivery/messenger.ts';
import { engines } from '../support/database/database.ts';
import { clearWorld, makePlan, openWorld, receipts, until, type World } from './world.ts';

describe.each(engines)('when a platform fails, on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterEach(() => clearWorld(world));
  afterAll(() => world.close());

  const cards = () => world.database.db.select().from(cardTable);

  it('a 429 pauses its organisation and nobody else', async () => {
    const [busy, calm] = [await makePlan(world, 'T1'), await makePlan(world, 'T2')];
    const rooms = [await busy.room('C1'), await busy.room('C2')];
    world.slack.next({ is: 'limited', retryAfterMs: 600_000 });
    await busy.post(rooms[0] ?? '');
    await world.delivery.settle();
    await busy.post(rooms[1] ?? '');
    await calm.post(await calm.room('C3', { platform: 'slack', tenant: 'T2' }));
    await world.delivery.settle();
    expect(world.slack.calls.map(({ channel }) => channel)).toEqual(['C1', 'C3']);
    expect((await receipts(world)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['planned', 0],
      ['planned', 0],
      ['sent', 1],
    ]);
  });

  it('sends again when the pause is over', async () => {
    const plan = await makePlan(world);
    world.slack.next({ is: 'limited', retryAfterMs: 50 });
    await plan.post(await plan.room('C1'));
    await until(world, () => world.slack.shown('C1').length > 0);
    expect(world.slack.calls).toHaveLength(2);
  });

  it('tries again what was surely not delivered', async () => {
    const plan = await makePlan(world);
    world.slack.next({ is: 'retry', why: '503' }, undefined, 2);
    await plan.post(await plan.room('C1'));
    await until(world, () => world.slack.shown('C1').length > 0);
    await world.delivery.settle();
    expect(await receipts(world)).toMatchObject([{ state: 'sent', attempts: 3 }]);
  });

  it('a retry of one post keeps the later ones waiting, and edits going', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    await plan.post(room);
    await world.delivery.settle();
    world.slack.next({ is: 'retry', why: '503' }, ({ what }) => what === 'post', 3);
    await plan.tell({ news: ['one', 'two'].map((line) => ({ id: v7(), card: note(line) })) });
    await plan.progress(10);
    await until(world, async () => (await receipts(world)).every(({ state }) => state === 'sent'));
    expect(world.slack.shown('C1')).toEqual(['Beta 1\n10%', 'one', 'two']);
    expect(world.slack.calls.at(-1)?.what).toBe('post');
  });

  it('gives up after a bounded number of attempts, says so in one line, and tells the next thing', async () => {
    const plan = await makePlan(world);
    await plan.room('C1');
    await world.database.db.insert(receiptTable).values({
      ...{ workspaceId: plan.workspaceId, id: v7(), roomId: await plan.room('C2'), kind: 'news' },
      ...{ body: note('one'), state: 'planned', attempts: maxAttempts - 1 },
    });
    world.slack.next({ is: 'retry', why: '503' }, ({ channel }) => channel === 'C2');
    await plan.tell({ news: [{ id: v7(), card: note('two') }] });
    await world.delivery.settle();
    expect((await receipts(world))[0]).toMatchObject({ state: 'failed', why: '503', attempts: maxAttempts });
    expect(world.slack.shown('C2')).toEqual(['two']);
    expect(world.log.filter((line) => line.includes('503'))).toHaveLength(1);
  });

  it('never repeats a post whose outcome is unknown, and forgets its card', async () => {
    const plan = await makePlan(world);
    world.slack.next({ is: 'unknown', why: 'timeout' });
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await plan.progress(20);
    await world.delivery.settle();
    expect(world.slack.calls.filter(({ channel }) => channel === 'C1')).toHaveLength(1);
    expect((await receipts(world))[0]).toMatchObject({ state: 'unknown', why: 'timeout' });
    expect(await cards()).toEqual([]);
  });

  it('repeats an edit whose outcome is unknown, even back to what was shown before it', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    // the edit arrives, its answer does not
    world.slack.next(async () => ({ is: 'unknown', why: 'timeout' }));
    await plan.progress(50);
    await until(world, () => world.slack.calls.length >= 2);
    await plan.progress(0);
    await until(world, () => world.slack.calls.at(-1)?.text === 'Beta 1\n0%');
    await world.delivery.settle();
    expect(world.slack.calls.at(-1)).toMatchObject({ what: 'edit', text: 'Beta 1\n0%' });
  });

  it('forgets a card whose message was deleted, and goes on with the others', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    await plan.post(room);
    await plan.post(room);
    await world.delivery.settle();
    world.slack.next({ is: 'message_gone', why: 'message_not_found' });
    await plan.progress(70);
    await world.delivery.settle();
    expect(await cards()).toHaveLength(1);
    expect((await receipts(world)).slice(2).map(({ state, why }) => [state, why])).toEqual([
      ['skipped', 'message_not_found'],
      ['sent', null],
    ]);
  });

  it('a rejected card fails with a line for the operator, without its text', async () => {
    const plan = await makePlan(world);
    world.slack.next({ is: 'rejected', why: 'invalid_blocks' });
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    expect((await receipts(world))[0]).toMatchObject({ state: 'failed', why: 'invalid_blocks' });
    expect(world.log.join()).toContain('invalid_blocks');
    expect(world.log.join()).not.toContain('Beta');
  });

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
      { type: 'room_unlinked', roomId: lost, personId: nobody, note: 'is_archived' },
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

  const foundAs = (found: FindResult) => {
    Object.assign(world.slack, { find: async () => found });
    onTestFinished(() => void Reflect.deleteProperty(world.slack, 'find'));
  };

  it.each<[FindResult['is'], FindResult, string, number]>([
    ['found', { is: 'found', messageId: 'm9' }, 'sent', 1],
    ['absent', { is: 'absent' }, 'sent', 2],
    ['hidden', { is: 'hidden', why: 'missing_scope' }, 'unknown', 1],
  ])('looks for a post that may have arrived: %s', async (_is, found, state, posts) => {
    const plan = await makePlan(world);
    foundAs(found);
    world.slack.next({ is: 'unknown', why: 'timeout' }, ({ channel }) => channel === 'C1');
    const room = await plan.room('C1');
    await plan.post(room);
    await until(world, async () => (await receipts(world))[0]?.state === state);
    await world.delivery.settle();
    expect(world.slack.calls.filter(({ channel }) => channel === 'C1')).toHaveLength(posts);
    const ofRoom = (await cards()).filter(({ roomId }) => roomId === room);
    expect(ofRoom).toHaveLength(state === 'sent' ? 1 : 0);
    expect(world.slack.shown('direct-U1')).toHaveLength(state === 'sent' ? 0 : 1);
  });

  it('asks again where it cannot be told now whether a post arrived, and then says so', async () => {
    const plan = await makePlan(world);
    foundAs({ is: 'later', why: 'busy' });
    const at = { workspaceId: plan.workspaceId, id: v7(), roomId: await plan.room('C1') };
    const earlier = {
      state: 'planned',
      attempts: maxAttempts - 2,
      seeksFrom: '2020-01-01T00:00:00Z',
    } as const;
    await world.database.db
      .insert(receiptTable)
      .values({ ...at, ...earlier, kind: 'news', body: note('one') });
    await plan.tell({ news: [{ id: v7(), card: note('two') }] });
    await until(world, async () => (await receipts(world))[0]?.state === 'unknown');
    await until(world, () => world.slack.shown('C1').join() === 'two');
  });

  it('sends the card of a post again that did not arrive', async () => {
    const plan = await makePlan(world);
    world.slack.next({ is: 'rejected', why: 'invalid_blocks' }, ({ channel }) => channel === 'C1');
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    const [failed] = await world.database.db.select().from(receiptTable);
    await world.database.db.transaction(async (tx) => {
      await enterWorkspace(tx, plan.workspaceId);
      const rooms = await save(tx, {
        workspaceId: plan.workspaceId,
        ...{ changes: [], activity: [], request: { is: 'again', receiptId: failed?.id ?? '' } },
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

  it('survives a messenger that throws and one that never answers', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    world.slack.next(() => Promise.reject(new Error('a defect')));
    world.slack.next(() => new Promise(() => {}));
    await plan.post(room);
    await plan.post(room);
    await plan.post(room, 'project');
    await world.delivery.settle();
    const ends = (await receipts(world)).map(({ state }) => state);
    expect(ends.slice(0, 3)).toEqual(['unknown', 'unknown', 'sent']);
  });
});
