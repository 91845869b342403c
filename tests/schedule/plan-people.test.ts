import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { invoice as invoiceTable } from '../../db/schema/money.ts';
import { identity as identityTable, person as personTable } from '../../db/schema/people.ts';
import { milestone as milestoneTable } from '../../db/schema/plan.ts';
import { project as projectTable, room as roomTable } from '../../db/schema/project.ts';
import { snooze as snoozeTable } from '../../db/schema/rhythm.ts';
import { policiesOf } from '../../src/domain/project/policies.ts';
import { milestoneRow } from '../delivery/world.ts';
import { sent } from '../support/cards/money.ts';
import { serverEngine } from '../support/database/database.ts';
import { atNine, type Hours, openHours, planIn, slots, worker } from './hours.ts';

let hours: Hours;
afterEach(() => hours.clear());
const db = () => hours.world.database.db;

describe.each(serverEngine)('what the minute tick plans for people, on %s', (engine) => {
  beforeAll(async () => {
    hours = await openHours(engine);
  });
  afterAll(() => hours.close());

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

  it('reminds of an unpaid invoice where all work is done, once a day and after quiet hours', async () => {
    const plan = await planIn(hours, 'UTC', { status: 'done' });
    const { workspaceId, projectId, milestoneId, ownerId } = plan;
    await db()
      .update(personTable)
      .set({ digest: atNine, quiet: { from: '08:00', to: '10:00' } });
    await db()
      .update(projectTable)
      .set({ price: 100_000, currency: 'GBP', policies: policiesOf('client') });
    const {
      settlements: _,
      approvedBy: _by,
      issuedBy: _from,
      ...row
    } = { ...sent, workspaceId, projectId, milestoneId };
    await db()
      .insert(invoiceTable)
      .values({ ...row, id: v7(), issuedById: ownerId, approvedOn: '2026-11-20' });
    await hours.at('2026-12-07T07:00:00Z');
    await hours.at('2026-12-07T09:00:00Z');
    expect(hours.world.slack.calls).toEqual([]);
    await hours.at('2026-12-07T10:00:00Z');
    await hours.at('2026-12-07T10:01:00Z');
    expect(await slots(hours)).toMatchObject([
      { kind: 'personal', target: ownerId, slot: '2026-12-07T10:00:00.000Z' },
    ]);
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
          kind: 'ask',
          target: `${plan.projectId}/${person}`,
          slot,
          state: 'sent',
          why: null,
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
      workspaceId,
      id: v7(),
      projectId,
      milestoneId,
      personId,
      until,
      wakes,
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
});
