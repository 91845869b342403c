import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openPool, type Pool } from '../../db/driver/pool.ts';
import { openStockPool } from '../../db/driver/stock-pool.ts';
import type { Scope } from '../../db/driver/transaction.ts';
import { type Tap, tapInto } from '../support/database/tap.ts';

const settings = { max: 10, waitMs: 10_000, statementMs: 20_000, lockMs: 10_000, idleMs: 20_000 };

const pools = [
  ['pipeline', openPool],
  ['stock', openStockPool],
] as const;

describe.each(pools)('a %s pool of connections', (_, openOne) => {
  /** What only the pipeline saves. */
  const pipelined = openOne === openPool ? it : () => {};
  let tap: Tap;
  let pool: Pool;
  let admin: Sql;
  const begin = (act: (tx: Scope) => Promise<unknown>) => pool.begin(act);
  const mark = (tx: Pool | Scope) => tx.unsafe("select set_config('app.mark', $1, true)", ['set']);
  const marked = async (sql: Pool | Scope) => {
    const [row] = await sql.unsafe("select current_setting('app.mark', $1) as mark", [true]);
    return row?.mark === 'set';
  };
  const pidOf = async (tx: Scope): Promise<number> => {
    const [row] = await tx.unsafe('select pg_backend_pid() as pid, $1::int', [1]);
    return row?.pid;
  };

  beforeAll(async () => {
    tap = await tapInto(inject('postgresUrl'));
    pool = openOne(tap.url, settings);
    admin = postgres(inject('postgresUrl'), { max: 1 });
  });
  afterAll(async () => {
    await pool.end({ timeout: 1 });
    await admin.end();
    await tap.close();
  });
  beforeEach(() => {
    tap.transactions.length = 0;
  });

  pipelined('sends a transaction’s begin with its first statement', async () => {
    const once = () => begin((tx) => mark(tx));
    // every connection prepares the statement first
    await Promise.all(Array.from({ length: 40 }, once));
    tap.transactions.length = 0;
    await once();
    expect(tap.transactions).toMatchObject([
      { statements: ['begin', expect.any(String), 'commit'], roundTrips: 2 },
    ]);
  });

  pipelined('reports the first failed statement of a batch, whichever rejects first', async () => {
    const failed = begin(async (tx) => {
      const first = tx.unsafe('select 1/$1::int', [0]);
      first.catch(() => {});
      return tx.unsafe('select $1::int', [1]);
    });
    await expect(failed).rejects.toMatchObject({ code: '22012' });
  });

  pipelined('sends commit with what was said to be all, and refuses what is asked all the same', async () => {
    const asking = (more: (tx: Scope) => Promise<unknown>) =>
      begin(async (tx) => {
        const marked = mark(tx).then((rows) => rows.length);
        tx.askNoMore();
        expect(await marked).toBe(1);
        return more(tx);
      });
    const once = () => asking(() => Promise.resolve('done'));
    await Promise.all(Array.from({ length: 40 }, once));
    tap.transactions.length = 0;
    expect(await once()).toBe('done');
    expect(tap.transactions).toMatchObject([
      { statements: ['begin', expect.any(String), 'commit'], roundTrips: 1 },
    ]);
    await expect(asking(mark)).rejects.toThrow('the transaction is over');
    expect(await marked(pool)).toBe(false);
  });

  it('keeps everything of a transaction in it, and everything else out', async () => {
    const inside = () =>
      begin(async (tx) => {
        await mark(tx);
        await sleep(1);
        return marked(tx);
      });
    const jobs = Array.from({ length: 200 }, (_, n) => (n % 2 ? inside() : marked(pool)));
    expect(await Promise.all(jobs)).toEqual(jobs.map((_, n) => n % 2 === 1));
  });

  it('rolls back what failed, whatever failed', async () => {
    await pool.unsafe('create table kept (n int)');
    const insert = (tx: Scope, n: number) => tx.unsafe('insert into kept values ($1)', [n]);
    await expect(begin(async () => Promise.reject(new Error('ours')))).rejects.toThrow('ours');
    await expect(begin((tx) => insert(tx, 1).then(() => Promise.reject(new Error('ours'))))).rejects.toThrow(
      'ours',
    );
    await expect(begin((tx) => insert(tx, 2).then(() => tx.unsafe('select 1/$1::int', [0])))).rejects.toThrow(
      'zero',
    );
    await expect(begin((tx) => tx.unsafe('select 1/$1::int', [0]).catch(() => {}))).rejects.toThrow('zero');
    await begin((tx) => insert(tx, 3));
    expect(await pool.unsafe('select n from kept')).toEqual([{ n: 3 }]);
    await pool.unsafe('drop table kept');
  });

  it.each([
    ['at work', (tx: Scope) => tx.unsafe('select pg_sleep($1)', [10])],
    ['waited for', () => sleep(100)],
  ])('loses no connection for good when the server ends those that are %s', async (_, work) => {
    for (let round = 0; round < 3; round += 1) {
      const ended = Array.from({ length: 20 }, () =>
        begin(async (tx) => {
          const pid = await pidOf(tx);
          await Promise.all([work(tx), admin`select pg_terminate_backend(${pid})`]);
          await pidOf(tx);
        }),
      );
      for (const { status } of await Promise.allSettled(ended)) expect(status).toBe('rejected');
    }
    // on each connection postgres.js says once more what ended it
    await expect.poll(() => together(10).catch(() => 'not yet'), { timeout: 10_000 }).toBe(10);
  });

  /** Transactions that are all open at the same moment; returns on how many connections. */
  async function together(many: number): Promise<number> {
    const all = Array.from({ length: many }, () => Promise.withResolvers<number>());
    const pids = Promise.all(all.map(({ promise }) => promise));
    const open = all.map(({ resolve, reject }) =>
      begin((tx) =>
        pidOf(tx)
          .then(resolve)
          .then(() => pids),
      ).catch(reject),
    );
    await Promise.all(open);
    return new Set(await pids).size;
  }
});
