import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../db/connect.ts';
import { connect } from '../../db/connect.ts';
import { rowsOf } from '../../db/tenant.ts';
import { engines, openDatabase, type TestDatabase } from '../support/database.ts';

describe.each(engines)('the %s database', (engine) => {
  let database: Connection & TestDatabase;
  beforeAll(async () => {
    database = await openDatabase(engine);
  });
  afterAll(async () => {
    await database.close();
    await database.drop();
  });

  it('can be opened again without changing anything', async () => {
    await database.close();
    Object.assign(database, await connect(database.location));
    const [row] = rowsOf<{ n: number }>(
      await database.db.execute(sql`select count(*)::int as n from workspace`),
    );
    expect(row).toEqual({ n: 0 });
  });
});

describe('a database that cannot be used', () => {
  it.each([
    ['postgres://u:p@127.0.0.1:1/x', /nothing listens/],
    ['not a url', /not a URL/],
    ['postgres://u:p@no-such-host.invalid/x', /does not exist|looked up/],
  ])('says why in one line: %s', async (url, reason) => {
    await expect(connect({ url })).rejects.toThrow(reason);
  });
});
