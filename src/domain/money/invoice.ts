import { addDays, calendarDays } from '../time/dates.ts';
import type { Dispute } from './dispute.ts';
import { type DisputedTime, isDisputed, lateFee } from './late-fee.ts';
import { splitByShares, sumOf } from './money.ts';
import { type InvoicePart, partsOf, type Terms } from './terms.ts';

/** An invoice as stored (PAY-4). Amounts are minor units, dates YYYY-MM-DD. */
export type Invoice = {
  id: string;
  projectId: string;
  milestoneId: string;
  part: InvoicePart;
  /** The number on the document, given when it is issued; never given again. */
  number: string | null;
  /** Without tax; set when it is issued, so that a later price does not change it. */
  net: number;
  currency: string;
  /** Tax in hundredths of a percent: 2000 is 20 %. */
  taxBasisPoints: number;
  /** The terms when it was issued. */
  terms: Pick<Terms, 'netDays' | 'lateFeeBasisPoints' | 'stopAfterDays'>;
  issuedOn: string | null;
  approvedOn: string | null;
};

/** An issued invoice as stored; amounts are in minor units (PAY-4). */
export type StoredInvoice = Invoice & {
  /** Its place among the invoices of its milestone, from 1. */
  nth: number;
  number: string;
  /** The number is the prefix, the year and the serial. */
  prefix: string;
  year: number;
  serial: number;
  /** As they were when it was issued. */
  seller: string | null;
  buyer: string | null;
  issuedOn: string;
  issuedById: string;
  approvedById: string | null;
  approvedAt: string | null;
  payLink: string | null;
  disputes: Dispute[];
  version: number;
};

/** What reduces the open amount of an invoice (PAY-6). */
export const settlementKinds = ['payment', 'credit', 'write_off'] as const;

/** A payment, credit note or write-off, in minor units (PAY-6). */
export type Settlement = {
  kind: (typeof settlementKinds)[number];
  minor: number;
  /** YYYY-MM-DD. */
  on: string;
};

/** A settlement as stored. */
export type StoredSettlement = Settlement & {
  id: string;
  projectId: string;
  invoiceId: string;
  note: string | null;
  byId: string;
  /** When it was recorded, an ISO instant. */
  at: string;
};

/** What a milestone cost the team, in minor units. */
export type Cost = {
  id: string;
  projectId: string;
  milestoneId: string;
  minor: number;
  currency: string;
  note: string;
  byId: string;
  at: string;
};

/** The states of an invoice that people see; all are derived (PAY-4). */
export type InvoiceStatus = 'draft' | 'issued' | 'approved' | 'overdue' | 'disputed' | 'paid';

/** What follows from an invoice, its settlements and disputes on a day. Amounts are minor units. */
export type InvoiceState = {
  status: InvoiceStatus;
  isApproved: boolean;
  /** Nothing is open; a late fee does not count. */
  isPaid: boolean;
  tax: number;
  /** With tax. */
  gross: number;
  /** Paid in money, without credit notes, write-offs and late fees. */
  paid: number;
  open: number;
  dueOn: string | null;
  /** 0 unless overdue. */
  daysOverdue: number;
  /** The fee for late payment, up to the day on which nothing was open. */
  lateFee: number;
  /** What is not settled of the late fee. */
  openFee: number;
  /** Late fees that were paid in money. */
  paidFee: number;
  /** It is so late that work stops (PAY-5). */
  stopsWork: boolean;
};

/** Derives the state of an invoice on a day, `today` (PAY-3, PAY-4). */
export function invoiceState(
  invoice: Pick<Invoice, 'net' | 'taxBasisPoints' | 'terms' | 'issuedOn' | 'approvedOn'>,
  settlements: readonly Settlement[],
  disputes: readonly DisputedTime[],
  today: string,
): InvoiceState {
  const { net, terms, approvedOn, issuedOn } = invoice;
  const tax = taxOf(net, invoice.taxBasisPoints);
  const gross = net + tax;
  const settled = settlements.filter(({ on }) => on <= today);
  const open = openAmount(gross, settled);
  const isPaid = issuedOn !== null && open === 0;
  const dueOn = approvedOn === null ? null : addDays(approvedOn, terms.netDays);
  const disputed = isDisputed(disputes, today);
  const isLate = dueOn !== null && !isPaid && today > dueOn;
  const daysOverdue = isLate && !disputed ? calendarDays(dueOn, today) : 0;
  const fee =
    dueOn === null || disputed
      ? 0
      : lateFee(
          { gross, dueOn, basisPoints: terms.lateFeeBasisPoints, settlements: settled, disputes },
          today,
        );
  const applied = appliedTo(gross, settled);
  const payments = applied.filter(({ kind }) => kind === 'payment');
  return {
    status: statusOf({ issuedOn, approvedOn, isPaid, disputed, isLate }),
    isApproved: approvedOn !== null,
    isPaid,
    tax,
    gross,
    paid: sumOf(payments.map(({ minor }) => minor)),
    open,
    dueOn,
    daysOverdue,
    lateFee: fee,
    openFee: Math.max(0, fee - sumOf(applied.map((one) => one.fee))),
    paidFee: sumOf(payments.map((one) => one.fee)),
    stopsWork: daysOverdue >= terms.stopAfterDays && daysOverdue > 0,
  };
}

