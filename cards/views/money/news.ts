import { invoiceName, type MilestoneInvoice } from '../../../src/domain/money/ledger.ts';
import { type Card, plain, strong } from '../../model.ts';
import { invoiceInput } from './invoice.ts';

/** Announces what happened to an invoice, with a button to its card. */
export const invoiceNews = (invoice: MilestoneInvoice, what: string): Card => ({
  title: [strong(invoiceName(invoice)), plain(` ${what}`)],
  blocks: [],
  actions: [{ label: 'Show', command: 'invoice', input: invoiceInput(invoice) }],
  more: [],
});
