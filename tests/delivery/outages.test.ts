import { eq } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installation as installationTable } from '../../db/schema/directory.ts';
import { identity as identityTable } from '../../db/schema/people.ts';
import { startDelivery } from '../../src/delivery/delivery.ts';
import { serverEngine } from '../support/database/database.ts';
import { clearWorld, makePlan, openWorld, receipts, until, type World } from './world.ts';

describe.each(serverEngine)('when an installation takes no messages, on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterEach(() => clearWorld(world));
  afterAll(() => world.close());

  /** The owner has an account in Teams too. */
  const alsoOnTeams = (
    { workspaceId, ownerId: personId }: Awaited<ReturnType<typeof makePlan>>,
    more: { goneAt?: string } = {},
  ) =>
    world.database.db.insert(identityTable).values({
      workspaceId,
      personId,
      ...more,
      id: v7(),
      platform: 'teams',
      tenant: 'T1',
      user: '29:ana',
    });

  it('keeps everything for an installation that refuses, tries it by itself, and sends all when it is back', async () => {
    const plan = await makePlan(world);
    const rooms = [await plan.room('C1'), await plan.room('C2')];
    world.slack.next({ is: 'cut_off', why: 'invalid_auth' }, undefined, 3);
    for (const room of rooms) await plan.post(room);
    await until(world, () => rooms.every((_, nth) => world.slack.shown(`C${nth + 1}`).length === 1));
    await expect
      .poll(() => world.log.join())
      .toMatch(/invalid_auth.*installation paused.*installation recovered/s);
    await world.delivery.settle();
    expect(await installations('slack')).toMatchObject([{ offSince: null, offTries: 0, pausedUntil: null }]);
    expect((await receipts(world)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['sent', 1],
      ['sent', 1],
    ]);
  });

  it('one refusal of many rooms at once counts once', async () => {
    const plan = await makePlan(world);
    world.slack.next({ is: 'cut_off', why: 'token_revoked' }, undefined, 5);
    const rooms = await Promise.all(['C1', 'C2', 'C3', 'C4', 'C5'].map((channel) => plan.room(channel)));
    await Promise.all(rooms.map((room) => plan.post(room)));
    await until(world, () => world.slack.calls.length >= 5);
    await until(world, async () => (await receipts(world)).every(({ state }) => state === 'sent'));
    const lines = world.log.filter((line) => line.includes('installation paused'));
    expect(lines.length).toBeLessThan(5);
  });

  it('tells the administrators of an outage once, on another way in', async () => {
    const plan = await makePlan(world);
    await alsoOnTeams(plan);
    world.slack.next({ is: 'cut_off', why: 'invalid_auth' }, undefined, 5);
    await plan.post(await plan.room('C1'));
    await until(world, () => world.teams.calls.some(({ what }) => what === 'post'));
    const told = world.teams.calls.filter(({ what }) => what === 'post').map(({ text }) => text);
    expect(told.join()).toMatch(/Slack does not accept messages.*invalid_auth.*milepost doctor/s);
    expect(await installations('slack')).toMatchObject([{ offTold: true }]);
    await world.delivery.onRoomNews(joined('C7'));
    await until(world, async () => (await installations('slack'))[0]?.offSince === null);
    await world.delivery.settle();
    expect(world.teams.calls.filter(({ what }) => what === 'post')).toHaveLength(1);
  });

  it('tells nobody at an account that is gone', async () => {
    const plan = await makePlan(world);
    await alsoOnTeams(plan, { goneAt: '2026-12-01T09:00:00Z' });
    world.slack.next({ is: 'cut_off', why: 'invalid_auth' }, undefined, 5);
    await plan.post(await plan.room('C1'));
    await until(world, async () => (await installations('slack'))[0]?.offTold === true);
    expect((await receipts(world)).filter(({ kind }) => kind === 'news')).toEqual([]);
  });

  it('tells nobody of a short outage', async () => {
    const plan = await makePlan(world);
    await alsoOnTeams(plan);
    world.slack.next({ is: 'unreachable', why: 'ECONNREFUSED' }, undefined, 3);
    await plan.post(await plan.room('C1'));
    await until(world, () => world.slack.shown('C1').length === 1);
    await world.delivery.settle();
    expect(world.teams.calls).toEqual([]);
  });

  it.each([
    ['the bot is invited again', () => world.delivery.onRoomNews(joined('C7'))],
    ['a request comes in', async () => world.delivery.onVerifiedRequest({ platform: 'slack', tenant: 'T1' })],
  ])('tries an uninstalled app as soon as %s', async (_name, happens) => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await world.delivery.onRoomNews({
      is: 'uninstalled',
      platform: 'slack',
      tenant: 'T1',
      why: 'uninstalled',
    });
    await restart();
    await world.database.db.update(installationTable).set({ pausedUntil: inAnHour(), pauseMs: 3_600_000 });
    await plan.progress(10);
    await world.delivery.settle();
    expect(world.slack.shown('C1')).toEqual(['Beta 1\n0%']);
    await happens();
    await until(world, () => world.slack.shown('C1')[0] === 'Beta 1\n10%');
  });

  const joined = (channel: string) =>
    ({ is: 'joined', room: { platform: 'slack', tenant: 'T1', channel, kind: 'channel' } }) as const;
  const inAnHour = () => Temporal.Now.instant().add({ hours: 1 }).toString({ fractionalSecondDigits: 3 });
  const installations = (platform: 'slack' | 'teams') =>
    world.database.db.select().from(installationTable).where(eq(installationTable.platform, platform));
  /** A process that starts looks at the outages at once, and every minute from then on. */
  async function restart() {
    await world.delivery.stop();
    world.delivery = await startDelivery(world.settings);
  }
});
