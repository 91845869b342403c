import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemActorId } from '../../db/queries/delivery/room-lost.ts';
import { startDue } from '../../db/queries/schedule/start-due.ts';
import { dependency, milestone } from '../../db/schema/plan.ts';
import { activity as activityTable, project as projectTable } from '../../db/schema/project.ts';
import { policiesOf } from '../../src/domain/project/policies.ts';
import { milestoneRow, type Plan } from '../delivery/world.ts';
import { engines } from '../support/database/database.ts';
import { type Hours, openHours, planIn } from './hours.ts';

let hours: Hours;
afterEach(() => hours.clear());
const db = () => hours.world.database.db;

/** A milestone that triggers on its date, in a project of that zone. */
const timed = (more: Partial<typeof milestone.$inferInsert> = {}, zone = 'UTC') =>
  planIn(hours, zone, { type: 'time', status: 'upcoming', dueDate: '2026-12-10', ...more });

const statusOf = async ({ milestoneId }: Plan) => {
  const found = await db().select().from(milestone).where(eq(milestone.id, milestoneId));
  return found.map(({ status, version }) => [status, version]);
};

describe.each(engines)('a milestone that triggers on its date, on %s', (engine) => {
  beforeAll(async () => {
    hours = await openHours(engine);
  });
  afterAll(() => hours.close());

  it('is started when its day begins where its project is, and Milepost is who did it', async () => {
    const plan = await timed({}, 'Pacific/Apia');
    await hours.at('2026-12-09T10:59:00Z');
    expect(await statusOf(plan)).toEqual([['upcoming', 1]]);
    await hours.at('2026-12-09T11:00:00Z');
    await hours.at('2026-12-09T11:01:00Z');
    expect(await statusOf(plan)).toEqual([['in_progress', 2]]);
    expect(await db().select().from(activityTable)).toMatchObject([
      {
        type: 'started',
        personId: systemActorId,
        platform: null,
        milestoneId: plan.milestoneId,
        ...{
          before: { status: 'upcoming' },
          after: { status: 'in_progress' },
          at: '2026-12-09T11:00:00.000Z',
        },
      },
    ]);
  });

  it('has its cards drawn again, also when it became due in the middle of the day', async () => {
    const plan = await timed({ dueDate: '2026-12-20' });
    await plan.post(await plan.room('C1'));
    await hours.at('2026-12-10T09:00:00Z');
    await db().update(milestone).set({ dueDate: '2026-12-10', percent: 5 });
    await hours.at('2026-12-10T12:00:00Z');
    expect(await statusOf(plan)).toEqual([['in_progress', 2]]);
    expect(hours.world.slack.shown('C1')).toEqual(['Beta 1\n5%']);
  });

  it('is started late when the day was missed', async () => {
    const plan = await timed();
    await hours.at('2026-12-14T00:00:00Z');
    expect(await statusOf(plan)).toEqual([['in_progress', 2]]);
  });

  it('is left alone when it is done, blocked, dropped, triggered by an event, or has no date', async () => {
    const plan = await timed({ status: 'in_progress' });
    const other = async (number: number, more: Partial<typeof milestone.$inferInsert>) =>
      db()
        .insert(milestone)
        .values({ ...milestoneRow(plan, v7(), number), type: 'time', status: 'upcoming', ...more });
    const dueDate = '2026-12-10';
    await other(2, { dueDate, status: 'done' });
    await other(3, { dueDate, status: 'blocked' });
    await other(4, { dueDate, droppedAt: '2026-12-01T00:00:00Z' });
    await other(5, { dueDate, type: 'event' });
    await other(6, {});
    await hours.at('2026-12-11T00:00:00Z');
    expect(await db().select().from(activityTable)).toEqual([]);
    expect((await db().select().from(milestone)).every(({ version }) => version === 1)).toBe(true);
    // nor when another one of the same project is started
    await other(7, { dueDate });
    await hours.at('2026-12-11T00:01:00Z');
    const started = (await db().select().from(milestone)).filter(({ version }) => version > 1);
    expect(started.map(({ number }) => number)).toEqual([7]);
  });

  it('waits while a plan with money is a draft', async () => {
    const plan = await timed();
    await db()
      .update(projectTable)
      .set({ policies: policiesOf('client') });
    await hours.at('2026-12-10T09:00:00Z');
    expect(await statusOf(plan)).toEqual([['upcoming', 1]]);
    await db().update(projectTable).set({ status: 'active' });
    await hours.at('2026-12-10T09:01:00Z');
    expect(await statusOf(plan)).toEqual([['in_progress', 2]]);
  });

  it('waits until what it requires is done or dropped', async () => {
    const plan = await timed();
    const { workspaceId, projectId, milestoneId } = plan;
    const [first, second] = [v7(), v7()];
    for (const [nth, id] of [first, second].entries()) {
      await db()
        .insert(milestone)
        .values(milestoneRow(plan, id, nth + 2));
      await db().insert(dependency).values({ workspaceId, projectId, milestoneId, id: v7(), requiresId: id });
    }
    await hours.at('2026-12-10T09:00:00Z');
    expect(await statusOf(plan)).toEqual([['upcoming', 1]]);
    await db().update(milestone).set({ status: 'done' }).where(eq(milestone.id, first));
    await hours.at('2026-12-10T09:01:00Z');
    expect(await statusOf(plan)).toEqual([['upcoming', 1]]);
    await db().update(milestone).set({ droppedAt: '2026-12-10T09:01:00Z' }).where(eq(milestone.id, second));
    await hours.at('2026-12-10T09:02:00Z');
    expect(await statusOf(plan)).toEqual([['in_progress', 2]]);
  });

  it('is started once, however many replicas do it', async () => {
    const plan = await timed();
    const today = { UTC: '2026-12-10' };
    const at = '2026-12-10T00:00:00.000Z';
    await Promise.all([1, 2, 3].map(() => startDue(db(), today, at, 200)));
    expect(await statusOf(plan)).toEqual([['in_progress', 2]]);
    expect(await db().select().from(activityTable)).toHaveLength(1);
  });
});

describe('a milestone that triggers on its date', () => {
  beforeAll(async () => {
    hours = await openHours('postgresql');
  });
  afterAll(() => hours.close());

  it('is left to whoever is changing its project at that moment', async () => {
    const plan = await timed();
    await db().transaction(async (tx) => {
      await tx.execute(sql`select from project for no key update`);
      await tx.execute(sql`update milestone set status = 'in_progress', version = 2`);
      await hours.tick('2026-12-10T00:00:00Z');
    });
    await hours.at('2026-12-10T00:01:00Z');
    expect(await statusOf(plan)).toEqual([['in_progress', 2]]);
    expect(await db().select().from(activityTable)).toEqual([]);
  });
});
