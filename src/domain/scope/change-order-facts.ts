import type { InvoicedPlan } from '../money/ledger.ts';
import type { Milestone } from '../plan/milestone.ts';
import type { Project } from '../project/project.ts';
import type { ChangeOrder } from './change-order.ts';
import { effectOf } from './effect.ts';
import type { ScopedMilestone, ScopedPlan } from './scoped-plan.ts';

/** A change order with the names of the people on it; null where nobody has acted. */
export type NamedChangeOrder = ChangeOrder & {
  proposedBy: string;
  supplierName: string | null;
  clientName: string | null;
  closedBy: string | null;
};

/** The plan that change orders are computed on, with what their cards name. */
export type ScopedFacts = {
  project: Project;
  plan: Omit<ScopedPlan, 'milestones'> & {
    /** Without dropped ones. */
    milestones: (ScopedMilestone & Pick<Milestone, 'name' | 'outcome' | 'version' | 'nextItem'>)[];
  };
  /** What the invoices of the project are computed from. */
  money: Pick<InvoicedPlan, 'milestones' | 'invoices'>;
  /** Whether anybody can sign for the client. */
  hasClient: boolean;
};

/** What the card of a change order shows. */
export type ChangeOrderFacts = ScopedFacts & { order: NamedChangeOrder };

/** Returns what an order does to the present plan, of an applied one what it did. */
export function effectIn({ plan, order }: ChangeOrderFacts): ReturnType<typeof effectOf> {
  return order.effect ? { ok: true, effect: order.effect } : effectOf(order, plan);
}
