import { type InvoiceState, invoiceState, type Settlement, type StoredInvoice } from './invoice.ts';

/** A sent invoice as the cards and gates of its project need it. */
export type SentInvoice = Pick<
  StoredInvoice,
  | 'id'
  | 'milestoneId'
  | 'nth'
  | 'part'
  | 'number'
  | 'net'
  | 'currency'
  | 'taxBasisPoints'
  | 'terms'
  | 'issuedOn'
  | 'approvedOn'
  | 'disputes'
> & {
  /** The number of its milestone. */
  milestone: number;
  settlements: Settlement[];
};

/** A sent invoice with its state of a day. */
export type KnownInvoice = SentInvoice & { state: InvoiceState };

/** Derives the states of sent invoices on a day, YYYY-MM-DD. */
export const knownInvoices = (invoices: readonly SentInvoice[], today: string): KnownInvoice[] =>
  invoices.map((one) => ({ ...one, state: invoiceState(one, one.settlements, one.disputes, today) }));

/** Returns the invoice that stops the work of its project, the oldest if there are several (PAY-5). */
export const stoppingInvoice = (invoices: readonly SentInvoice[], today: string): KnownInvoice | undefined =>
  knownInvoices(invoices, today).find(({ state }) => state.stopsWork);
