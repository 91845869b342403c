import type { Item, Status } from '../plan/milestone.ts';

/** A milestone as a change order sees it. Dates are YYYY-MM-DD, amounts minor units. */
export type ScopedMilestone = {
  id: string;
  parentId: string | null;
  number: number;
  order: number;
  status: Status;
  startDate: string | null;
  dueDate: string | null;
  blocksGoLive: boolean;
  /** Its items, of which one leaves in a swap. */
  items: readonly Pick<Item, 'id' | 'number' | 'kind' | 'text' | 'done'>[];
  /** The ids of the milestones that it requires. */
  requires: readonly string[];
  /** Its share of the price; null without one. */
  base: number | null;
  /** What change orders have added to its amount. */
  extra: number;
};

/** A plan as a change order sees it. */
export type ScopedPlan = {
  milestones: readonly ScopedMilestone[];
  /** The go-live. */
  target: string | null;
  /** The price with all applied change orders; null without money. */
  total: number | null;
  /** ISO 4217; null without money. */
  currency: string | null;
  holidays: readonly string[];
};
