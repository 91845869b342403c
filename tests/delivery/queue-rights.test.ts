import { type SQL, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { Temporal } from 'temporal-polyfill';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../db/connect.ts';
import { enterWorkspace, rowsOf } from '../../db/tenant.ts';
import { openQueue, type Queue, roomOfJob } from '../../src/delivery/queue.ts';
import { engines, openDatabase, type TestDatabase } from '../support/database/database.ts';

const [ours, theirs, room] = [v7(), v7(), v7()];

describe.each(engines)('the queue, for a tenant on %s', (engine) => {
  let database: Connection & TestDatabase;
  let queue: Queue & { close(): Promise<void> };
  beforeAll(async () => {
    database = await openDatabase(engine);
    const { location } = database;
    queue = await openQueue(
      {
        connection: database,
        ...('url' in location ? { databaseUrl: location.url } : {}),
        log: pino({ level: 'silent' }),
        now: () => Temporal.Now.instant(),
      },
      false,
    );
    await queue.wake([{ workspaceId: theirs, roomId: room }]);
  });
  afterAll(async () => {
    await queue.close();
    await database.close();
    await database.drop();
  });

  const asUs = (query: SQL) =>
    database.db.transaction(async (tx) => {
      await enterWorkspace(tx, ours);
      return rowsOf<{ data: { workspaceId: string } }>(await tx.execute(query));
    });
  const jobs = async () =>
    rowsOf<{ n: number }>(await database.db.execute(sql`select count(*)::int as n from pgboss.job`))[0]?.n;

  it('takes its own wake-ups inside its transaction, and shows it those alone', async () => {
    await database.db.transaction(async (tx) => {
      await enterWorkspace(tx, ours);
      await queue.enqueue(tx, ours, [room]);
      await queue.enqueueLater(tx, { workspaceId: ours, roomId: room }, 1_000);
    });
    expect(await jobs()).toBe(3);
    const seen = await asUs(sql`select data from pgboss.job_common`);
    expect(seen.map(({ data }) => data.workspaceId)).toEqual([ours, ours]);
  });

  it('takes no wake-up of another, by the queue’s own way', async () => {
    const forged = database.db.transaction(async (tx) => {
      await enterWorkspace(tx, ours);
      await queue.enqueue(tx, theirs, [room]);
    });
    await expect(forged).rejects.toThrow();
    expect(await jobs()).toBe(3);
  });

  const forged = (data: object, key: string, name = 'deliver') =>
    sql`insert into pgboss.job_common (name, data, singleton_key) values (${name}, ${JSON.stringify(data)}::jsonb, ${key})`;
  it.each<[string, SQL]>([
    ['a job of another', forged({ workspaceId: theirs, roomId: room }, `${ours}/${room}`)],
    ['a job that stands in for another’s', forged({ workspaceId: ours, roomId: room }, `${theirs}/${room}`)],
    ['a job of nobody', forged({}, `${ours}/x`)],
    ['a job of another queue', forged({ workspaceId: ours }, `${ours}/x`, '__pgboss__send-it')],
    ['a change of a job', sql`update pgboss.job_common set data = '{}'`],
    ['the end of a job', sql`delete from pgboss.job_common`],
    ['all jobs', sql`select from pgboss.job`],
    ['a job by the parent table', sql`insert into pgboss.job (name, data) values ('deliver', '{}')`],
    ['a change of the queue', sql`update pgboss.queue set policy = 'standard'`],
    ['the schedule', sql`select from pgboss.schedule`],
    ['emptying it', sql`truncate pgboss.job_common`],
  ])('refuses %s', async (_name, query) => {
    await expect(asUs(query)).rejects.toThrow();
    expect(await jobs()).toBe(3);
  });

  it('is the same after another start', async () => {
    const { location } = database;
    const again = await openQueue(
      {
        connection: database,
        ...('url' in location ? { databaseUrl: location.url } : {}),
        log: pino({ level: 'silent' }),
        now: () => Temporal.Now.instant(),
      },
      false,
    );
    await again.close();
    await expect(asUs(sql`delete from pgboss.job_common`)).rejects.toThrow();
    expect(await asUs(sql`select data from pgboss.job_common`)).toHaveLength(2);
  });
});

it.each([[undefined], [{}], ['x'], [{ workspaceId: ours }], [{ workspaceId: ours, roomId: "'; drop" }]])(
  'a worker does nothing for a job that holds %j',
  (data) => expect(roomOfJob(data)).toBeUndefined(),
);
