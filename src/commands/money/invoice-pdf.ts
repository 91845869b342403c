import * as z from 'zod';
import { invoicePdfCard } from '../../../cards/views/money/invoice-pdf.ts';
import type { MilestoneInvoice } from '../../domain/money/ledger.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { readerOf } from '../../domain/project/history-reader.ts';
import { invoicePdfResource } from '../../presenters/money.ts';
import { defineCommand } from '../../runner/define.ts';
import { invoiceInputs, loadInvoice, requireReadable } from './invoice-facts.ts';

const isSent = ({ issued }: MilestoneInvoice) => issued !== null;
const isUnpaid = (invoice: MilestoneInvoice) => isSent(invoice) && !invoice.state.isPaid;

/** Gives the person a link to an invoice as PDF; customers see only sent ones (PAY-4). */
export const invoicePdf = defineCommand({
  name: 'invoice-pdf',
  summary: 'Get an invoice as a PDF.',
  title: 'Invoice as a PDF',
  submit: 'Get the PDF',
  examples: ['invoice pdf 2', 'invoice pdf INV-2026-0007'],
  input: z.object(invoiceInputs),
  load: (tx, given, who, { today }) =>
    loadInvoice(tx, who, given, { today, prefers: [isUnpaid, isSent], why: 'reading' }),
  permit: (who) => needs(who, viewers),
  decide(facts, _input, who, at) {
    const { invoice } = facts;
    const reader = readerOf(who);
    const readable = requireReadable(facts, who);
    if (!readable.ok) return readable;
    const address = at.invoicePdf({ milestoneId: invoice.milestone.id, nth: invoice.nth, reader });
    if (address === undefined)
      return rule(
        'Milepost cannot give you a link, because its server has no public https address.',
        'Ask the person who runs the server to set PUBLIC_URL and MILEPOST_SECRET.',
      );
    return ok({ changes: [], events: [], next: { ...facts, address } });
  },
  view: ({ invoice, address }) => invoicePdfCard(invoice, address),
  resource: invoicePdfResource,
});
