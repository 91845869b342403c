import * as z from 'zod';
import { invoiceCard } from '../../../cards/views/money/invoice.ts';
import { invoiceName } from '../../domain/money/ledger.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { invoiceResource } from '../../presenters/money.ts';
import { defineCommand } from '../../runner/define.ts';
import { invoiceInputs, loadInvoice, requireReadable } from './invoice-facts.ts';

/** Shows an invoice of a milestone: as a live card once it is sent, until then as a draft (PAY-4). */
export const invoice = defineCommand({
  name: 'invoice',
  summary: 'Show an invoice of a milestone.',
  examples: ['invoice 2', 'invoice INV-2026-0007'],
  input: z.object(invoiceInputs),
  load: (tx, given, who, { today }) =>
    loadInvoice(tx, who, given, { today, prefers: [({ state }) => !state.isPaid], why: 'reading' }),
  permit: (who) => needs(who, viewers),
  decide(facts, _input, who) {
    const readable = requireReadable(facts, who);
    return readable.ok ? ok({ changes: [], events: [], next: facts }) : readable;
  },
  view: (facts, _who, at) => invoiceCard(facts, at),
  resource: invoiceResource,
  done: ({ invoice: one }) =>
    one.issued
      ? `Posting the card of ${one.issued.number}.`
      : `${capitalised(invoiceName(one))} is not sent yet.`,
  posts: ({ invoice: { issued } }) => (issued ? { kind: 'invoice', id: issued.id } : undefined),
});
