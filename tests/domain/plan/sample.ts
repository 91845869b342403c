import { type Item, type Milestone, newMilestone } from '../../../src/domain/plan/milestone.ts';
import type { Node } from '../../../src/domain/plan/plan.ts';
import type { ProgressNode } from '../../../src/domain/plan/progress.ts';

/** A milestone with nothing special about it. */
export const milestoneOf = (more: Partial<Milestone> = {}): Milestone =>
  newMilestone({
    id: 'm3',
    projectId: 'p1',
    number: 3,
    order: 3,
    name: 'Beta launch',
    type: 'event',
    ...more,
  });

/** A place in a plan. */
export const nodeOf = (number: number, more: Partial<Node> = {}): Node => ({
  outcome: null,
  id: `m${number}`,
  parentId: null,
  number,
  name: `Step ${number}`,
  order: number,
  share: null,
  status: 'upcoming',
  ...more,
});

/** A step that progress is computed from. */
export const stepOf = (id: string, more: Partial<ProgressNode> = {}): ProgressNode => ({
  id,
  parentId: null,
  status: 'in_progress',
  percent: null,
  share: null,
  items: [],
  ...more,
});

/** A criterion that is not met, unless it is said otherwise. */
export const criterionOf = (number: number, more: Partial<Item> = {}): Item => ({
  id: `i${number}`,
  projectId: 'p1',
  milestoneId: 'm3',
  number,
  kind: 'criterion',
  text: `Criterion ${number}`,
  done: false,
  skipReason: null,
  ...more,
});
