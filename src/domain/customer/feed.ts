import type { EventType } from '../events.ts';
import type { Milestone } from '../plan/milestone.ts';

/** A line of the customer's feed (CUS-3). */
export type FeedEntry = {
  type: EventType;
  /** An ISO instant. */
  at: string;
  /** Null for the project and its invoices. */
  milestone: Pick<Milestone, 'number' | 'name' | 'outcome'> | null;
  /** The number of an invoice, or the name of another thing; null: the milestone or the project itself. */
  what: string | null;
};
