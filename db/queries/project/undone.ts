import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { HistoryEntry } from '../../../src/domain/project/history.ts';
import type { Tx } from '../../database.ts';
import { refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { activity } from '../../schema/project.ts';
import { recordColumns, recordFrom } from './history.ts';

/** The condition that a record of the history was not taken back; `record` is its table or alias. */
export const standing = (record: SQL): SQL => sql`not exists (select from activity undo
  where undo.workspace_id = ${record}.workspace_id and undo.project_id = ${record}.project_id
    and undo.type = 'undone' and undo.after->'undoes' ? ${record}.id::text)`;

/** Returns the record that took away the subject of a live card; undefined if none did. */
export async function undoneWith(
  tx: Tx,
  subjectId: string,
): Promise<(HistoryEntry & { type: 'undone' }) | undefined> {
  const [row] = await tx
    .select({ ...recordColumns, platform: activity.platform })
    .from(activity)
    .leftJoin(person, refersTo(person, activity, activity.personId))
    .where(and(eq(activity.type, 'undone'), sql`${activity.after}->'gone' ? ${subjectId}::text`))
    .orderBy(desc(activity.at))
    .limit(1);
  const record = row && { ...recordFrom(row), milestone: null };
  return record?.type === 'undone' ? record : undefined;
}
