import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoomKey } from '../../db/queries/delivery/claim.ts';
import { deleteOld } from '../../db/queries/delivery/redraw.ts';
import { rowsOf } from '../../db/tenant.ts';
import { slackTeam } from '../../src/preview/ends.ts';
import { daysAt, planMidnightRedraw } from '../../src/schedule/midnight.ts';
import { engines } from '../support/database/database.ts';
import { type Stage, startStage } from '../support/milepost.ts';

describe.each(engines)('the day’s change on %s', (engine) => {
  let stage: Stage;
  const cards = () => stage.ends.slack.world.posts.map(({ text }) => text).join('\n');
  const moveTo = async (now: string) => {
    const answer = await stage.milepost.app.inject({ method: 'POST', url: '/test/clock', payload: { now } });
    expect(answer.statusCode).toBe(200);
  };

  beforeAll(async () => {
    stage = await startStage(engine, { movedNow: '2026-12-07T09:00:00Z' });
    const { world } = stage.ends.slack;
    world.addPerson({
      id: 'UOLI',
      team: slackTeam,
      name: 'olivia',
      realName: 'Olivia',
      zone: 'Europe/London',
    });
    world.addChannel({ id: 'CAPOLLO', team: slackTeam, name: 'apollo' });
    await stage.desk.slash('UOLI', 'CAPOLLO', 'project "Apollo" target:"18 dec 2026"');
    await stage.desk.slash('UOLI', 'CAPOLLO', 'new "Beta launch" due:"10 dec 2026"');
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('redraws the cards that count days, once', async () => {
    expect(cards()).toContain('due Thu 10 Dec, 3 working days left');
    await moveTo('2026-12-08T00:10:00Z');
    expect(cards()).toContain('due Thu 10 Dec, 2 working days left');
    const edits = stage.ends.slack.calls.filter(({ method }) => method === 'chat.update').length;
    await moveTo('2026-12-08T11:00:00Z');
    expect(stage.ends.slack.calls.filter(({ method }) => method === 'chat.update')).toHaveLength(edits);
  });

  it('makes up for days that were missed', async () => {
    await moveTo('2026-12-12T15:00:00Z');
    expect(cards()).toContain('due Thu 10 Dec, 2 days overdue');
  });

  it('plans one redraw a card, however many replicas tick at once', async () => {
    const { db } = stage.milepost.connection;
    const woken: RoomKey[] = [];
    const collect = async (rooms: RoomKey[]) => void woken.push(...rooms);
    const then = Temporal.Instant.from('2026-12-14T01:00:00Z');
    await Promise.all([1, 2, 3].map(async () => planMidnightRedraw(db, collect, await daysAt(db, then))));
    expect(woken).toHaveLength(1);
    const planned = await db.execute(sql`select count(*)::int as n from receipt where state = 'planned'`);
    expect(rowsOf<{ n: number }>(planned)).toEqual([{ n: 2 }]);
    await stage.milepost.delivery.wake(woken);
    await stage.settle();
  });

  it('forgets old requests and receipts, but not whom it has greeted', async () => {
    const { db } = stage.milepost.connection;
    const old = '2020-01-01T00:00:00Z';
    await db.execute(sql`update arrival set at = ${old}`);
    await db.execute(sql`insert into arrival (workspace_id, delivery, at)
      select workspace_id, 'hello:slack/T1/C1', ${old}::timestamptz from workspace limit 1`);
    await db.execute(sql`update receipt set settled_at = ${old}`);
    await deleteOld(db, { arrivals: '2021-01-01T00:00:00Z', receipts: '2021-01-01T00:00:00Z' });
    const left = await db.execute(sql`select (select json_agg(delivery) from arrival) as arrivals,
      (select count(*)::int from receipt) as receipts`);
    expect(rowsOf(left)).toEqual([{ arrivals: ['hello:slack/T1/C1'], receipts: 0 }]);
  });
});
