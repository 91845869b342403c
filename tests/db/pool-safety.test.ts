import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPool, type Pool } from '../../db/driver/pool.ts';
import { openStockPool } from '../../db/driver/stock-pool.ts';
import type { Scope } from '../../db/driver/transaction.ts';
import { emptyDatabase, type TestDatabase } from '../support/database/database.ts';
import { type Wire, wireTo } from '../support/database/wire.ts';

const size = 10;
const settings = { max: size, waitMs: 3_000, statementMs: 400, lockMs: 300, idleMs: 500 };

/** Our pipeline, and the stock ways of postgres.js. */
const pools = [
  ['pipeline', openPool],
  ['stock', openStockPool],
] as const;

/** A value whose serialiser fails inside the driver, past every check of ours. */
class Unreadable extends Uint8Array {
  override get length(): number {
    throw new Error('unreadable');
  }
}

const circular: unknown[] = [];
circular.push({ circular });

const good = (tx: Scope) => tx.unsafe('insert into kept values ($1)', [1]);
const bad = (value: unknown) => (tx: Scope) => tx.unsafe('insert into kept values ($1::text::int)', [value]);
const ours = () => Promise.reject(new Error('ours'));
const ignored = (query: Promise<unknown>) => void query.catch(() => {});

/** The stock ways know no last statement. */
const afterTheLast = 'a statement after the last';

type Way = (tx: Scope, pid: () => Promise<number>) => unknown;

/** Every way out of a transaction that is not its commit. */
const ways: Record<string, Way> = {
  'a throw before the first statement': () => {
    throw new Error('ours');
  },
  'a rejection before the first statement': ours,
  'a rejection after a statement': (tx) => good(tx).then(ours),
  'a rejection while statements are on their way': (tx) => {
    ignored(good(tx));
    ignored(good(tx));
    return ours();
  },
  'a rejection after a pause with statements on their way': async (tx) => {
    ignored(good(tx));
    await sleep(1);
    return ours();
  },
  'a failed statement': (tx) => tx.unsafe('select 1/$1::int', [0]),
  'a failed statement that was caught': (tx) => tx.unsafe('select 1/$1::int', [0]).catch(() => {}),
  'a failed statement that nobody waited for': (tx) => ignored(tx.unsafe('select 1/$1::int', [0])),
  'a failed statement in a batch': (tx) =>
    Promise.all([good(tx), tx.unsafe('select 1/$1::int', [0]), good(tx)]),
  'a failed statement that was to be the last': (tx) => {
    const last = tx.unsafe('select 1/$1::int', [0]);
    tx.askNoMore();
    return last;
  },
  [afterTheLast]: async (tx) => {
    const last = tx.unsafe('select $1::int', [1]);
    tx.askNoMore();
    await last;
    return good(tx);
  },
  'a rejection after the last statement has left': (tx) => {
    ignored(tx.unsafe('select 1/$1::int', [0]));
    tx.askNoMore();
    return ours();
  },
  'a statement that is no SQL': (tx) => tx.unsafe('nonsense'),
  'a commit that fails': (tx) => tx.unsafe('insert into late values ($1), ($1)', [1]),
  'a statement that takes too long': (tx) => tx.unsafe('select pg_sleep($1)', [5]),
  'a row that is held too long': (tx) => tx.unsafe('select * from held where n = $1 for update', [1]),
  'a transaction that says nothing for too long': (tx) => good(tx).then(() => new Promise(() => {})),
  'a connection that was ended while at work': async (tx, pid) => {
    const ended = tx.unsafe('select pg_terminate_backend($1::int), pg_sleep(1)', [await pid()]);
    return Promise.all([ended, good(tx)]);
  },
  ...Object.fromEntries(
    Object.entries({
      undefined: undefined,
      'an object': {},
      'a function': () => 1,
      'a symbol': Symbol('x'),
      'a NUL': 'a\0b',
      'an invalid date': new Date(Number.NaN),
      'a number where text with a NUL hides in an array': ['a', 'b\0'],
      'an object in itself': circular,
      'what the driver cannot read': new Unreadable(2),
    }).flatMap(([name, value]): [string, Way][] => [
      [`${name} in the first statement`, bad(value)],
      [`${name} after a statement`, (tx) => good(tx).then(() => bad(value)(tx))],
      [`${name} behind others in a batch`, (tx) => Promise.all([good(tx), good(tx), bad(value)(tx)])],
      [`${name} among others in a batch`, (tx) => Promise.all([good(tx), bad(value)(tx), good(tx)])],
      [`${name} that nobody waited for`, (tx) => ignored(bad(value)(tx))],
      [
        `${name} in the last statement`,
        (tx) => {
          const last = bad(value)(tx);
          tx.askNoMore();
          return last;
        },
      ],
    ]),
  ),
};

