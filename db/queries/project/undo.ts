import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { PresentRow, RecentEntry } from '../../../src/domain/project/undo.ts';
import type { RowKind, WrittenRow } from '../../../src/domain/project/undoing.ts';
import type { Tx } from '../../database.ts';
import { columnNames } from '../../schema/columns.ts';
import { refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { milestone } from '../../schema/plan.ts';
import { activity } from '../../schema/project.ts';
import { rowsOf } from '../../tenant.ts';
import { entities } from '../save/entities.ts';
import { recordColumns, recordFrom } from './history.ts';

/** Returns the records of a project since an ISO instant, oldest first. */
export async function loadRecent(tx: Tx, projectId: string, since: string): Promise<RecentEntry[]> {
  const rows = await tx
    .select({
      ...recordColumns,
      id: activity.id,
      milestoneId: activity.milestoneId,
      personId: activity.personId,
      undoing: activity.undoing,
      platform: activity.platform,
      milestone: { number: milestone.number, name: milestone.name, outcome: milestone.outcome },
    })
    .from(activity)
    .leftJoin(person, refersTo(person, activity, activity.personId))
    .leftJoin(milestone, refersTo(milestone, activity, activity.milestoneId))
    .where(and(eq(activity.projectId, projectId), gte(activity.at, since)))
    .orderBy(asc(activity.at), asc(activity.id));
  return rows.map(recordFrom);
}

/** Fields that a schedule writes by itself; they are set back, but nothing is built on them. */
const scheduled = [
  ...[
    'asksAt',
    'digestAt',
    'checkpointAt',
    'toldFor',
    'askAt',
    'askedFor',
    'checkAt',
    'checkedFor',
    'clockAt',
  ],
  ...['nextAt', 'drawnOn'],
];

/**
 * Locks the rows that a change altered, and returns those whose altered fields are as the change left them. The
 * project must be locked.
 */
export async function unchangedRows(tx: Tx, altered: readonly WrittenRow[]): Promise<PresentRow[]> {
  const found: PresentRow[] = [];
  for (const [of, rows] of Map.groupBy(altered, ({ of }) => of))
    found.push(...(await unchanged(tx, of, rows)));
  return found;
}

async function unchanged(tx: Tx, of: RowKind, rows: readonly WrittenRow[]): Promise<PresentRow[]> {
  const table = entities[of];
  const names = columnNames(table);
  const given = rows.map(({ id, is }) => ({
    id,
    is: Object.fromEntries(
      Object.entries(is)
        .filter(([field]) => field !== 'version' && field !== 'nextItem' && !scheduled.includes(field))
        .map(([field, value]) => [names[field] ?? field, value]),
    ),
  }));
  const result = await tx.execute(sql`select present.id, (to_jsonb(present)->>'version')::int as version,
      to_jsonb(present)->>'parent_id' as "parentId"
    from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) given(id uuid, "is" jsonb)
      join ${table} present on present.workspace_id = milepost_tenant() and present.id = given.id
    where jsonb_populate_record(present, given."is") is not distinct from present
    order by present.id for no key update of present`);
  return rowsOf<PresentRow>(result);
}
