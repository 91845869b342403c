import type { Item, Milestone } from '../../src/domain/milestone.ts';
import type { Node } from '../../src/domain/plan.ts';
import type { Step } from '../../src/domain/progress.ts';

/** A milestone with nothing special about it. */
export const milestoneOf = (more: Partial<Milestone> = {}): Milestone => ({
  id: 'm3',
  projectId: 'p1',
  parentId: null,
  number: 3,
  order: 3,
  name: 'Beta launch',
  description: null,
  type: 'event',
  share: null,
  status: 'upcoming',
  ownerParty: 'expert',
  assigneeId: null,
  outcome: null,
  blocksGoLive: false,
  startDate: null,
  dueDate: null,
  priority: 'p2',
  riskAfter: null,
  percent: null,
  submittedAt: null,
  submittedById: null,
  doneAt: null,
  doneById: null,
  droppedAt: null,
  dropReason: null,
  nextItem: 1,
  version: 1,
  ...more,
});

/** A place in a plan. */
export const nodeOf = (number: number, more: Partial<Node> = {}): Node => ({
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
export const stepOf = (id: string, more: Partial<Step> = {}): Step => ({
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
  ...more,
});
