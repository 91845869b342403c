import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { note } from '../../cards/model.ts';
import { nobody } from '../../db/queries/delivery-lost.ts';
import * as tables from '../../db/schema/tables.ts';
import { maxAttempts } from '../../src/delivery/back-off.ts';
import { engines } from '../support/database.ts';
import { clearWorld, makePlan, openWorld, receipts, until, type World } from './world.ts';

describe.each(engines)('when a platform fails, on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterEach(() => clearWorld(world));
  afterAll(() => world.close());

  const cards = () => world.database.db.select().from(tables.card);

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
    await world.database.db.insert(tables.receipt).values({
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
    expect(world.slack.calls).toHaveLength(1);
    expect(await receipts(world)).toMatchObject([{ state: 'unknown', why: 'timeout' }]);
    expect(await cards()).toEqual([]);
  });

  it('repeats an edit whose outcome is unknown, even back to what was shown before it', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    // the edit arrives, its answer does not
    world.slack.next(async () => ({ is: 'unknown', why: 'timeout' }));
    await plan.progress(50);
    await until(world, () => world.slack.calls.length === 2);
    await plan.progress(0);
    await until(world, () => world.slack.calls.length === 3);
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
    expect(await receipts(world)).toMatchObject([{ state: 'failed', why: 'invalid_blocks' }]);
    expect(world.log.join()).toContain('invalid_blocks');
    expect(world.log.join()).not.toContain('Beta');
  });

  it('a lost room leaves its project, and the owner is told in their own chat', async () => {
    const plan = await makePlan(world);
    const [lost, other] = [await plan.room('C1'), await plan.room('C2')];
    await plan.post(lost);
    await plan.post(other);
    await world.delivery.settle();
    world.slack.next({ is: 'room_lost', why: 'is_archived' }, ({ channel }) => channel === 'C1');
    await plan.progress(80, 'eighty');
    await world.delivery.settle();
    expect(world.slack.shown('C2')).toEqual(['Beta 1\n80%', 'eighty']);
    expect(world.slack.shown('direct-U1').join()).toMatch(/Apollo left #C1.*is_archived/s);
    const rooms = await world.database.db.select().from(tables.room).where(eq(tables.room.id, lost));
    expect(rooms).toMatchObject([{ projectId: null }]);
    expect((await cards()).map(({ roomId }) => roomId)).toEqual([other]);
    expect(await world.database.db.select().from(tables.roomAddress)).toHaveLength(1);
    expect(await world.database.db.select().from(tables.activity)).toMatchObject([
      { type: 'room_unlinked', roomId: lost, personId: nobody, note: 'is_archived' },
    ]);
  });

  it('opens the chat with a person once', async () => {
    const plan = await makePlan(world);
    world.slack.next({ is: 'room_lost', why: 'gone' }, ({ channel }) => channel.startsWith('C'), 2);
    for (const channel of ['C1', 'C2']) {
      await plan.post(await plan.room(channel));
      await world.delivery.settle();
    }
    expect(world.slack.shown('direct-U1')).toHaveLength(2);
    expect(world.slack.calls.filter(({ what }) => what === 'open')).toHaveLength(1);
  });

  it('keeps everything for an installation that was cut off, and sends it when it is back', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    world.slack.next({ is: 'cut_off', why: 'token_revoked' });
    await plan.post(room);
    await plan.post(room, 'project');
    await world.delivery.settle();
    expect(world.slack.calls).toHaveLength(1);
    expect((await receipts(world)).map(({ state }) => state)).toEqual(['planned', 'planned']);
    expect(world.log.filter((line) => line.includes('token_revoked'))).toHaveLength(1);
    await world.delivery.hear({
      is: 'joined',
      room: { platform: 'slack', tenant: 'T1', channel: 'C7', kind: 'channel' },
    });
    await until(world, () => world.slack.shown('C1').length === 2);
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
    expect((await receipts(world)).map(({ state }) => state)).toEqual(['unknown', 'unknown', 'sent']);
  });
});
