import { sql } from 'drizzle-orm';
import { hashText } from '../../../src/domain/text/hash.ts';
import type { Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';

/** Returns a value that changes when a milestone is added to one of the projects. */
export async function plansMark(tx: Tx, projectIds: readonly string[]): Promise<string> {
  const result = await tx.execute(sql`
    select p.id, p.version, (select coalesce(max(m.number), 0) from milestone m
      where m.workspace_id = p.workspace_id and m.project_id = p.id) as highest
    from project p where p.workspace_id = milepost_tenant() and p.id::text in ${[...projectIds]} order by p.id`);
  const marks = rowsOf<{ id: string; version: number; highest: number }>(result);
  return String(hashText(marks.map(({ id, version, highest }) => `${id} ${version} ${highest}`).join('\n')));
}
