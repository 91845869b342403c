import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { renderText } from '../../cards/render/text.ts';
import { survey as surveyTable } from '../../db/schema/customer.ts';
import { milestone as milestoneTable } from '../../db/schema/plan.ts';
import { project as projectTable, room as roomTable } from '../../db/schema/project.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import { surveys } from '../../src/schedule/kinds/surveys.ts';
import { milestoneRow } from '../delivery/world.ts';
import { serverEngine } from '../support/database/database.ts';
import { type Hours, openHours, planIn, slots } from './hours.ts';

let hours: Hours;
const db = () => hours.world.database.db;

describe.each(serverEngine)('the reminder of a survey, on %s', (engine) => {
  beforeAll(async () => {
    hours = await openHours(engine);
  });
  afterEach(() => hours.clear());
  afterAll(() => hours.close());

  /** A delivered project whose customer was asked on Monday 7 December, with a room of each side. */
  async function delivered(zone = 'UTC') {
    const plan = await planIn(hours, zone);
    const { workspaceId, projectId } = plan;
    const [team, customers] = [await plan.room('C1'), await plan.room('C2')];
    await db().update(roomTable).set({ audience: 'customer' }).where(eq(roomTable.id, customers));
    await db().update(projectTable).set({ status: 'delivered' }).where(eq(projectTable.id, projectId));
    const id = v7();
    await db()
      .insert(surveyTable)
      .values({ workspaceId, id, projectId, askedAt: '2026-12-07T15:00:00.000Z' });
    return { id, plan, projectId, workspaceId, team, customers };
  }
  const sent = async () => (await slots(hours)).map(({ slot, target, state }) => [slot, target, state]);
  const days = ['08T09:00', '11T09:00', '14T08:59', '14T09:00', '14T10:00', '15T09:00', '21T09:00'];

  it('comes once, a week later at nine in the project’s zone, to the customer alone', async () => {
    const { id, customers } = await delivered();
    for (const day of days) await hours.at(`2026-12-${day}:00Z`);
    expect(await sent()).toEqual([['2026-12-14T09:00:00.000Z', `${customers}/${id}`, 'sent']]);
  });

  it('does not come once somebody has answered', async () => {
    const { id } = await delivered();
    await hours.at('2026-12-08T09:00:00Z');
    await db()
      .update(surveyTable)
      .set({ score: 4, answeredAt: '2026-12-09T09:00:00.000Z' })
      .where(eq(surveyTable.id, id));
    for (const day of days.slice(2)) await hours.at(`2026-12-${day}:00Z`);
    expect(await sent()).toEqual([]);
  });

  it('comes for a milestone as for the project, each once', async () => {
    const { id, plan, projectId, workspaceId, customers } = await delivered();
    const milestoneId = v7();
    await db()
      .insert(milestoneTable)
      .values(milestoneRow(plan, milestoneId, 2));
    await db().update(milestoneTable).set({ status: 'done' }).where(eq(milestoneTable.id, milestoneId));
    const ofMilestone = v7();
    await db()
      .insert(surveyTable)
      .values({ workspaceId, id: ofMilestone, projectId, milestoneId, askedAt: '2026-12-08T15:00:00.000Z' });
    for (const day of [...days, '22T09:00']) await hours.at(`2026-12-${day}:00Z`);
    expect(await sent()).toEqual([
      ['2026-12-14T09:00:00.000Z', `${customers}/${id}`, 'sent'],
      ['2026-12-15T09:00:00.000Z', `${customers}/${ofMilestone}`, 'sent'],
    ]);
  });

  it('says nothing once it is answered, or where the project is not delivered any more', async () => {
    const { id, projectId, workspaceId } = await delivered();
    const worded = () =>
      db().transaction(async (tx) => {
        await enterWorkspace(tx, workspaceId);
        const message = { ...unsent, projectId, roomId: id, target: id };
        const found = await surveys.words.survey(tx, message, unsent.slot);
        return found.is === 'card' ? renderText(found.card) : found.why;
      });
    expect(await worded()).toContain('From 1 (bad) to 5 (very good), how was it?');
    await db().update(surveyTable).set({ score: 4 }).where(eq(surveyTable.id, id));
    expect(await worded()).toBe('it is answered');
    await db().update(surveyTable).set({ score: null }).where(eq(surveyTable.id, id));
    await db().update(projectTable).set({ status: 'active' }).where(eq(projectTable.id, projectId));
    expect(await worded()).toBe('the project has open work again');
  });
});

const unsent = {
  kind: 'survey',
  slot: '2026-12-14T09:00:00.000Z',
  personId: null,
  milestoneId: null,
} as const;
