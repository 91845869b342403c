import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { card as cardTable } from '../../db/schema/delivery.ts';
import { contingency as contingencyTable, decision as decisionTable } from '../../db/schema/launch.ts';
import { newContingency } from '../../src/domain/launch/contingency.ts';
import { newDecision } from '../../src/domain/launch/decision-point.ts';
import { serverEngine } from '../support/database/database.ts';
import { type Hours, openHours, planIn, slots } from './hours.ts';

let hours: Hours;
const db = () => hours.world.database.db;

describe.each(serverEngine)('decisions and contingencies, on %s', (engine) => {
  beforeAll(async () => {
    hours = await openHours(engine);
  });
  afterEach(() => hours.clear());
  afterAll(() => hours.close());

  /** A project in two rooms with one of each for a day. */
  async function planned(on: string, zone = 'UTC') {
    const plan = await planIn(hours, zone);
    const { workspaceId, projectId, ownerId } = plan;
    const rooms = [await plan.room('C1'), await plan.room('C2')];
    const of = () => ({ id: v7(), projectId, number: 1, on, createdById: ownerId });
    const decision = newDecision({ ...of(), question: 'Go?' });
    const contingency = newContingency({ ...of(), when: 'no open blockers', action: 'drop p3' });
    await db()
      .insert(decisionTable)
      .values({ ...decision, workspaceId });
    await db()
      .insert(contingencyTable)
      .values({ ...contingency, workspaceId });
    return { ...plan, rooms, decision, contingency };
  }
  const sent = async () =>
    (await slots(hours)).map(({ kind, slot, target, state }) => [kind, slot, target, state]);

  it('come on their day at nine in the project’s zone, once a room, and are live cards from then on', async () => {
    const { rooms, decision, contingency } = await planned('2026-12-09', 'America/New_York');
    for (const now of ['07T08:00', '09T13:59', '09T14:00', '09T14:01', '10T14:00'])
      await hours.at(`2026-12-${now}:00Z`);
    const slot = '2026-12-09T14:00:00.000Z';
    const [first, second] = rooms.toSorted();
    expect((await sent()).toSorted()).toEqual(
      [
        ['contingency', slot, `${contingency.id}/${first}`, 'sent'],
        ['contingency', slot, `${contingency.id}/${second}`, 'sent'],
        ['decision', slot, `${decision.id}/${first}`, 'sent'],
        ['decision', slot, `${decision.id}/${second}`, 'sent'],
      ].toSorted(),
    );
    const cards = await db().select().from(cardTable);
    expect(cards.map(({ subjectKind, subjectId }) => `${subjectKind} ${subjectId}`).sort()).toEqual(
      [contingency, contingency, decision, decision].map(
        ({ id }, nth) => `${nth < 2 ? 'contingency' : 'decision'} ${id}`,
      ),
    );
    expect(cards.every(({ messageId }) => messageId !== null)).toBe(true);
  });

  it('do not come where they were decided before, nor on a day that was past when they were planned', async () => {
    const { decision, contingency } = await planned('2026-12-09');
    await hours.at('2026-12-07T08:00:00Z');
    await db().update(decisionTable).set({ outcome: 'go' }).where(eq(decisionTable.id, decision.id));
    await db()
      .update(contingencyTable)
      .set({ on: '2026-12-01', checkAt: null })
      .where(eq(contingencyTable.id, contingency.id));
    for (const now of ['07T08:01', '09T09:00', '09T09:01']) await hours.at(`2026-12-${now}:00Z`);
    expect(await sent()).toEqual([]);
  });

  it('come again where they were put off, and late where the service was down', async () => {
    const { decision } = await planned('2026-12-09');
    for (const now of ['07T08:00', '11T12:00']) await hours.at(`2026-12-${now}:00Z`);
    expect(new Set((await sent()).map(([, slot]) => slot))).toEqual(new Set(['2026-12-09T09:00:00.000Z']));
    await db()
      .update(decisionTable)
      .set({ on: '2026-12-14', askAt: null })
      .where(eq(decisionTable.id, decision.id));
    for (const now of ['11T12:01', '14T09:00']) await hours.at(`2026-12-${now}:00Z`);
    expect((await sent()).filter(([kind]) => kind === 'decision').map(([, slot]) => slot)).toEqual([
      '2026-12-09T09:00:00.000Z',
      '2026-12-09T09:00:00.000Z',
      '2026-12-14T09:00:00.000Z',
      '2026-12-14T09:00:00.000Z',
    ]);
  });

  it('come once, however many replicas tick at once', async () => {
    await planned('2026-12-09');
    const others = [hours.another(), hours.another()];
    await hours.at('2026-12-07T08:00:00Z');
    await Promise.all([hours.tick('2026-12-09T09:00:00Z'), ...others.map((one) => one.tick())]);
    await hours.world.delivery.settle();
    expect(await sent()).toHaveLength(4);
    expect(await db().select().from(cardTable)).toHaveLength(4);
    for (const one of others) await one.stop();
  });
});
