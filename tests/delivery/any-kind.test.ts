import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { save } from '../../db/queries/save/save.ts';
import { card as cardTable, receipt as receiptTable } from '../../db/schema/delivery.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import { makePlan, openWorld, type Plan, type World } from './world.ts';

/*
 * A kind of live card that nothing but the registry would know: the database and the delivery keep it
 * as they keep any other, so that a new kind touches neither.
 */
describe('a live card of a kind that neither the database nor the delivery names', () => {
  let world: World;
  let plan: Plan;
  let room: string;
  const id = v7();
  const at = { platform: 'slack', tenant: 'T1', channel: 'C1', kind: 'channel' } as const;
  const post = () => plan.tell({ posts: [{ cardId: v7(), roomId: room, shows: { kind: 'forecast', id } }] });
  const shown = async () => {
    await world.delivery.settle();
    return world.slack.shown('C1');
  };
  const cards = () => world.database.db.select().from(cardTable);
  const saved = async (what: Partial<Parameters<typeof save>[1]>) => {
    const { workspaceId } = plan;
    await world.database.db.transaction(async (tx) => {
      await enterWorkspace(tx, workspaceId);
      const { rooms } = await save(tx, { workspaceId, changes: [], activity: [], ...what });
      await world.delivery.enqueue(tx, workspaceId, rooms);
    });
    world.delivery.nudge();
  };

  beforeAll(async () => {
    world = await openWorld('postgresql');
    plan = await makePlan(world);
    room = await plan.room('C1');
  });
  afterAll(() => world.close());

  it('is posted again where that failed', async () => {
    world.slack.next({ is: 'rejected', why: 'too large' }, ({ what }) => what === 'post');
    await post();
    expect(await shown()).toEqual([]);
    expect(await cards()).toEqual([]);
    const [failed] = await world.database.db
      .select()
      .from(receiptTable)
      .where(eq(receiptTable.state, 'failed'));
    await saved({ request: { is: 'again', receiptId: failed?.id ?? '' } });
    expect(await shown()).toEqual([`forecast ${id}\n0% in all`]);
  });

  it('is redrawn after any change of the project', async () => {
    await plan.progress(40);
    expect(await shown()).toEqual([`forecast ${id}\n40% in all`]);
  });

  it('comes back with its room', async () => {
    await world.delivery.onRoomNews({ is: 'lost', room: at, why: 'the channel was archived' });
    expect(await cards()).toEqual([]);
    await plan.progress(50);
    expect(await shown()).toEqual([`forecast ${id}\n40% in all`]);
    await world.delivery.onRoomNews({ is: 'returned', room: at });
    expect((await shown())[0]).toBe(`forecast ${id}\n50% in all`);
    expect(await cards()).toMatchObject([{ subjectKind: 'forecast', subjectId: id }]);
  });

  it('is drawn for the last time when its room is unlinked, and forgotten', async () => {
    await saved({
      changes: [{ alter: 'room', id: room, set: { projectId: null } }],
      fanOut: { projectId: plan.projectId, milestoneIds: [], everything: true, posts: [], news: [] },
    });
    expect((await shown())[0]).toBe(`forecast ${id}\n50% in all, closed`);
    expect(await cards()).toEqual([]);
  });
});
