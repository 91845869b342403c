import * as z from 'zod';
import { confirmCard } from '../../../cards/views/money/confirm.ts';
import { amountWords, invoiceCard } from '../../../cards/views/money/invoice.ts';
import { invoiceNews } from '../../../cards/views/money/news.ts';
import { settleAction, settlementNouns } from '../../../cards/views/money/settlement.ts';
import type { Decision } from '../../domain/change.ts';
import { invoiceName, invoiceVersion } from '../../domain/money/ledger.ts';
import { type Outcome, ok } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { textSlot } from '../../grammar/slot.ts';
import { invoiceResource } from '../../presenters/money.ts';
import { type Command, defineCommand } from '../../runner/define.ts';
import { amountSlot } from './amount.ts';
import { invoiceInputs, type LoadedInvoice, loadInvoice, sureSlot } from './invoice-facts.ts';
import { checkSettlement, type Settled, settle, settleable, usualAmount } from './settle.ts';

type Facts = LoadedInvoice & { settled?: Settled & { note: string }; asks?: true };

type Reduction = { kind: 'credit' | 'write_off' } & Pick<
  Command,
  'name' | 'synonyms' | 'summary' | 'title' | 'submit' | 'examples'
>;

/** Defines a command that reduces what is open on an invoice for a reason, after a question (PAY-6). */
const reduction = ({ kind, ...names }: Reduction): Command =>
  defineCommand({
    ...names,
    input: z.object({
      milestone: invoiceInputs.milestone,
      amount: amountSlot('place', 'Amount'),
      reason: textSlot('rest', 'Reason', { max: 500 }, 'The last page is missing'),
      nth: invoiceInputs.nth,
      sure: sureSlot(),
    }),
    load: (tx, given, who, { today }): Promise<Outcome<Facts>> =>
      loadInvoice(tx, who, given, { today, prefers: settleable, why: 'changing' }),
    permit: (who, { project }) => needs(who, governors(project)),
    version: ({ invoice }) => invoiceVersion(invoice),
    subject: ({ invoice }) => invoiceName(invoice),
    opened: ({ invoice }) => ({ on: [invoice.issued?.number ?? null, usualAmount(invoice)] }),
    decide(facts, { amount, reason, sure }, who, at): Outcome<Decision<Facts>> {
      const typed = { kind, amount, on: at.today, note: reason };
      if (sure) return settle(facts, typed, who, at);
      const checked = checkSettlement(facts, typed);
      if (!checked.ok) return checked;
      const { issued: _, ...settled } = checked.value;
      const next = { ...facts, settled: { ...settled, note: reason }, asks: true as const };
      return ok({ changes: [], events: [], next });
    },
    view: (facts: Facts, _who, at) =>
      facts.asks && facts.settled
        ? confirmCard(settleAction(facts.invoice, facts.settled, at.today))
        : invoiceCard(facts, at),
    resource: invoiceResource,
    done: ({ invoice, settled }) =>
      settled
        ? `${capitalised(settlementNouns[kind])} of ${amountWords(invoice, settled.minor)} recorded on ${invoiceName(invoice)}.`
        : '',
    news: ({ invoice, settled, asks }) =>
      settled && !asks
        ? invoiceNews(invoice, `has a ${settlementNouns[kind]} of ${amountWords(invoice, settled.minor)}`)
        : undefined,
  });

/** Gives a credit note on an invoice. */
export const credit = reduction({
  kind: 'credit',
  name: 'credit',
  synonyms: [{ words: 'credit note' }],
  summary: 'Give a credit on an invoice, with a reason.',
  title: 'Give a credit',
  submit: 'Next',
  examples: ['credit 2 500 the last page is missing'],
});

/** Writes off an amount of an invoice. */
export const writeoff = reduction({
  kind: 'write_off',
  name: 'writeoff',
  synonyms: [{ words: 'write off' }],
  summary: 'Write off an amount of an invoice, with a reason.',
  title: 'Write off an amount',
  submit: 'Next',
  examples: ['writeoff 2 500 the customer is insolvent'],
});
