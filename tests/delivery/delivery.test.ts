import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { note } from '../../cards/model.ts';
import type { Subject } from '../../db/queries/delivery/plan.ts';
import { card as cardTable } from '../../db/schema/delivery.ts';
import { milestone as milestoneTable } from '../../db/schema/plan.ts';
import { engines } from '../support/database/database.ts';
import { clearWorld, makePlan, milestoneRow, openWorld, receipts, type World } from './world.ts';

describe.each(engines)('telling rooms on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterEach(() => clearWorld(world));
  afterAll(() => world.close());

  it('posts a card and keeps it current', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await plan.progress(60);
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toEqual(['Beta 1\n60%']);
    expect(world.slack.calls.map(({ what }) => what)).toEqual(['post', 'edit']);
  });

  it('keeps the cards of both platforms current', async () => {
    const plan = await makePlan(world);
    const rooms = [await plan.room('C1'), await plan.room('19:a', { platform: 'teams', tenant: 'T1' })];
    for (const room of rooms) await plan.post(room);
    await plan.progress(30);
    await world.delivery.settle();
    expect([...world.slack.shown('C1'), ...world.teams.shown('19:a')]).toEqual([
      'Beta 1\n30%',
      'Beta 1\n30%',
    ]);
  });

  it('tells a room its posts and news in the order they were planned', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    await plan.tell({ news: [{ id: v7(), card: note('one') }] });
    await plan.post(room);
    await plan.tell({ news: ['two', 'three'].map((line) => ({ id: v7(), card: note(line) })) });
    await world.delivery.settle();
    expect(world.slack.calls.map(({ text }) => text)).toEqual(['one', 'Beta 1\n0%', 'two', 'three']);
    expect(world.slack.calls.every(({ abreast }) => abreast === 1)).toBe(true);
  });

  it('plans the same news once', async () => {
    const plan = await makePlan(world);
    await plan.room('C1');
    const news = [{ id: v7(), card: note('approved') }];
    await plan.tell({ news });
    await plan.tell({ news });
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toEqual(['approved']);
  });

  it('refreshes the cards of the project and of every milestone above the one that changed', async () => {
    const plan = await makePlan(world);
    const [middle, leaf, other] = [v7(), v7(), v7()];
    await world.database.db
      .insert(milestoneTable)
      .values([
        { ...milestoneRow(plan, middle, 2), parentId: plan.milestoneId },
        { ...milestoneRow(plan, leaf, 3), parentId: middle },
        milestoneRow(plan, other, 4),
      ]);
    const room = await plan.room('C1');
    const shown: Subject[] = [
      { kind: 'project', id: plan.projectId },
      ...[plan.milestoneId, middle, leaf, other].map((id) => ({ kind: 'milestone' as const, id })),
    ];
    await plan.tell({ posts: shown.map((shows) => ({ cardId: v7(), roomId: room, shows })) });
    await world.delivery.settle();
    await plan.tell({ milestoneIds: [leaf] });
    await world.delivery.settle();
    const edits = (await receipts(world)).filter(({ kind }) => kind === 'edit');
    expect(edits).toHaveLength(4);
  });

  it('posts into a room that the same statement makes', async () => {
    const plan = await makePlan(world);
    const [roomId, cardId] = [v7(), v7()];
    const told = await plan.tell(
      { posts: [{ cardId, roomId, shows: { kind: 'project', id: plan.projectId } }] },
      sql`insert into room (workspace_id, id, project_id, platform, tenant, channel, kind)
        values (milepost_tenant(), ${roomId}::uuid, ${plan.projectId}::uuid, 'slack', 'T1', 'C9', 'channel')`,
    );
    await world.delivery.settle();
    expect(told).toEqual([roomId]);
    expect(world.slack.shown('C9')).toEqual(['Apollo\nversion 1']);
  });

  it('tells a room that the same statement changes', async () => {
    const plan = await makePlan(world);
    const room = await plan.room('C1');
    await plan.post(room);
    await world.delivery.settle();
    await plan.tell(
      { milestoneIds: [plan.milestoneId], news: [{ id: v7(), card: note('renamed') }] },
      sql`update room set name = 'new' where id = ${room}::uuid`,
      sql`update milestone set percent = 5 where id = ${plan.milestoneId}::uuid`,
    );
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toEqual(['Beta 1\n5%', 'renamed']);
  });

  it('sends no edit that would change nothing', async () => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await plan.tell({ milestoneIds: [plan.milestoneId] });
    await world.delivery.settle();
    expect(world.slack.calls).toHaveLength(1);
    expect((await receipts(world)).at(-1)).toMatchObject({ state: 'skipped', why: 'nothing changed' });
  });

  it('skips a card whose subject is gone, and forgets it', async () => {
    const plan = await makePlan(world);
    const roomId = await plan.room('C1');
    await plan.tell({ posts: [{ cardId: v7(), roomId, shows: { kind: 'milestone', id: v7() } }] });
    await world.delivery.settle();
    expect(world.slack.calls).toEqual([]);
    expect(await receipts(world)).toMatchObject([
      { state: 'skipped', why: 'what it showed no longer exists' },
    ]);
    expect(await world.database.db.select().from(cardTable)).toEqual([]);
  });

  it('plans nothing for a command that rolls back', async () => {
    const plan = await makePlan(world);
    const roomId = await plan.room('C1');
    const failing = plan.tell(
      { posts: [{ cardId: v7(), roomId, shows: { kind: 'project', id: plan.projectId } }] },
      sql`insert into milestone select * from milestone`,
    );
    await expect(failing).rejects.toThrow();
    await world.delivery.settle();
    expect(world.slack.calls).toEqual([]);
    expect(await receipts(world)).toEqual([]);
  });
});
