import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { note } from '../../cards/model.ts';
import { startDelivery } from '../../src/delivery/delivery.ts';
import { engines } from '../support/database/database.ts';
import { clearWorld, makePlan, openWorld, until, type World } from './world.ts';

/** Each instant that something waits for, as a clock that ran ahead left it. */
const stored: [string, (ahead: string) => ReturnType<typeof sql>][] = [
  ['the pace of a room', (ahead) => sql`update room set next_at = now() + ${ahead}::interval`],
  ['the pace of a message', (ahead) => sql`update card set next_at = now() + ${ahead}::interval`],
  ['a lease', (ahead) => sql`update room set leased_until = now() + ${ahead}::interval`],
  [
    'the refusal of a room',
    (ahead) => sql`update room set strikes = 1, refused_until = now() + ${ahead}::interval`,
  ],
  [
    'a back-off',
    (ahead) =>
      sql`update receipt set attempts = 1, not_before = now() + ${ahead}::interval where state = 'planned'`,
  ],
  [
    'a pause that the platform asked for',
    (ahead) => sql`update installation set pause_ms = 30000, paused_until = now() + ${ahead}::interval`,
  ],
  [
    'the pause of an outage',
    (
      ahead,
    ) => sql`update installation set off_since = now() + ${ahead}::interval, off_tries = 1, pause_ms = 20,
      paused_until = now() + ${ahead}::interval`,
  ],
  [
    'a wake-up',
    (ahead) => sql`update pgboss.job set start_after = now() + ${ahead}::interval where state = 'created'`,
  ],
];

describe.each(engines)('a clock that ran ahead and was put right, on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterEach(() => clearWorld(world));
  afterAll(() => world.close());

  it.each(
    stored.flatMap(([what, left]) => ['10 minutes', '2 hours'].map((ahead) => [what, ahead, left] as const)),
  )('does not make anything wait for %s that lies %s ahead', async (_what, ahead, left) => {
    const plan = await makePlan(world);
    await plan.post(await plan.room('C1'));
    await world.delivery.settle();
    await world.delivery.stop();
    await plan.progress(10).catch(() => undefined);
    await world.database.db.execute(sql`insert into receipt (workspace_id, id, room_id, kind, body, state)
        select workspace_id, ${v7()}::uuid, id, 'news', ${JSON.stringify(note('one'))}::text::jsonb, 'planned' from room`);
    await world.database.db.execute(left(ahead));
    world.delivery = await startDelivery(world.settings);
    await until(world, () => world.slack.shown('C1').join() === 'Beta 1\n10%,one');
  });
});
