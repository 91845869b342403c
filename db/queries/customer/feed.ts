import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { FeedEntry } from '../../../src/domain/customer/feed.ts';
import { type EventType, feedTypes } from '../../../src/domain/events.ts';
import type { Page } from '../../../src/domain/page.ts';
import type { Tx } from '../../database.ts';
import { refersTo } from '../../schema/keys.ts';
import { milestone } from '../../schema/plan.ts';
import { activity } from '../../schema/project.ts';
import { loadPage } from '../page.ts';
import { standing } from '../project/undone.ts';

/** The records that are news for the customer, without those that were taken back. */
const isNews = and(
  or(
    inArray(activity.type, feedTypes('always')),
    and(inArray(activity.type, feedTypes('with_status')), sql`jsonb_exists(${activity.after}, 'status')`),
  ),
  standing(sql`${activity}`),
);

/** Returns one page of the customer's feed, newest first (CUS-3). */
export function loadFeed(tx: Tx, projectId: string, page = 1): Promise<Page<FeedEntry>> {
  const which = and(eq(activity.projectId, projectId), isNews);
  return loadPage(
    page,
    async ({ limit, offset }) => {
      const rows = await tx
        .select({
          type: activity.type,
          at: activity.at,
          what: sql<string | null>`${activity.after}->>'what'`,
          milestone: { number: milestone.number, name: milestone.name, outcome: milestone.outcome },
        })
        .from(activity)
        .leftJoin(milestone, refersTo(milestone, activity, activity.milestoneId))
        .where(which)
        .orderBy(desc(activity.at), desc(activity.id))
        .limit(limit)
        .offset(offset);
      return rows.map((row) => ({ ...row, type: row.type as EventType }));
    },
    () => tx.$count(activity, which),
  );
}