describe.each(pools)('no way out of a transaction keeps its connection: %s', (_, openOne) => {
  const own = Object.entries(ways).filter(([name]) => openOne === openPool || name !== afterTheLast);
  let database: TestDatabase;
  let pool: Pool;
  let admin: Sql;
  const idleInTransaction = async (): Promise<number> => {
    const [row] = await admin`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
      and state <> 'idle' and xact_start < now()`;
    return row?.n;
  };
  // the server closes a connection that was given up, and notes the end of a transaction, when it gets to it
  const nobodyInTransaction = () => expect.poll(idleInTransaction, { timeout: 2_000, interval: 20 }).toBe(0);
  const pidOf = async (tx: Scope): Promise<number> => {
    const [row] = await tx.unsafe('select pg_backend_pid() as pid, $1::int', [1]);
    return row?.pid;
  };
  const leave = (way: Way) => pool.begin((tx) => way(tx, () => pidOf(tx)));

  beforeAll(async () => {
    database = await emptyDatabase('postgresql');
    const { url } = database.location as { url: string };
    pool = openOne(url, settings);
    admin = postgres(url, { max: 2, onnotice: () => {} });
    await admin`create table kept (n int)`;
    await admin`create table held as select 1 as n`;
    await admin`create table late (n int unique deferrable initially deferred)`;
  });
  afterAll(async () => {
    await pool.end({ timeout: 1 });
    await admin.end({ timeout: 1 });
    await database.drop();
  });
  beforeEach(async () => {
    await admin`truncate kept`;
  });

  /** As many transactions as there are connections, all open at the same moment, each of which commits. */
  async function allAtOnce(): Promise<void> {
    let here = 0;
    const { promise: all, resolve } = Promise.withResolvers<void>();
    const one = async (tx: Scope) => {
      await good(tx);
      here += 1;
      if (here === size) resolve();
      await all;
    };
    await Promise.all(Array.from({ length: size }, () => pool.begin(one)));
  }

  it.each(own)('%s', { timeout: 20_000 }, async (_name, way) => {
    const ends = await admin.begin(async (tx) => {
      await tx`select * from held for update`;
      return Promise.allSettled(Array.from({ length: 2 * size + 5 }, () => leave(way)));
    });
    expect(ends.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    await nobodyInTransaction();
    expect(await admin`select * from kept`).toEqual([]);
    await allAtOnce();
    expect(await admin`select * from kept`).toHaveLength(size);
    await nobodyInTransaction();
  });

  it('and a statement outside any transaction does not either', async () => {
    const alone = (value: unknown) => pool.unsafe('select $1::text', [value]);
    const values = [undefined, {}, 'a\0b', new Unreadable(2), Symbol('x')];
    const asked = Array.from({ length: 3 * size }, (_, n) => alone(values[n % values.length]));
    const ends = await Promise.allSettled(asked);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    await allAtOnce();
  });

  it('and neither what it could not send nor what it holds reaches the message of its error', async () => {
    const said = await leave((tx) => bad('secret\0word')(tx)).catch(String);
    expect(said).toBe('BadParameter: parameter 1 holds a NUL');
  });
});

describe.each(pools)('a %s pool whose server', (_, openOne) => {
  let wire: Wire;
  let pool: Pool;
  beforeAll(async () => {
    wire = await wireTo(await emptyDatabase('postgresql'));
    pool = openOne((wire.database.location as { url: string }).url, { ...settings, statementMs: 300 });
  });
  afterAll(async () => {
    await pool.end({ timeout: 1 });
    await wire.close();
  });
  const works = () => pool.begin((tx) => tx.unsafe('select $1::int', [1])).then(() => true);

  it.each(['cut', 'freeze'] as const)(
    'is %s in the middle of everything is whole again when it is back',
    { timeout: 20_000 },
    async (how) => {
      const busy = Array.from({ length: 3 * size }, (_, n) =>
        pool.begin(async (tx) => {
          for (let round = 0; round < 50; round += 1) {
            await Promise.all([
              tx.unsafe('select $1::int', [n]),
              tx.unsafe(`select ${'1,'.repeat(n * 20)}1`),
            ]);
          }
          await tx.unsafe('select pg_sleep($1)', [0.2]);
        }),
      );
      await sleep(60);
      wire[how]();
      const ends = await Promise.allSettled(busy);
      expect(ends.some(({ status }) => status === 'rejected')).toBe(true);
      wire.mend();
      await expect.poll(() => works().catch(() => false), { timeout: 5_000 }).toBe(true);
      expect(await Promise.all(Array.from({ length: 5 * size }, works))).toHaveLength(5 * size);
    },
  );
});
