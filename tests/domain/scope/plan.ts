import type { ChangeOrder } from '../../../src/domain/scope/change-order.ts';
import type { ScopedMilestone, ScopedPlan } from '../../../src/domain/scope/scoped-plan.ts';

/** Returns a milestone as a change order sees it. */
export const milestone = (number: number, of: Partial<ScopedMilestone> = {}): ScopedMilestone => ({
  id: `m${number}`,
  parentId: null,
  number,
  order: number,
  status: 'upcoming',
  startDate: null,
  dueDate: null,
  blocksGoLive: false,
  items: [],
  requires: [],
  base: null,
  extra: 0,
  ...of,
});

/** Three milestones one after the other, the second in progress; the go-live is the end of the last. */
export const plan = (of: Partial<ScopedPlan> = {}): ScopedPlan => ({
  milestones: [
    milestone(1, { status: 'done', startDate: '2026-11-23', dueDate: '2026-12-04' }),
    milestone(2, {
      status: 'in_progress',
      startDate: '2026-12-07',
      dueDate: '2026-12-18',
      base: 1_000_000,
    }),
    milestone(3, { startDate: '2026-12-21', dueDate: '2026-12-31', blocksGoLive: true }),
  ],
  target: '2026-12-31',
  total: 1_000_000,
  currency: 'GBP',
  holidays: ['2026-12-25', '2027-01-01'],
  ...of,
});

/** Returns an open order for milestone 2. */
export const order = (of: Partial<ChangeOrder> = {}): ChangeOrder => ({
  id: 'co',
  projectId: 'p',
  number: 1,
  milestoneId: 'm2',
  text: 'Also an Arabic version',
  route: 'here',
  days: 2,
  cost: 50_000,
  currency: 'GBP',
  addsWork: true,
  swapItem: null,
  state: 'open',
  supplier: null,
  client: null,
  reason: null,
  proposedById: 'mo',
  proposedAt: '2026-12-08T09:00:00Z',
  expiresOn: null,
  closedById: null,
  closedAt: null,
  effect: null,
  ...of,
});
