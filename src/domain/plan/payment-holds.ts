import type { MilestoneFacts } from '../facts.ts';
import { type GateReason, gateReason } from '../money/gate.ts';
import { amountOf } from '../money/money.ts';
import { type KnownInvoice, knownInvoices } from '../money/sent.ts';
import type { NextStep } from '../outcome.ts';
import { plural } from '../time/dates.ts';
import type { Wait } from './dependencies.ts';
import { type Milestone, named } from './milestone.ts';
import { milestoneName } from './transitions.ts';

/** What the start of a milestone needs of the money of its project. */
export type BilledFacts = Pick<MilestoneFacts, 'project' | 'invoices' | 'shares' | 'payer'> & {
  milestone: Pick<Milestone, 'id' | 'number' | 'name' | 'outcome' | 'share' | 'extra'>;
};

/** What an unpaid invoice means for the start of a milestone: a sentence, what is the case, and what mends it. */
export type PaymentHold = { sentence: string; why: string; waits: Wait[]; step: NextStep };

/** Returns what is unpaid and so keeps a milestone from being started (PAY-5). `today` is YYYY-MM-DD. */
export function paymentHolds(facts: BilledFacts, today: string): PaymentHold[] {
  const { project, milestone, invoices, shares } = facts;
  const { policies, price, terms } = project;
  if (!policies.moneyOn || price === null || policies.paymentGate === 'off') return [];
  const known = knownInvoices(invoices, today);
  const payer = facts.payer ?? milestone;
  const reason = gateReason({ id: payer.id, amount: amountOf(payer, price, shares) }, terms, known);
  return reason ? [holdOf(facts, reason, known)] : [];
}

function holdOf(
  { milestone, payer }: BilledFacts,
  reason: GateReason,
  known: readonly KnownInvoice[],
): PaymentHold {
  const cannot = `${milestoneName(milestone)} cannot start yet`;
  const invoice = known.find(({ id }) => id === reason.invoice?.id);
  const advance = payer ? `the advance of ${milestoneName(payer)}` : 'its advance';
  if (!invoice)
    return {
      sentence: `${cannot}: ${advance} is not invoiced.`,
      why: `${advance} is not invoiced`,
      waits: [{ for: 'advance', ...named(payer ?? milestone) }],
      step: invoiceStep('Send the invoice', 'invoice-send', {
        milestone: (payer ?? milestone).number,
        nth: 1,
      }),
    };
  const { number, state } = invoice;
  const waits: Wait[] = [{ for: 'payment', invoice: number }];
  const step = invoiceStep('Record the payment', 'paid', invoice);
  if (reason.why === 'advance')
    return {
      sentence: `${cannot}: ${number}, ${advance}, is not paid.`,
      why: `${number} is not paid`,
      waits,
      step,
    };
  const late = `${number} is ${plural(state.daysOverdue, 'day')} overdue`;
  const sentence = reason.why === 'work_stopped' ? `Work stopped: ${late}.` : `${cannot}: ${late}.`;
  return { sentence, why: late, waits, step };
}

const invoiceStep = (
  label: string,
  command: string,
  { milestone, nth }: { milestone: number; nth: number },
): NextStep => ({ label, command, input: { milestone: String(milestone), nth: String(nth) } });
