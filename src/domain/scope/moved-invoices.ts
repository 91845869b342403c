import { type InvoicedPlan, invoicesOf } from '../money/ledger.ts';
import { type NamedMilestone, named } from '../plan/milestone.ts';
import type { Effect } from './change-order.ts';

/** An invoice whose amount an order changes, in minor units; null where it is not there. */
export type MovedInvoice = {
  /** The milestone that it is for; null: the new one of the route `phase`. */
  milestone: NamedMilestone | null;
  was: number | null;
  is: number | null;
};

/**
 * Returns the drafts of invoices whose amount an effect changes (SCP-3). What is issued stays, so that a cost after
 * the invoice becomes one more draft. `today` is YYYY-MM-DD.
 */
export function movedInvoices(plan: InvoicedPlan, { extra }: Effect, today: string): MovedInvoice[] {
  if (!extra) return [];
  if (extra.id === null) return [{ milestone: null, was: null, is: extra.is }];
  const milestones = plan.milestones.map((one) => (one.id === extra.id ? { ...one, extra: extra.is } : one));
  const drafts = (of: InvoicedPlan) =>
    new Map(
      invoicesOf(of, today)
        .filter(({ issued, milestone }) => issued === null && milestone.id === extra.id)
        .map(({ nth, net }) => [nth, net]),
    );
  const [before, after] = [drafts(plan), drafts({ ...plan, milestones })];
  const of = plan.milestones.find(({ id }) => id === extra.id);
  const milestone = of ? named(of) : null;
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort((a, b) => a - b)
    .map((nth) => ({ milestone, was: before.get(nth) ?? null, is: after.get(nth) ?? null }))
    .filter(({ was, is }) => was !== is);
}