/** Splits settlements, in order, into what settles an amount and what is left for its late fee. */
function appliedTo(gross: number, settlements: readonly Settlement[]) {
  let open = gross;
  return settlements.map(({ kind, minor }) => {
    const part = Math.min(open, minor);
    open -= part;
    return { kind, minor: part, fee: minor - part };
  });
}

/**
 * Returns what a settlement on a day can settle, in minor units: what is open, and the late fee that is due then. Dates
 * are YYYY-MM-DD.
 */
export function mostToSettle(
  invoice: Pick<Invoice, 'net' | 'taxBasisPoints' | 'terms' | 'issuedOn' | 'approvedOn'>,
  { settlements, disputes }: { settlements: readonly Settlement[]; disputes: readonly DisputedTime[] },
  { on, today }: { on: string; today: string },
): { open: number; fee: number } {
  const { open } = invoiceState(invoice, settlements, disputes, today);
  const all: Settlement[] =
    open > 0 ? [...settlements, { kind: 'payment', minor: open, on }] : [...settlements];
  return { open, fee: invoiceState(invoice, all, disputes, today).openFee };
}

function statusOf(
  of: Pick<Invoice, 'issuedOn' | 'approvedOn'> & { isPaid: boolean; disputed: boolean; isLate: boolean },
): InvoiceStatus {
  if (of.issuedOn === null) return 'draft';
  if (of.isPaid) return 'paid';
  if (of.disputed) return 'disputed';
  if (of.isLate) return 'overdue';
  return of.approvedOn === null ? 'issued' : 'approved';
}

/** Returns the tax on an amount in minor units, rounded half up, once for the invoice. */
export function taxOf(net: number, basisPoints: number): number {
  return Number((BigInt(net) * BigInt(basisPoints) + 5_000n) / 10_000n);
}

/** Returns what is open of an amount; never negative. */
const openAmount = (gross: number, settlements: readonly Pick<Settlement, 'minor'>[]): number =>
  Math.max(0, gross - sumOf(settlements.map(({ minor }) => minor)));

/**
 * Returns the net amounts of a milestone's invoices, in minor units; they sum to the milestone's amount
 * exactly (PAY-1, PAY-2).
 */
export function invoiceAmounts(amount: number, terms: Terms): { part: InvoicePart; net: number }[] {
  const parts = partsOf(terms);
  const nets =
    parts.length === 1 ? [amount] : splitByShares(amount, [terms.advanceShare, 100 - terms.advanceShare]);
  return parts.map((part, index) => ({ part, net: nets[index] ?? 0 }));
}

/** A part of a milestone's amount that is not invoiced yet, in minor units. */
export type DraftPart = { nth: number; part: InvoicePart; net: number };

/**
 * Returns what is left to invoice of a milestone's amount. With the issued invoices it sums to the amount at every
 * moment (PAY-1), also after the price, a share or the trigger changed, unless more is invoiced already.
 */
export function draftParts(
  amount: number,
  issued: readonly Pick<StoredInvoice, 'nth' | 'net'>[],
  terms: Terms,
): DraftPart[] {
  if (issued.length === 0)
    return invoiceAmounts(Math.max(0, amount), terms)
      .filter(({ net }) => net > 0)
      .map((draft, index) => ({ nth: index + 1, ...draft }));
  const net = amount - sumOf(issued.map((one) => one.net));
  const nth = Math.max(...issued.map((one) => one.nth)) + 1;
  return net > 0 ? [{ nth, part: 'balance', net }] : [];
}

/**
 * Returns what is invoiced above the amount of a milestone and not credited yet, in minor units with tax. `issued` by
 * place.
 */
export function creditDue(
  amount: number,
  issued: readonly (Pick<StoredInvoice, 'net' | 'taxBasisPoints'> & { settlements: readonly Settlement[] })[],
): number {
  const over = sumOf(issued.map(({ net }) => net)) - amount;
  const last = issued.at(-1);
  if (!last || over <= 0) return 0;
  const credits = issued.flatMap(({ net, taxBasisPoints, settlements }) =>
    appliedTo(net + taxOf(net, taxBasisPoints), settlements).filter(({ kind }) => kind === 'credit'),
  );
  return Math.max(0, over + taxOf(over, last.taxBasisPoints) - sumOf(credits.map(({ minor }) => minor)));
}
