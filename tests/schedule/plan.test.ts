import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installation as installationTable } from '../../db/schema/directory.ts';
import { identity as identityTable, person as personTable } from '../../db/schema/people.ts';
import { milestone as milestoneTable } from '../../db/schema/plan.ts';
import { project as projectTable, room as roomTable } from '../../db/schema/project.ts';
import { snooze as snoozeTable } from '../../db/schema/rhythm.ts';
import { milestoneRow } from '../delivery/world.ts';
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

  it('tells people what is theirs at nine where they are, in a chat that it opens', async () => {
    const plan = await planIn(hours, 'America/New_York');
    const ben = await worker(hours, plan, 'Ben', { zone: 'Asia/Kolkata', digest: atNine });
    await worker(hours, plan, 'Zoe', { digest: atNine });
    await hours.at('2026-12-07T00:00:00Z');
    await hours.at('2026-12-07T03:30:00Z');
    expect(hours.world.slack.calls.map(({ what, channel }) => [what, channel])).toEqual([
      ['open', 'direct-UBEN'],
      ['post', 'direct-UBEN'],
    ]);
    await hours.at('2026-12-07T14:00:00Z');
    expect(await slots(hours)).toMatchObject([
      { kind: 'personal', target: ben, slot: '2026-12-07T03:30:00.000Z', state: 'sent' },
      { kind: 'personal', slot: '2026-12-07T14:00:00.000Z', state: 'sent' },
    ]);
    await hours.at('2026-12-08T03:30:00Z');
    expect(hours.world.slack.shown('direct-UBEN')).toHaveLength(2);
  });

  it('tells them where they want it, else where they were seen last', async () => {
    const plan = await planIn(hours);
    const ben = await worker(hours, plan, 'Ben', { digest: atNine });
    const at = { workspaceId: plan.workspaceId, personId: ben, tenant: 'T1' };
    const seen = '2026-12-01T00:00:00Z';
    await db()
      .insert(identityTable)
      .values({ ...at, id: v7(), platform: 'teams', user: '29:ben', profiledAt: seen });
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    await db().update(personTable).set({ via: 'slack' }).where(eq(personTable.id, ben));
    await hours.at('2026-12-08T09:00:00Z');
    expect(hours.world.teams.shown('direct-29:ben')).toHaveLength(1);
    expect(hours.world.slack.shown('direct-UBEN')).toHaveLength(1);
  });

  it('writes to the mailbox of whoever wants that', async () => {
    const plan = await planIn(hours);
    await worker(hours, plan, 'Ben', { digest: atNine, via: 'email', email: 'ben@example.com' });
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    const { platform, channel, kind } = roomTable;
    expect(await db().select({ platform, channel, kind }).from(roomTable)).toEqual([
      { platform: 'email', channel: 'ben@example.com', kind: 'direct' },
    ]);
    expect(await slots(hours)).toMatchObject([{ kind: 'personal', state: 'planned' }]);
  });

  it('says on the receipt that nobody could be reached', async () => {
    const plan = await planIn(hours);
    const ben = await worker(hours, plan, 'Ben', { digest: atNine });
    await db().delete(identityTable).where(eq(identityTable.personId, ben));
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    expect(await slots(hours)).toMatchObject([
      { target: ben, state: 'skipped', why: 'they have no chat that Milepost is connected to' },
    ]);
  });

  it('says nothing to those who have nothing open anywhere', async () => {
    const plan = await planIn(hours, 'UTC', { status: 'done' });
    await db().update(personTable).set({ digest: atNine });
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    expect(await slots(hours)).toEqual([]);
    await db()
      .update(milestoneTable)
      .set({ status: 'upcoming' })
      .where(eq(milestoneTable.id, plan.milestoneId));
    await hours.at('2026-12-08T09:00:00Z');
    expect(await slots(hours)).toHaveLength(1);
  });

  it('rests on days that are free in all of somebody’s projects', async () => {
    const plan = await planIn(hours);
    const { workspaceId, ownerId: assigneeId } = plan;
    const [apollo] = await db()
      .update(projectTable)
      .set({ holidays: ['2026-12-08', '2026-12-09'] })
      .returning();
    if (!apollo) throw new Error('no project');
    const zeus = { ...apollo, id: v7(), name: 'Zeus', holidays: ['2026-12-08', '2026-12-10'] };
    await db().insert(projectTable).values(zeus);
    const ids = { workspaceId, projectId: zeus.id, milestoneId: v7() };
    await db()
      .insert(milestoneTable)
      .values({ ...milestoneRow(ids, ids.milestoneId, 1), assigneeId });
    await db().update(personTable).set({ digest: atNine });
    for (const day of ['07', '08', '09', '10', '11']) {
      await hours.at(`2026-12-${day}T08:00:00Z`);
      await hours.at(`2026-12-${day}T09:00:00Z`);
    }
    expect((await slots(hours)).map(({ slot }) => slot?.slice(8, 10))).toEqual(['07', '09', '10', '11']);
  });

  it('asks each of those who have begun something, once a slot', async () => {
    const plan = await planIn(hours, 'UTC', { status: 'upcoming' });
    const [ben, zoe] = [await worker(hours, plan, 'Ben'), await worker(hours, plan, 'Zoe')];
    const done = await worker(hours, plan, 'Cy');
    await db().update(milestoneTable).set({ status: 'done' }).where(eq(milestoneTable.assigneeId, done));
    await db()
      .update(projectTable)
      .set({ asks: { days: [5], at: '10:00' } });
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-11T10:00:00Z');
    await hours.at('2026-12-11T10:01:00Z');
    const slot = '2026-12-11T10:00:00.000Z';
    expect(await slots(hours)).toHaveLength(2);
    expect(await slots(hours)).toEqual(
      expect.arrayContaining(
        [ben, zoe].map((person) => ({
          ...{ kind: 'ask', target: `${plan.projectId}/${person}`, slot, state: 'sent', why: null },
        })),
      ),
    );
  });

  it('asks nobody where nothing has begun, or all waits for a decision', async () => {
    await planIn(hours, 'UTC', { submittedAt: '2026-12-01T00:00:00Z' });
    await db().update(projectTable).set({ asks: atNine });
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    expect(await slots(hours)).toEqual([]);
  });

  it('wakes whoever snoozed for an hour, once, and leaves a snooze until tomorrow to the next digest', async () => {
    const plan = await planIn(hours);
    const { workspaceId, projectId, milestoneId } = plan;
    const [one, other] = [await worker(hours, plan, 'Ben'), await worker(hours, plan, 'Zoe')];
    const until = '2026-12-07T09:37:12.345Z';
    const snooze = (personId: string, wakes: boolean) => ({
      ...{ workspaceId, id: v7(), projectId, milestoneId, personId, until, wakes },
    });
    const woken = snooze(one, true);
    await db()
      .insert(snoozeTable)
      .values([woken, snooze(other, false)]);
    await hours.at('2026-12-07T09:37:00Z');
    expect(await slots(hours)).toEqual([]);
    await hours.at('2026-12-07T09:38:00Z');
    await hours.at('2026-12-07T09:39:00Z');
    expect(await slots(hours)).toEqual([
      { kind: 'again', target: woken.id, slot: until, state: 'sent', why: null },
    ]);
  });

  it('keeps quiet hours, whatever the kind, and tells one message when they end', async () => {
    const plan = await planIn(hours);
    const quiet = { from: '18:00', to: '10:00' };
    await worker(hours, plan, 'Ben', { quiet, digest: atNine });
    await db().update(projectTable).set({ asks: atNine });
    await db()
      .update(milestoneTable)
      .set({ assigneeId: null })
      .where(eq(milestoneTable.id, plan.milestoneId));
    await hours.at('2026-12-07T08:00:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    expect((await slots(hours)).map(({ kind, state }) => [kind, state])).toEqual([
      ['ask', 'planned'],
      ['personal', 'planned'],
    ]);
    expect(hours.world.slack.calls).toEqual([]);
    await hours.at('2026-12-07T10:00:00Z');
    expect((await slots(hours)).map(({ kind, state, slot }) => [kind, state, slot])).toEqual([
      ['ask', 'sent', '2026-12-07T10:00:00.000Z'],
      ['personal', 'sent', '2026-12-07T10:00:00.000Z'],
    ]);
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
