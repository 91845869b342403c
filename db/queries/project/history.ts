import { and, desc, eq, gt, inArray, notInArray, or, type SQL, sql } from 'drizzle-orm';
import {
  type EventType,
  type HistoryReader,
  readRecord,
  teamTypes,
  typesForCustomers,
} from '../../../src/domain/events.ts';
import type { Page, Slice } from '../../../src/domain/page.ts';
import type { Milestone } from '../../../src/domain/plan/milestone.ts';
import type { HistoryEntry } from '../../../src/domain/project/history.ts';
import type { Tx } from '../../database.ts';
import { refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { milestone } from '../../schema/plan.ts';
import { activity } from '../../schema/project.ts';
import { loadPage } from '../page.ts';

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

/** The records of a project, or of one of its milestones, as one reader sees them. */
type HistoryOf = {
  projectId: string;
  milestoneId: string | undefined;
  /** Customers see neither notes nor what is for the team, viewers no costs. */
  reader: HistoryReader;
};

/** Returns one page of the records of a project or of one milestone, newest first. */
export async function loadHistory(tx: Tx, of: HistoryOf, page = 1): Promise<Page<HistoryEntry>> {
  return loadPage(
    page,
    (slice) => readRecords(tx, of, whichRecords(of), slice),
    () => tx.$count(activity, whichRecords(of)),
  );
}

const whichRecords = ({ projectId, milestoneId, reader }: HistoryOf) =>
  and(
    eq(activity.projectId, projectId),
    milestoneId ? eq(activity.milestoneId, milestoneId) : undefined,
    reader === 'customer' ? isForCustomers : undefined,
    reader === 'viewer' ? isForViewers : undefined,
  );

const undone: EventType = 'undone';

/** The records that a viewer sees: neither those of the team alone, nor that one of them was taken back. */
const isForViewers = and(
  notInArray(activity.type, teamTypes),
  sql`not (${activity.type} = ${undone} and exists (select from activity u
    where u.workspace_id = milepost_tenant() and u.type in ${teamTypes}
      and u.id in (select jsonb_array_elements_text(${activity.after} -> 'undoes')::uuid)))`,
);

/** The records that `customerMaySee` lets customers see. */
const isForCustomers = or(
  inArray(activity.type, typesForCustomers('always')),
  and(inArray(activity.type, typesForCustomers('with_status')), sql`${activity.after} ? 'status'`),
);

/** The most records that are told of a change. */
const maxHappened = 5;

/** Returns the last records of a milestone after an instant, newest first. */
export const loadHappened = (
  tx: Tx,
  of: HistoryOf & { milestoneId: string },
  since: string,
): Promise<HistoryEntry[]> =>
  readRecords(tx, of, and(whichRecords(of), gt(activity.at, since)), { limit: maxHappened, offset: 0 });

async function readRecords(
  tx: Tx,
  { reader }: HistoryOf,
  which: SQL | undefined,
  { limit, offset }: Slice,
): Promise<HistoryEntry[]> {
  const rows = await tx
    .select({
      ...recordColumns,
      milestone: { number: milestone.number, name: milestone.name, outcome: milestone.outcome },
      platform: activity.platform,
      milestoneId: activity.milestoneId,
    })
    .from(activity)
    .leftJoin(person, refersTo(person, activity, activity.personId))
    .leftJoin(milestone, refersTo(milestone, activity, activity.milestoneId))
    .where(which)
    .orderBy(desc(activity.at), desc(activity.id))
    .limit(limit)
    .offset(offset);
  const removed = await nameRemoved(tx, rows);
  return rows.map(({ milestoneId, milestone: present, ...row }) =>
    recordFrom({
      ...row,
      note: reader === 'customer' ? null : row.note,
      milestone: present ?? removed.get(milestoneId ?? '') ?? null,
    }),
  );
}

/** The milestones that were taken back out of the plan, by id, as the records of their creation name them. */
async function nameRemoved(
  tx: Tx,
  rows: readonly { milestoneId: string | null; milestone: HistoryEntry['milestone'] }[],
): Promise<Map<string | null, HistoryEntry['milestone']>> {
  const ids = rows.flatMap((row) => (row.milestone === null ? (row.milestoneId ?? []) : []));
  if (ids.length === 0) return new Map();
  const made = await tx
    .select({ id: activity.milestoneId, before: activity.before, after: activity.after })
    .from(activity)
    .where(and(eq(activity.type, 'created'), inArray(activity.milestoneId, ids)));
  return new Map(
    made.map(({ id, before, after }) => {
      const {
        number,
        name,
        outcome = null,
      } = readRecord('created', before, after).after as Partial<Milestone>;
      return [id, number !== undefined && name !== undefined ? { number, name, outcome } : null];
    }),
  );
}
