import * as z from 'zod';
import { outcomeWords } from '../../../cards/views/money/dispute-line.ts';
import { amountWords, invoiceCard } from '../../../cards/views/money/invoice.ts';
import { invoiceNews } from '../../../cards/views/money/news.ts';
import type { Decision } from '../../domain/change.ts';
import {
  type DisputeOutcome,
  disputeOutcomes,
  endingSide,
  openDispute,
  withoutDispute,
} from '../../domain/money/dispute.ts';
import { invoiceName } from '../../domain/money/ledger.ts';
import { decimalOf } from '../../domain/money/money.ts';
import { invalid, type Outcome, ok, rule } from '../../domain/outcome.ts';
import { governors, needs, signers, type Who } from '../../domain/project/access.ts';
import type { Role } from '../../domain/project/roles.ts';
import { choiceSlot, textSlot } from '../../grammar/slot.ts';
import { invoiceResource } from '../../presenters/money.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import { amountIn, amountSlot } from './amount.ts';
import { invoiceInputs, type LoadedInvoice, loadInvoice, withChanged } from './invoice-facts.ts';
import { checkSettlement, settling } from './settle.ts';

type Facts = LoadedInvoice & { ended?: DisputeOutcome };

/**
 * Ends a dispute (HLT-6): the side that opened it, or the supplier by a part payment. The owner acts for the customer
 * where nobody has the customer's role.
 */
export const disputeEnd = defineCommand({
  name: 'dispute-end',
  synonyms: [{ words: 'end dispute' }],
  summary: 'End a dispute: part payment, extra milestone, mediation, or withdrawn.',
  title: 'End the dispute',
  submit: 'End',
  examples: [
    'dispute end 2 withdrawn note:"It was there"',
    'dispute end 2 part-payment amount:3000 note:"Agreed by phone"',
    'dispute end 2 mediation note:"Ms Lee, Chamber of Commerce"',
  ],
  input: z.object({
    milestone: invoiceInputs.milestone,
    as: choiceSlot('place', 'How it ends', disputeOutcomes),
    amount: amountSlot('key', 'Amount that is paid').optional(),
    note: textSlot('key', 'What was agreed, or who mediates', { max: 500 }),
    nth: invoiceInputs.nth,
  }),
  lacks: ({ as, amount }) => (as === 'part_payment' && !amount ? ['amount'] : []),
  load: (tx, given, who, { today }): Promise<Outcome<Facts>> =>
    loadInvoice(tx, who, given, {
      today,
      prefers: [({ issued }) => openDispute(issued?.disputes ?? []) !== undefined],
      why: 'changing',
    }),
  permit: (who, facts, { as }) => needs(who, whoMayEnd(facts, as)),
  subject: ({ invoice }) => invoiceName(invoice),
  opened: ({ invoice: { issued, state } }) => ({ on: [issued?.number ?? null, state.open] }),
  decide(facts, { as, amount, note }, who, at): Outcome<Decision<Facts>> {
    const { issued } = facts.invoice;
    if (!issued || !openDispute(issued.disputes))
      return rule(`Nobody disputes ${invoiceName(facts.invoice)}.`);
    const credited = as === 'part_payment' ? credit(facts, { amount, note }, who, at) : ok(undefined);
    if (!credited.ok) return credited;
    const set = {
      disputes: withoutDispute(issued.disputes, { as, note }, at.today),
      version: issued.version + 1,
    };
    const after = { what: issued.number, as: outcomeWords[as] };
    return ok({
      changes: [
        ...(credited.value ? [{ add: 'settlement' as const, row: credited.value.row }] : []),
        { alter: 'invoice', id: issued.id, set },
      ],
      events: [
        ...(credited.value ? [credited.value.event] : []),
        { type: 'dispute_ended', milestoneId: issued.milestoneId, note, after },
      ],
      next: {
        ...facts,
        ...withChanged(facts, { ...(credited.value?.issued ?? issued), ...set }),
        ended: as,
      },
    });
  },
  view: (facts, _who, at) => invoiceCard(facts, at),
  resource: invoiceResource,
  done: ({ invoice, ended }) =>
    ended ? `The dispute of ${invoiceName(invoice)} ended: ${outcomeWords[ended]}.` : '',
  news: ({ invoice, ended }) =>
    ended ? invoiceNews(invoice, `is no longer disputed: ${outcomeWords[ended]}`) : undefined,
});

/** Returns the roles that may end the dispute that lasts in a way. */
function whoMayEnd({ project, hasCustomer, invoice }: Facts, as: DisputeOutcome): readonly Role[] {
  const open = openDispute(invoice.issued?.disputes ?? []);
  if (!open) return signers;
  return endingSide[as][open.by] === 'customer' && hasCustomer ? ['client'] : governors(project);
}

/** Credits what a part payment leaves of the open amount. */
function credit(
  facts: Facts,
  { amount = '', note }: { amount?: string | undefined; note: string },
  who: Who,
  at: Moment,
) {
  const { invoice } = facts;
  const read = amountIn('dispute-end', 'amount', { typed: amount, currency: invoice.currency });
  if (!read.ok) return read;
  const { open } = invoice.state;
  if (read.value >= open)
    return invalid(
      'dispute-end',
      'amount',
      `A part payment is less than the ${amountWords(invoice, open)} that is open.`,
    );
  const rest = decimalOf({ minor: open - read.value, currency: invoice.currency });
  const typed = { kind: 'credit', amount: rest, on: at.today, note } as const;
  const checked = checkSettlement(facts, typed);
  return checked.ok ? ok(settling(facts, checked.value, typed, { who, at })) : checked;
}
