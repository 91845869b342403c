import { getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../../../db/database.ts';
import { entities } from '../../../db/queries/save/entities.ts';
import { knownTexts } from '../../../src/domain/customer/known-texts.ts';

/** Rows whose texts customers may read, and a formula that has to stay one. */
const kept: Record<string, ReturnType<typeof sql>> = {
  blocker: sql`waits_for = 'customer'`,
  cadence: sql`audience = 'customer'`,
  contingency: sql`true`,
  person: sql`true`,
};

/**
 * Writes a planted word into every column whose text customers do not read, so that a new one is covered by itself.
 * Returns the columns, as "table.field".
 */
export async function plantColumns(db: Database): Promise<string[]> {
  const planted: string[] = [];
  for (const [kind, texts] of Object.entries(knownTexts)) {
    const table = entities[kind as keyof typeof entities];
    const columns = getTableColumns(table);
    for (const [text, reading] of Object.entries(texts)) {
      const column = columns[text as keyof typeof columns];
      if (typeof reading !== 'function' || column?.getSQLType() !== 'text') continue;
      const keep = kept[kind] ?? sql`false`;
      await db.execute(sql`update ${table} set ${sql.identifier(column.name)} = ${`PRIVATE ${kind}.${text}`}
        where ${column} is not null and not (${keep})`);
      planted.push(`${kind}.${text}`);
    }
  }
  return planted;
}
