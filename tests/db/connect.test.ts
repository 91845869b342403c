import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, connect, open } from '../../db/connect.ts';
import { rowsOf } from '../../db/tenant.ts';
import { enginesBothWays, openDatabase, type TestDatabase } from '../support/database/database.ts';

describe.each(enginesBothWays)('the %s database', (engine) => {
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

  it('that a newer program has been at is refused in one line', async () => {
    await database.db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 1)`,
    );
    await database.close();
    await expect(connect(database.location)).rejects.toThrow(
      /^The database was made by a newer Milepost \(1 migrations .*run that version/,
    );
    Object.assign(database, await open(database.location));
    await database.db.execute(sql`delete from drizzle.__drizzle_migrations where hash = 'newer'`);
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
