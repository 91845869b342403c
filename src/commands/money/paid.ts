import * as z from 'zod';
import { confirmCard } from '../../../cards/views/money/confirm.ts';
import { amountWords, invoiceCard } from '../../../cards/views/money/invoice.ts';
import { invoiceNews } from '../../../cards/views/money/news.ts';
import { settleAction } from '../../../cards/views/money/settlement.ts';
import type { Decision } from '../../domain/change.ts';
import { invoiceName, invoiceVersion } from '../../domain/money/ledger.ts';
import { decimalOf } from '../../domain/money/money.ts';
import { invalid, type Outcome, ok } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { dateSlot } from '../../grammar/slot.ts';
import { invoiceResource } from '../../presenters/money.ts';
import { defineCommand } from '../../runner/define.ts';
import { amountSlot } from './amount.ts';
import { invoiceInputs, type LoadedInvoice, loadInvoice, sureSlot } from './invoice-facts.ts';
import { checkSettlement, type Settled, settle, settleable, usualAmount } from './settle.ts';

type Facts = LoadedInvoice & { settled?: Settled; asks?: true };

/** Records a payment of an invoice, after a question (PAY-6). */
export const paid = defineCommand({
  name: 'paid',
  synonyms: [{ words: 'mark paid' }],
  summary: 'Record a payment of an invoice.',
  title: 'Record a payment',
  submit: 'Next',
  examples: ['paid 2 3000 on:"2 dec 2026"', 'paid 2'],
  input: z.object({
    milestone: invoiceInputs.milestone,
    amount: amountSlot('place', 'Amount').optional(),
    on: dateSlot('Received on', { past: true }).optional(),
    nth: invoiceInputs.nth,
    sure: sureSlot(),
  }),
  load: (tx, given, who, { today }): Promise<Outcome<Facts>> =>
    loadInvoice(tx, who, given, { today, prefers: settleable, why: 'changing' }),
  permit: (who, { project }) => needs(who, governors(project)),
  version: ({ invoice }) => invoiceVersion(invoice),
  subject: ({ invoice }) => invoiceName(invoice),
  opened: ({ invoice }) => ({ on: [invoice.issued?.number ?? null, usualAmount(invoice)] }),
  decide(facts, { amount, on, sure }, who, at): Outcome<Decision<Facts>> {
    const day = on ?? at.today;
    if (day > at.today) return invalid('paid', 'on', 'The date must be today or earlier.');
    const typed = { kind: 'payment', amount, on: day, note: null } as const;
    if (sure) return settle(facts, typed, who, at);
    const checked = checkSettlement(facts, typed);
    if (!checked.ok) return checked;
    const { issued: _, ...settled } = checked.value;
    return ok({ changes: [], events: [], next: { ...facts, settled, asks: true as const } });
  },
  view: (facts, _who, at) =>
    facts.asks && facts.settled
      ? confirmCard(settleAction(facts.invoice, facts.settled, at.today))
      : invoiceCard(facts, at),
  resource: invoiceResource,
  done: ({ invoice, settled }) =>
    settled ? `Payment of ${amountWords(invoice, settled.minor)} recorded: ${openWords(invoice)}.` : '',
  preset: ({ invoice, today }) => ({
    amount: decimalOf({ minor: usualAmount(invoice), currency: invoice.currency }),
    on: today,
  }),
  news: ({ invoice, settled, asks }) =>
    settled && !asks
      ? invoiceNews(invoice, `was paid ${amountWords(invoice, settled.minor)}: ${openWords(invoice)}`)
      : undefined,
});

/** "nothing is open"; "£500 is still open"; "the late fee of £45 is still open". */
function openWords(invoice: LoadedInvoice['invoice']): string {
  const { isPaid, open, openFee } = invoice.state;
  if (!isPaid) return `${amountWords(invoice, open)} is still open`;
  return openFee > 0 ? `the late fee of ${amountWords(invoice, openFee)} is still open` : 'nothing is open';
}
