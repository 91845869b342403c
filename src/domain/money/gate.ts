import { draftParts, type InvoiceState } from './invoice.ts';
import { type InvoicePart, isBeforeWork, partsOf, type Terms } from './terms.ts';

/** What a project does about unpaid invoices when a milestone starts (PAY-5). */
export const paymentGates = ['refuse', 'warn', 'off'] as const;
/** What a project does about unpaid invoices when a milestone starts. */
export type PaymentGate = (typeof paymentGates)[number];

/** An invoice as the gate sees it. */
export type GatedInvoice = {
  id: string;
  milestoneId: string;
  part: InvoicePart;
  state: Pick<InvoiceState, 'status' | 'isPaid' | 'stopsWork'>;
};

/** Why a milestone may not start yet; `invoice` is null where it has to be issued first. */
export type GateReason =
  | { why: 'work_stopped' | 'overdue'; invoice: GatedInvoice }
  | { why: 'advance'; invoice: GatedInvoice | null };

/** A milestone at the top of the plan, with its amount in minor units. */
export type GatedMilestone = { id: string; amount: number };

/**
 * Returns why a milestone may not start (PAY-5): work is stopped, an invoice of another milestone is overdue, or
 * its own advance is not paid. Returns undefined where it may. A milestone below another passes the one at the top.
 * `isPaidFor` in `db/queries/money/gate.ts` is the same rule for the clock.
 */
export function gateReason(
  milestone: GatedMilestone,
  terms: Terms,
  /** By age, oldest first. */
  invoices: readonly GatedInvoice[],
): GateReason | undefined {
  const stopped = invoices.find(({ state }) => state.stopsWork);
  if (stopped) return { why: 'work_stopped', invoice: stopped };
  const late = invoices.find((one) => one.milestoneId !== milestone.id && one.state.status === 'overdue');
  if (late) return { why: 'overdue', invoice: late };
  return advanceReason(milestone, terms, invoices);
}

/** Waits for the advance that was sent, or for one that can be sent; an advance of nothing is none. */
function advanceReason(
  { id, amount }: GatedMilestone,
  terms: Terms,
  invoices: readonly GatedInvoice[],
): GateReason | undefined {
  const asked = partsOf(terms).some((part) => isBeforeWork(part, terms));
  if (!asked) return undefined;
  const own = invoices.filter(({ milestoneId }) => milestoneId === id);
  const unpaid = own.find(({ part, state }) => part !== 'balance' && !state.isPaid);
  if (unpaid) return { why: 'advance', invoice: unpaid };
  if (own.length > 0) return undefined;
  const [first] = draftParts(amount, [], terms);
  return first && isBeforeWork(first.part, terms) ? { why: 'advance', invoice: null } : undefined;
}
