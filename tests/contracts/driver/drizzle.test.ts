import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Tx } from '../../../db/database.ts';
import { openPool, type Pool } from '../../../db/driver/pool.ts';
import { askNoMore, statement } from '../../../db/driver/statement.ts';
import type { Scope } from '../../../db/driver/transaction.ts';

/*
 * What `db/driver` relies on and Drizzle does not document. When one of these fails after
 * an upgrade, mend `db/driver` before anything else; until then `DB_PIPELINE=off` works without them.
 */

describe('Drizzle', () => {
  const used = new Set<string>();
  let pool: Pool;
  /** Records which members of its client Drizzle uses. */
  const noted = <T extends object>(client: T): T =>
    new Proxy(client, {
      get(target, name) {
        used.add(String(name));
        return Reflect.get(target, name);
      },
    });
  const one = (tx: Tx) =>
    tx
      .select({ n: sql<number>`${sql.placeholder('n')}::int` })
      .from(sql`(select 1) as one`)
      .prepare('one');

  beforeAll(() => {
    pool = openPool(inject('postgresUrl'), {
      max: 2,
      waitMs: 5_000,
      statementMs: 5_000,
      lockMs: 5_000,
      idleMs: 5_000,
    });
  });
  afterAll(() => pool.end({ timeout: 1 }));

  it('uses only members of its client that our pool provides', async () => {
    const begin: Pool['begin'] = (act) => pool.begin((tx) => act(noted(tx)));
    const db = drizzle(noted({ ...pool, begin }) as unknown as Sql);
    await db.execute(sql`select 1`);
    await db.select({ n: sql`1` }).from(sql`(select 1) as one`);
    await db.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      await tx.select({ n: sql`1` }).from(sql`(select 1) as one`);
    });
    expect([...used].sort()).toEqual(['begin', 'constructor', 'options', 'unsafe']);
  });

  it('sets its parsers and serializers in the `options` of its client when created', () => {
    drizzle(pool as unknown as Sql);
    // dates, times and timestamps, as text
    expect(Object.keys(pool.options.parsers)).toEqual(
      expect.arrayContaining(['1082', '1083', '1114', '1184']),
    );
    expect(pool.options.parsers[1184]?.('2026-12-18')).toBe('2026-12-18');
  });

  it('wraps an error of the driver as `cause`', async () => {
    const db = drizzle(pool as unknown as Sql);
    const failed = db.execute(sql`select 1/${0}::int`);
    await expect(failed).rejects.toMatchObject({ cause: { code: '22012' } });
  });

  describe.each(['postgres.js', 'PGlite'] as const)('over %s', (kind) => {
    let embedded: PGlite | undefined;
    let begin: <T>(act: (tx: Tx) => Promise<T>) => Promise<T>;
    beforeAll(async () => {
      if (kind === 'PGlite') embedded = await PGlite.create();
      const db = embedded ? drizzlePglite(embedded) : drizzle(pool as unknown as Sql);
      begin = (act) => db.transaction((tx) => act(tx as unknown as Tx));
    });
    afterAll(() => embedded?.close());

    it('keeps a transaction’s client at `_.session.client`', async () => {
      const clients = new Set<unknown>();
      for (const _ of [1, 2]) {
        await begin(async (tx) => {
          const { client } = tx._.session as unknown as { client: unknown };
          clients.add(client);
          expect(typeof client).toMatch(/object|function/);
          if (!embedded) expect((client as Scope).askNoMore).toBeInstanceOf(Function);
          else expect(client).toHaveProperty('query');
        });
      }
      expect(clients.size).toBe(2);
    });

    it('uses one session class per driver, whose prepared statements differ only in `client`', async () => {
      const keysOf = () =>
        begin((tx) => Promise.resolve(Object.entries(one(tx)).filter(([, v]) => typeof v !== 'function')));
      const [first, second] = [await keysOf(), await keysOf()];
      const differing = first.filter(([name, value], at) => name === 'client' && value !== second[at]?.[1]);
      expect(differing.map(([name]) => name)).toEqual(['client']);
      const others = (list: typeof first) =>
        JSON.stringify(
          list.filter(([name]) => ['queryString', 'params', 'queryConfig', 'rawQueryConfig'].includes(name)),
        );
      expect(others(first)).toBe(others(second));
    });

    it('runs a statement prepared by another transaction on the given client', async () => {
      const ask = statement<{ n: number }, { n: number }[]>(one);
      const marked = statement<Record<string, never>, { mark: string }[]>((tx) =>
        tx
          .select({ mark: sql<string>`current_setting('app.mark', true)` })
          .from(sql`(select 1) as one`)
          .prepare('marked'),
      );
      expect(await begin((tx) => ask(tx, { n: 1 }))).toEqual([{ n: 1 }]);
      await begin((tx) => marked(tx, {}));
      const seen = await begin(async (tx) => {
        await tx.execute(sql`select set_config('app.mark', 'here', true)`);
        return [await ask(tx, { n: 2 }), await marked(tx, {})];
      });
      expect(seen).toEqual([[{ n: 2 }], [{ mark: 'here' }]]);
    });

    it('sends statements as soon as they are called, so that the last ones can be identified', async () => {
      const ask = statement<{ n: number }, { n: number }[]>(one);
      const last = await begin((tx) => {
        const both = Promise.all([ask(tx, { n: 1 }), ask(tx, { n: 2 })]);
        askNoMore(tx);
        return both;
      });
      expect(last).toEqual([[{ n: 1 }], [{ n: 2 }]]);
    });
  });
});
