import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { note } from '../../cards/model.ts';
import { rowsOf } from '../../db/tenant.ts';
import { type Changes, createChanges } from '../../src/page/changes.ts';
import { createPageStore } from '../../src/page/store.ts';
import type { Visit } from '../../src/ports/pages.ts';
import { engines } from '../support/database/database.ts';
import { openRunner, type TestRunner } from '../support/runner.ts';
import { startTeam } from '../support/team.ts';

const pages = ['clara@example.com', 'dora@example.com'];

describe.each(engines)('the changes of pages on %s', (engine) => {
  let runner: TestRunner;
  let visits: Visit[];
  const replicas: Changes[] = [];
  const now = () => new Date(runner.now().epochMilliseconds).toISOString();

  beforeAll(async () => {
    runner = await openRunner(engine);
    const team = await startTeam(runner);
    for (const address of pages) await team.tell(team.olivia, `invite customer ${address}`);
    await runner.db.execute(sql`insert into page_session (workspace_id, id, page_id, hash, started_at, expires_at)
      select workspace_id, gen_random_uuid(), id, address, ${now()}::timestamptz, ${now()}::timestamptz + interval '8 hours'
      from page`);
    const found = rowsOf<Pick<Visit, 'roomId' | 'sessionHash' | 'room'>>(
      await runner.db.execute(sql`select room.id as "roomId", page.address as "sessionHash",
        jsonb_build_object('platform', 'web', 'tenant', room.tenant, 'channel', room.channel, 'kind', 'channel') as room
        from page join room on room.id = page.room_id order by page.address`),
    );
    visits = found as Visit[];
    for (let nth = 0; nth < 2; nth += 1)
      replicas.push(createChanges({ db: runner.db, now, log: pino({ level: 'silent' }), pollMs: 20 }));
  });
  afterAll(async () => {
    for (const one of replicas) one.close();
    await runner.close();
  });

  it('reach every replica with that page open, and no other page', async () => {
    const heard: string[] = [];
    const [clara, dora] = visits;
    if (!clara || !dora) throw new Error('there are no pages');
    const stop = replicas.flatMap((one, nth) =>
      [clara, dora].map((visit) =>
        one.listen(visit, {
          changed: () => void heard.push(`${nth} ${visit.sessionHash}`),
          over: () => void heard.push(`${nth} ${visit.sessionHash} over`),
        }),
      ),
    );
    const store = createPageStore(runner.db);
    const id = await store.post(clara.room, 'one', note('Today'));
    const both = ['0 clara@example.com', '1 clara@example.com'];
    await expect.poll(() => heard.toSorted()).toEqual(both);
    await store.edit(clara.room, id ?? '', note('Tomorrow'));
    await expect.poll(() => heard.toSorted()).toEqual([...both, ...both].sort());
    await runner.db.execute(sql`update page set revoked_at = now() where address = ${dora.sessionHash}`);
    await expect.poll(() => heard.filter((one) => one.endsWith('over')).length).toBeGreaterThanOrEqual(2);
    expect(heard.filter((one) => one.includes('clara') && one.endsWith('over'))).toEqual([]);
    for (const one of stop) one();
  });
});
