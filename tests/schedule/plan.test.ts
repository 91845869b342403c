import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installation as installationTable } from '../../db/schema/directory.ts';
import { person as personTable } from '../../db/schema/people.ts';
import { project as projectTable, room as roomTable } from '../../db/schema/project.ts';
import { engines } from '../support/database/database.ts';
import { atNine, digestRoom, type Hours, openHours, planIn, slots, worker } from './hours.ts';

let hours: Hours;
afterEach(() => hours.clear());
const db = () => hours.world.database.db;

describe.each(engines)('the minute tick, on %s', (engine) => {
  beforeAll(async () => {
    hours = await openHours(engine);
  });
  afterAll(() => hours.close());

  it('plans a digest at first, sends it at its moment, and once', async () => {
    const plan = await planIn(hours);
    const target = await digestRoom(hours, plan, 'C1');
    await hours.at('2026-12-07T08:00:00Z');
    expect(await slots(hours)).toEqual([]);
    await hours.at('2026-12-07T08:59:59Z');
    expect(await slots(hours)).toEqual([]);
    for (const now of ['09:00:00', '09:00:30', '09:01:00', '23:00:00']) await hours.at(`2026-12-07T${now}Z`);
    expect(await slots(hours)).toEqual([
      { kind: 'digest', target, slot: '2026-12-07T09:00:00.000Z', state: 'sent', why: null },
    ]);
    expect(hours.world.slack.shown('C1')).toEqual(['digest of 2026-12-07T09:00:00.000Z']);
  });

  it('sends the first one too, when it was asked for just before', async () => {
    const plan = await planIn(hours);
    await hours.at('2026-12-07T08:59:00Z');
    await digestRoom(hours, plan, 'C1');
    await hours.at('2026-12-07T09:00:00Z');
    expect((await slots(hours)).map(({ slot }) => slot)).toEqual(['2026-12-07T09:00:00.000Z']);
  });

  it('sends what was missed once, the latest', async () => {
    const plan = await planIn(hours);
    await digestRoom(hours, plan, 'C1');
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-19T15:00:00Z');
    await hours.at('2026-12-19T15:01:00Z');
    expect((await slots(hours)).map(({ slot }) => slot)).toEqual(['2026-12-18T09:00:00.000Z']);
  });

  it('neither repeats nor waits for ever when the clock jumps back', async () => {
    const plan = await planIn(hours);
    await digestRoom(hours, plan, 'C1');
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    await hours.at('2027-12-06T09:00:00Z');
    await hours.at('2026-12-07T08:30:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    await hours.at('2026-12-08T09:00:00Z');
    expect((await slots(hours)).map(({ slot }) => slot)).toEqual([
      '2026-12-07T09:00:00.000Z',
      '2026-12-08T09:00:00.000Z',
      '2027-12-06T09:00:00.000Z',
    ]);
  });

  it('does not wait for a moment that a wrong clock chose before a restart', async () => {
    const plan = await planIn(hours);
    const id = await digestRoom(hours, plan, 'C1');
    await db().update(roomTable).set({ digestAt: '2036-02-07T09:00:00Z' }).where(eq(roomTable.id, id));
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    expect(await slots(hours)).toHaveLength(1);
  });

  it('plans anew what was changed, and sends no second one within the minute', async () => {
    const plan = await planIn(hours);
    const id = await digestRoom(hours, plan, 'C1');
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    for (const at of ['09:00', '09:01']) {
      await db()
        .update(roomTable)
        .set({ digest: { days: 'working', at }, digestAt: null })
        .where(eq(roomTable.id, id));
      await hours.at('2026-12-07T09:00:20Z');
    }
    expect(await slots(hours)).toHaveLength(1);
    await hours.at('2026-12-07T09:01:00Z');
    expect((await slots(hours)).map(({ slot }) => slot?.slice(11, 16))).toEqual(['09:00', '09:01']);
  });

  it('plans nothing for a room that was taken from its project, and begins anew when it is linked again', async () => {
    const plan = await planIn(hours);
    const id = await digestRoom(hours, plan, 'C1');
    await hours.at('2026-12-07T08:00:00Z');
    const link = (projectId: string | null) =>
      db().update(roomTable).set({ projectId }).where(eq(roomTable.id, id));
    await link(null);
    await hours.at('2026-12-07T09:00:00Z');
    await hours.at('2026-12-14T09:00:00Z');
    await link(plan.projectId);
    await hours.at('2026-12-14T10:00:00Z');
    expect(await slots(hours)).toEqual([]);
    await hours.at('2026-12-15T09:00:00Z');
    expect(await slots(hours)).toMatchObject([{ slot: '2026-12-15T09:00:00.000Z', state: 'sent' }]);
  });

  it('says on the receipt that the organisation is gone, instead of keeping a heap for its return', async () => {
    const plan = await planIn(hours);
    await digestRoom(hours, plan, 'C1');
    await db().update(personTable).set({ digest: atNine });
    await db().update(installationTable).set({ offSince: '2026-12-01T00:00:00Z' });
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    await db().update(installationTable).set({ offSince: null });
    await hours.at('2026-12-07T09:01:00Z');
    const why = expect.stringContaining('not installed');
    expect(await slots(hours)).toMatchObject([
      { kind: 'digest', state: 'skipped', why },
      { kind: 'personal', state: 'skipped', why },
    ]);
    expect(hours.world.slack.calls).toEqual([]);
  });

  it('unlinks a room at its third refusal, plans nothing for it then, and goes on with the others', async () => {
    const plan = await planIn(hours);
    await digestRoom(hours, plan, 'C1');
    await digestRoom(hours, plan, 'C2');
    hours.world.slack.next({ is: 'room_lost', why: 'is_archived' }, ({ channel }) => channel === 'C1', 3);
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    // one that is tried again still says why it failed before
    const isOver = (state: string) => state !== 'planned' && state !== 'sending';
    const ends = async () =>
      (await slots(hours)).map(({ state, why }) => (isOver(state) ? (why ?? state) : state)).sort();
    await expect.poll(ends, { timeout: 10_000 }).toEqual(['is_archived', 'sent']);
    await hours.at('2026-12-08T09:00:00Z');
    const posts = hours.world.slack.calls.filter(({ text }) => text.startsWith('digest'));
    expect(posts.map(({ channel }) => channel).sort()).toEqual(['C1', 'C1', 'C1', 'C2', 'C2']);
    expect(await ends()).toEqual(['is_archived', 'sent', 'sent']);
  });

  it('plans for everybody else where one zone is nonsense', async () => {
    const [bad, good] = [await planIn(hours, 'Mars/Olympus'), await planIn(hours, 'UTC', {}, 'T2')];
    await db().update(projectTable).set({ zone: 'UTC' }).where(eq(projectTable.id, bad.projectId));
    await worker(hours, good, 'Ben', { digest: atNine, zone: 'Mars/Olympus' });
    await digestRoom(hours, good, 'C1');
    await worker(hours, bad, 'Zoe', { digest: atNine });
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    expect((await slots(hours)).map(({ kind, state }) => [kind, state])).toEqual([
      ['digest', 'sent'],
      ['personal', 'sent'],
    ]);
    expect(hours.world.log.join()).toContain('slot computation failed');
  });

  it('plans each slot once when several processes tick at once', async () => {
    const plan = await planIn(hours);
    for (let n = 0; n < 25; n += 1) await digestRoom(hours, plan, `C${n}`);
    await hours.at('2026-12-07T08:00:00Z');
    const others = [hours.another(), hours.another()];
    const first = hours.tick('2026-12-07T09:00:00Z');
    await Promise.all([first, ...others.map((other) => other.tick())]);
    await Promise.all(others.map((other) => other.stop()));
    await hours.world.delivery.settle();
    const planned = await slots(hours);
    expect(planned).toHaveLength(25);
    expect(new Set(planned.map(({ state }) => state))).toEqual(new Set(['sent']));
    expect(hours.world.slack.calls).toHaveLength(25);
  });
});
