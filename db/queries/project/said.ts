import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { exchangedTypes } from '../../../src/domain/events.ts';
import type { Tx } from '../../database.ts';
import { refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { activity } from '../../schema/project.ts';
import { recordColumns, recordFrom } from './history.ts';

/** The most texts that are returned. */
const maxSaid = 20;

/**
 * Returns the last texts that the supplier and the customer wrote to each other about a milestone, newest first: of its
 * reviews, change orders and disputes. Internal notes are not among them.
 */
export async function loadSaid(tx: Tx, milestoneId: string) {
  const rows = await tx
    .select({ ...recordColumns, platform: activity.platform })
    .from(activity)
    .leftJoin(person, refersTo(person, activity, activity.personId))
    .where(
      and(
        eq(activity.milestoneId, milestoneId),
        inArray(activity.type, exchangedTypes),
        isNotNull(activity.note),
      ),
    )
    .orderBy(desc(activity.at), desc(activity.id))
    .limit(maxSaid);
  return rows.map((row) => recordFrom({ ...row, milestone: null }));
}
