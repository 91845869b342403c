import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { metric as metricTable } from '../../db/schema/launch.ts';
import { project as projectTable, room as roomTable } from '../../db/schema/project.ts';
import { newMetric } from '../../src/domain/launch/metric.ts';
import { serverEngine } from '../support/database/database.ts';
import { type Hours, openHours, planIn, slots } from './hours.ts';

let hours: Hours;
const db = () => hours.world.database.db;

describe.each(serverEngine)('the checkpoints of metrics, on %s', (engine) => {
  beforeAll(async () => {
    hours = await openHours(engine);
  });
  afterEach(() => hours.clear());
  afterAll(() => hours.close());

  /** A project with two metrics of a day, in a zone, and its rooms. */
  async function measured(checkpoint: string, zone = 'UTC') {
    const plan = await planIn(hours, zone);
    const { workspaceId, projectId } = plan;
    const rooms = [await plan.room('C1'), await plan.room('C2')];
    const metrics = [1, 2].map((number) =>
      newMetric({ id: v7(), projectId, number, name: `m${number}`, checkpoint }),
    );
    await db()
      .insert(metricTable)
      .values(metrics.map((row) => ({ ...row, workspaceId })));
    return { ...plan, rooms, ids: metrics.map(({ id }) => id) };
  }
  const sent = async () => (await slots(hours)).map(({ slot, target, state }) => [slot, target, state]);

  it('are told on their day at nine, once a room', async () => {
    const { rooms } = await measured('2026-12-09', 'America/New_York');
    for (const now of ['07T08:00', '09T13:59', '09T14:00', '09T14:01', '10T14:00'])
      await hours.at(`2026-12-${now}:00Z`);
    const slot = '2026-12-09T14:00:00.000Z';
    expect(await sent()).toEqual(rooms.toSorted().map((room) => [slot, `${room}/2026-12-09`, 'sent']));
  });

  it('are not told in the customer’s room', async () => {
    const { rooms } = await measured('2026-12-09');
    await db()
      .update(roomTable)
      .set({ audience: 'customer' })
      .where(eq(roomTable.id, rooms[0] ?? ''));
    for (const now of ['07T08:00', '09T09:00']) await hours.at(`2026-12-${now}:00Z`);
    expect(await sent()).toEqual([['2026-12-09T09:00:00.000Z', `${rooms[1]}/2026-12-09`, 'sent']]);
  });

  it('wait for the next working day where theirs is a holiday, and come late where the service was down', async () => {
    const { projectId } = await measured('2026-12-11');
    await db()
      .update(projectTable)
      .set({ holidays: ['2026-12-11'] })
      .where(eq(projectTable.id, projectId));
    for (const now of ['07T08:00', '11T09:00', '14T12:00']) await hours.at(`2026-12-${now}:00Z`);
    expect((await sent()).map(([slot]) => slot)).toEqual([
      '2026-12-14T09:00:00.000Z',
      '2026-12-14T09:00:00.000Z',
    ]);
  });

  it('are told again when they are moved, and never of a day that was past before', async () => {
    const { ids } = await measured('2026-12-08');
    for (const now of ['07T08:00', '08T09:00']) await hours.at(`2026-12-${now}:00Z`);
    expect(await sent()).toHaveLength(2);
    for (const [day, at] of [
      ['2026-12-10', '10T09:00'],
      ['2026-12-01', '11T09:00'],
    ] as const) {
      await db()
        .update(metricTable)
        .set({ checkpoint: day, checkpointAt: null })
        .where(eq(metricTable.id, ids[0] ?? ''));
      await hours.at(`2026-12-${at.slice(0, 3)}00:00:00Z`);
      await hours.at(`2026-12-${at}:00Z`);
    }
    expect(new Set((await sent()).map(([slot]) => slot))).toEqual(
      new Set(['2026-12-08T09:00:00.000Z', '2026-12-10T09:00:00.000Z']),
    );
  });

  it('are told once, however many replicas tick at once', async () => {
    await measured('2026-12-09');
    const others = [hours.another(), hours.another()];
    await hours.at('2026-12-07T08:00:00Z');
    await Promise.all([hours.tick('2026-12-09T09:00:00Z'), ...others.map((one) => one.tick())]);
    await hours.world.delivery.settle();
    expect(await sent()).toHaveLength(2);
    for (const one of others) await one.stop();
  });
});
