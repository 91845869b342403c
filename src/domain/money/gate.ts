import type { InvoiceState } from './invoice.ts';
import type { InvoicePart, Trigger } from './terms.ts';

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

/**
 * Returns why a milestone may not start (PAY-5): work is stopped, an invoice of another milestone is overdue, or
 * its own advance is not paid. Returns undefined where it may.
 */
export function gateReason(
  milestoneId: string,
  trigger: Trigger,
  /** By age, oldest first. */
  invoices: readonly GatedInvoice[],
): GateReason | undefined {
  const stopped = invoices.find(({ state }) => state.stopsWork);
  if (stopped) return { why: 'work_stopped', invoice: stopped };
  const late = invoices.find((one) => one.milestoneId !== milestoneId && one.state.status === 'overdue');
  if (late) return { why: 'overdue', invoice: late };
  if (trigger === 'on_delivery') return undefined;
  const advance = invoices.find((one) => one.milestoneId === milestoneId && one.part !== 'balance');
  return advance?.state.isPaid ? undefined : { why: 'advance', invoice: advance ?? null };
}
