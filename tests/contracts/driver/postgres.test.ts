import postgres, { type Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { textsOf } from '../../../db/driver/parameters.ts';
import { Query } from '../../../db/driver/query.ts';
import { type Tap, tapInto } from '../../support/database/tap.ts';

/*
 * What `db/driver` relies on and postgres.js does not document. When one of these fails after
 * an upgrade, mend `db/driver` before anything else; until then `DB_PIPELINE=off` works without them.
 */

/** Fields of postgres.js's own statements that ours lack; it treats them as unset. */
const absent = ['cursorFn', 'cursorName', 'cursorRows', 'forEachFn', 'onlyDescribe', 'reserve', 'then'];

describe('postgres.js', () => {
  let tap: Tap;
  let client: Sql;
  let send: (query: Query) => void;
  let closed: { times: number };
  const read = new Set<string>();
  const written = new Set<string>();

  /** Returns a statement that records which of its fields are used. */
  const noted = (query: Query): Query =>
    new Proxy(query, {
      get(target, name) {
        read.add(String(name));
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
      set(target, name, value) {
        written.add(String(name));
        return Reflect.set(target, name, value, target);
      },
      has(target, name) {
        read.add(String(name));
        return name in target;
      },
    });
  const ask = (text: string, values: unknown[] = []): Query => {
    const query = new Query(text, values);
    query.parameters = textsOf(values);
    query.answer.catch(() => {});
    send(noted(query));
    return query;
  };
  /** A connection that was opened by a statement can be reserved; one that is not open yet is never reserved. */
  const handlerOf = async (sql: Sql) => {
    await sql.unsafe('select 1');
    const reserved = await sql.reserve();
    return (reserved.unsafe('') as unknown as { handler: (query: Query) => void }).handler;
  };

  beforeAll(async () => {
    tap = await tapInto(inject('postgresUrl'));
  });
  afterAll(() => tap.close());
  beforeEach(async () => {
    const counted = { times: 0 };
    closed = counted;
    const onclose = () => {
      counted.times += 1;
    };
    client = postgres(tap.url, { max: 1, fetch_types: false, onnotice: () => {}, onclose });
    const serializers: Record<string, unknown> = client.options.serializers;
    for (const type of Object.keys(serializers)) delete serializers[type];
    send = await handlerOf(client);
    tap.transactions.length = 0;
  });
  afterEach(() => client.end({ timeout: 0 }));

  it('passes the sending function to the statements of a reserved connection as `handler`', () => {
    expect(send).toBeInstanceOf(Function);
  });

  it('sends a statement that it did not create, and resolves it with rows and the command tag', async () => {
    const rows = await ask('select $1::int as n, $2::text as t', [1, 'a']).answer;
    expect([...rows]).toEqual([{ n: 1, t: 'a' }]);
    expect(rows.command).toBe('SELECT');
    expect((await ask('begin').answer).command).toBe('BEGIN');
    expect((await ask('commit').answer).command).toBe('COMMIT');
  });

  it('reports ROLLBACK when a commit follows a failure', async () => {
    ask('begin');
    ask('select 1/$1::int', [0]);
    expect((await ask('commit').answer).command).toBe('ROLLBACK');
  });

  it('accesses only statement fields that `Query` declares, or that are listed as absent', async () => {
    await ask('select $1::int as n', [1]).answer;
    await ask('select $1::int as n', [1]).answer;
    await ask('begin; commit').answer;
    await ask('select 1/$1::int', [0]).answer.catch(() => {});
    const declared = Object.keys(new Query(''));
    const methods = ['resolve', 'reject'];
    expect([...read].filter((name) => ![...declared, ...methods, ...absent].includes(name))).toEqual([]);
    expect([...written].filter((name) => !declared.includes(name))).toEqual([]);
    // A field that is no longer read was renamed or no longer has an effect.
    for (const name of ['strings', 'args', 'parameters', 'options', 'isRaw', 'tagged', ...methods])
      expect(read, name).toContain(name);
  });

  it('returns rows as lists of values when `isRaw` was set before they arrived', async () => {
    const { answer } = ask('select $1::int as n, $2::text as t', [1, 'a']);
    expect([...(await answer.values())]).toEqual([[1, 'a']]);
  });

  it('sends statements in order without waiting, new texts included: one round trip', async () => {
    ask('begin');
    ask('select $1::int as first', [1]);
    ask('select $1::int as second', [2]);
    await ask('commit').answer;
    expect(tap.transactions).toMatchObject([
      {
        statements: ['begin', expect.stringContaining('first'), expect.stringContaining('second'), 'commit'],
      },
    ]);
    expect(tap.transactions[0]?.roundTrips).toBe(1);
  });

  it('reuses a prepared statement by its text', async () => {
    for (const n of [1, 2]) await ask('select $1::int as n', [n]).answer;
    const names = ask(
      "select name, generic_plans + custom_plans as uses from pg_prepared_statements where $1 = '' order by prepare_time",
      [''],
    );
    expect(await names.answer).toMatchObject([{ uses: '2' }, {}]);
  });

  it('prepares nothing with ?prepare=false, and still needs one round trip', async () => {
    const pooled = postgres(`${tap.url}?prepare=false`, { max: 1, fetch_types: false });
    send = await handlerOf(pooled);
    for (const n of [1, 2]) await ask('select $1::int as n', [n]).answer;
    expect(await ask('select name from pg_prepared_statements where $1 = $1', ['']).answer).toHaveLength(0);
    tap.transactions.length = 0;
    ask('begin; set local lock_timeout = 5');
    ask('select $1::int as n', [1]);
    await ask('commit').answer;
    expect(tap.transactions[0]?.roundTrips).toBe(1);
    await pooled.end({ timeout: 0 });
  });

  it('accepts text for every type once its serializers are deleted', async () => {
    const values = [true, 1.5, Buffer.from('ab'), '{"a":1}', ['x', 'y']];
    const { answer } = ask(
      'select $1::bool as b, $2::numeric as n, $3::bytea as y, $4::jsonb as j, $5::text[] as l',
      values,
    );
    const [row] = await answer;
    expect(row).toMatchObject({ b: true, n: '1.5', y: Buffer.from('ab'), j: { a: 1 } });
  });

  it('rejects a statement with the server’s error, and continues with the next', async () => {
    const failed = ask('select 1/$1::int', [0]);
    const next = ask('select $1::int as n', [1]);
    await expect(failed.answer).rejects.toMatchObject({ code: '22012' });
    expect(await next.answer).toMatchObject([{ n: 1 }]);
  });

  it('throws synchronously, possibly for another statement, when it cannot send one', async () => {
    let inCall = false;
    const settled: boolean[] = [];
    const other = ask('select pg_sleep($1)', ['0.2']);
    other.onSettled = () => settled.push(inCall);
    const unsendable = new Query('select $1::text', ['a']);
    unsendable.answer.catch(() => {});
    Object.defineProperty(unsendable, 'parameters', {
      get() {
        throw new Error('unreadable');
      },
      set() {},
    });
    inCall = true;
    send(unsendable);
    inCall = false;
    expect(settled).toEqual([true]);
    await expect(other.answer).rejects.toThrow('unreadable');
  });

  it('calls `onclose` after rejecting pending statements when the connection is lost', async () => {
    const [row] = await ask('select pg_backend_pid() as pid, $1::int', [1]).answer;
    const admin = postgres(inject('postgresUrl'), { max: 1 });
    const waiting = ask('select pg_sleep($1)', [10]);
    await admin`select pg_terminate_backend(${row?.pid})`;
    await expect(waiting.answer).rejects.toThrow();
    await expect.poll(() => closed.times).toBe(1);
    await admin.end();
  });

  it('ends a reserved connection at once when its client is ended without waiting', async () => {
    const waiting = ask('select pg_sleep($1)', [10]);
    await client.end({ timeout: 0 });
    await expect(waiting.answer).rejects.toMatchObject({ code: 'CONNECTION_DESTROYED' });
  });
});
