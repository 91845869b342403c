import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '../../db/connect.ts';
import type { Tx } from '../../db/database.ts';
import { rowsOf } from '../../db/tenant.ts';
import { openDatabase, type TestDatabase } from '../support/database/database.ts';

let database: Connection & TestDatabase;
beforeAll(async () => {
  database = await openDatabase('embedded');
  await database.db.execute(sql`create table kept (n int)`);
});
afterAll(async () => {
  await database.close();
  await database.drop();
});

const good = (tx: Tx) => tx.execute(sql`insert into kept values (${1})`);
const bad = (tx: Tx, value: unknown) => tx.execute(sql`insert into kept values (${value}::text::int)`);
const ours = () => Promise.reject(new Error('ours'));
const ignored = (query: Promise<unknown>) => void query.catch(() => {});

it.each<[string, (tx: Tx) => unknown]>([
  [
    'a throw before the first statement',
    () => {
      throw new Error('ours');
    },
  ],
  ['a rejection after a statement', (tx) => good(tx).then(ours)],
  [
    'a rejection while a statement is on its way',
    (tx) => {
      ignored(good(tx));
      return ours();
    },
  ],
  ['undefined', (tx) => bad(tx, undefined)],
  ['an object', (tx) => bad(tx, {})],
  ['a symbol', (tx) => bad(tx, Symbol('x'))],
  ['a NUL among others', (tx) => Promise.all([good(tx), bad(tx, 'a\0b'), good(tx)])],
  ['a failed statement in a batch', (tx) => Promise.all([good(tx), tx.execute(sql`select 1/0`), good(tx)])],
])('%s leaves the embedded database outside any transaction', async (_name, way) => {
  for (let n = 0; n < 5; n += 1) {
    await expect(database.db.transaction(async (tx) => way(tx))).rejects.toThrow();
  }
  const held = await database.db.execute(sql`select n from kept`);
  expect(rowsOf(held)).toEqual([]);
  await database.db.transaction(async (tx) => {
    await good(tx);
    expect(rowsOf(await tx.execute(sql`select n from kept`))).toHaveLength(1);
    await tx.execute(sql`delete from kept`);
  });
});
