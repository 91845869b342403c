import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { note } from '../../cards/model.ts';
import { card as cardTable, receipt as receiptTable } from '../../db/schema/delivery.ts';
import { maxAttempts } from '../../src/delivery/failures/back-off.ts';
import type { FindResult } from '../../src/ports/messenger.ts';
import { serverEngine } from '../support/database/database.ts';
import { clearWorld, makePlan, openWorld, receipts, until, type World } from './world.ts';

describe.each(serverEngine)('when a platform fails, on %s', (engine) => {
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
      workspaceId: plan.workspaceId,
      id: v7(),
      roomId: await plan.room('C2'),
      kind: 'news',
      body: note('one'),
      state: 'planned',
      attempts: maxAttempts - 1,
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

  it('survives a messenger that throws and one that never answers', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    // the owner's notice of the first one goes elsewhere, perhaps before the second is sent
    const intoRoom = ({ channel }: { channel: string }) => channel === 'C1';
    world.slack.next(() => Promise.reject(new Error('a defect')), intoRoom);
    world.slack.next(() => new Promise(() => {}), intoRoom);
    await plan.post(room);
    await plan.post(room);
    await plan.post(room, 'project');
    await world.delivery.settle();
    const ends = (await receipts(world)).map(({ state }) => state);
    expect(ends.slice(0, 3)).toEqual(['unknown', 'unknown', 'sent']);
  });
});
