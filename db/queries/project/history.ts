import { and, desc, eq } from 'drizzle-orm';
import { readRecord } from '../../../src/domain/events.ts';
import type { HistoryEntry } from '../../../src/domain/project/history.ts';
import type { Tx } from '../../database.ts';
import { refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { milestone } from '../../schema/plan.ts';
import { activity } from '../../schema/project.ts';

/** What is read of a record of the history. */
export const recordColumns = {
  type: activity.type,
  at: activity.at,
  by: person.name,
  before: activity.before,
  after: activity.after,
  note: activity.note,
};

type Row = { type: string; before: unknown; after: unknown; by: string | null };

/** A record as the domain knows it; Milepost did what nobody did. */
export const recordFrom = <T extends Row>({ type, before, after, by, ...row }: T) => ({
  ...row,
  ...readRecord(type, before, after),
  by: by ?? 'Milepost',
});

/** Returns the latest records of a project or of one milestone, newest first. */
export async function loadHistory(
  tx: Tx,
  projectId: string,
  milestoneId: string | undefined,
  limit: number,
): Promise<HistoryEntry[]> {
  const rows = await tx
    .select({
      ...recordColumns,
      milestone: { number: milestone.number, name: milestone.name },
      platform: activity.platform,
    })
    .from(activity)
    .leftJoin(person, refersTo(person, activity, activity.personId))
    .leftJoin(milestone, refersTo(milestone, activity, activity.milestoneId))
    .where(
      and(eq(activity.projectId, projectId), milestoneId ? eq(activity.milestoneId, milestoneId) : undefined),
    )
    .orderBy(desc(activity.at), desc(activity.id))
    .limit(limit);
  return rows.map(recordFrom);
}
