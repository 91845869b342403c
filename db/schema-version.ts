import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SQL, sql } from 'drizzle-orm';
import { StartError } from './start-error.ts';
import { rowsOf } from './tenant.ts';

/** The folder of the migrations. */
export const migrationsFolder = join(import.meta.dirname, 'migrations');

/** The migrations of this program, and how many of them are applied. */
export type Migrations = {
  applied: number;
  present: number;
  /** Applied migrations that this program does not have: a newer version ran. */
  unknown: number;
};

/** Anything that executes statements; the schema may be missing. */
type Asked = { execute(query: SQL): PromiseLike<unknown> };

/** Compares a database with the migrations of this program. Changes nothing. */
export async function migrations(db: Asked): Promise<Migrations> {
  const journal = join(migrationsFolder, 'meta', '_journal.json');
  const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { when: number }[] };
  const present = entries.length;
  if (!(await exists(db, 'drizzle.__drizzle_migrations'))) return { applied: 0, present, unknown: 0 };
  const ours = new Set(entries.map(({ when }) => when));
  const result = await db.execute(sql`select created_at::float8 as at from drizzle.__drizzle_migrations`);
  const had = rowsOf<{ at: number }>(result);
  return { applied: had.length, present, unknown: had.filter(({ at }) => !ours.has(at)).length };
}

/** Says what to do about a database that a newer version migrated; undefined for any other. */
export function whyTooNew({ unknown }: Migrations): string | undefined {
  if (unknown === 0) return undefined;
  return `made by a newer Milepost (${unknown} migrations that this one does not have): run that version, or restore a backup.`;
}

/** @throws StartError when a newer version migrated the database. */
export async function refuseNewer(db: Asked): Promise<void> {
  const why = whyTooNew(await migrations(db));
  if (why) throw new StartError(`The database was ${why}`);
}

/** Whether a table exists. */
export async function exists(db: Asked, table: string): Promise<boolean> {
  const result = await db.execute(sql`select to_regclass(${table}) is not null as there`);
  return rowsOf<{ there: boolean }>(result)[0]?.there ?? false;
}
