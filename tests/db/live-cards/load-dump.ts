import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import { inject } from 'vitest';
import { open } from '../../../db/connect.ts';
import { migrationsFolder } from '../../../db/schema-version.ts';
import { type Engine, emptyDatabase, type TestDatabase } from '../../support/database/database.ts';
import { readyTemplate } from '../../support/database/ready-database.ts';
import { serviceUrl } from './rooms.ts';

/**
 * Makes a database as an earlier version left it: the migrations up to the one that a dump is named
 * after, and its rows. `teamsUrl`: where Teams stands now.
 */
export async function databaseFrom(dump: string, engine: Engine, teamsUrl: string): Promise<TestDatabase> {
  const database = await emptyDatabase(engine);
  const folder = migrationsUpTo(Number(dump));
  const { db, embedded, close } = await open(database.location);
  try {
    if (embedded) await migratePglite(db as never, { migrationsFolder: folder });
    else {
      // makes the role, which all databases of the server share: two at once would be in each other's way
      await readyTemplate(inject('postgresUrl'));
      await migratePostgres(db as never, { migrationsFolder: folder });
    }
    const text = readFileSync(join(import.meta.dirname, `${dump}.sql`), 'utf8');
    await db.transaction(async (tx) => {
      // rows come in no order, and triggers have had their say
      await tx.execute(sql`set local session_replication_role = replica`);
      for (const statement of text
        .replaceAll(serviceUrl, teamsUrl)
        .split(/(?<=;)\n/)
        .filter(Boolean))
        await tx.execute(sql.raw(statement));
      await tx.execute(
        sql`select setval(pg_get_serial_sequence('receipt', 'seq'), (select max(seq) from receipt))`,
      );
    });
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
  return database;
}

/** A copy of the migrations that ends with the one of this number. */
function migrationsUpTo(last: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  cpSync(migrationsFolder, folder, { recursive: true });
  const path = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: { idx: number }[] };
  const entries = journal.entries.filter(({ idx }) => idx <= last);
  writeFileSync(path, JSON.stringify({ ...journal, entries }));
  return folder;
}
