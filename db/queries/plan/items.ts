import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Item, Status } from '../../../src/domain/plan/milestone.ts';
import type { Tx } from '../../database.ts';
import { refersTo } from '../../schema/keys.ts';
import { item, milestone } from '../../schema/plan.ts';

/** A checklist item with the number of its milestone. */
export type NumberedItem = Pick<Item, 'number' | 'kind' | 'text' | 'done' | 'skipReason'> & {
  milestone: number;
  /** The status of that milestone. */
  status: Status;
};

/** Returns the checklist items of a project's milestones, without dropped ones, by number. */
export const loadItems = (tx: Tx, projectId: string): Promise<NumberedItem[]> =>
  tx
    .select({
      milestone: milestone.number,
      status: milestone.status,
      number: item.number,
      kind: item.kind,
      text: item.text,
      done: item.done,
      skipReason: item.skipReason,
    })
    .from(item)
    .innerJoin(milestone, refersTo(milestone, item, item.milestoneId))
    .where(and(eq(item.projectId, projectId), isNull(milestone.droppedAt)))
    .orderBy(asc(milestone.number), asc(item.number));
