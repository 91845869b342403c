import { openDispute } from '../../../src/domain/money/dispute.ts';
import { invoiceName, invoiceVersion, type MilestoneInvoice } from '../../../src/domain/money/ledger.ts';
import { decimalOf, formatMoney } from '../../../src/domain/money/money.ts';
import { basisPointWords } from '../../../src/domain/money/percent.ts';
import { type SendingHold, sendingHold } from '../../../src/domain/money/sending.ts';
import type { InvoicePart } from '../../../src/domain/money/terms.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { capitalised } from '../../../src/domain/text/wording.ts';
import { formatDate, formatDistance, plural } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  callout,
  type Fact,
  plain,
  strong,
  text,
} from '../../model.ts';
import { invoiceLook } from '../../states.ts';
import { item } from '../first-items.ts';
import { aGovernor, joined, numberedName } from '../words.ts';
import { disputeLine } from './dispute-line.ts';
import { settlementWords } from './settlement.ts';
import { invoiceTermsWords, ownershipWords } from './terms.ts';

/** What the card of an invoice is drawn from. */
export type InvoiceFacts = {
  project: Project;
  invoice: MilestoneInvoice;
  /** All invoices of its milestone, issued and draft. */
  siblings: readonly MilestoneInvoice[];
  /** Whether somebody has the role of the customer. */
  hasCustomer: boolean;
};

/** Formats an amount of an invoice: "£3,000". */
export const amountWords = ({ currency }: Pick<MilestoneInvoice, 'currency'>, minor: number): string =>
  formatMoney({ minor, currency });

/** Draws an invoice: its live card once it is sent, until then a draft (PAY-4). */
export const invoiceCard = (facts: InvoiceFacts, at: { today: string }): Card => ({
  ...invoiceView(facts, at),
  ...invoiceActions(facts),
  ...(facts.invoice.issued ? { of: { kind: 'invoice', id: facts.invoice.issued.id } } : {}),
});

/** Returns the content of an invoice's card. `today` is YYYY-MM-DD in the project's zone. */
export function invoiceView(facts: InvoiceFacts, { today }: { today: string }): CardBody {
  const { invoice, project } = facts;
  const { issued, milestone } = invoice;
  return {
    title: [plain(joined([issued?.number ?? 'Draft invoice', numberedName(milestone)], ' · '))],
    state: invoiceLook(invoice.state.status),
    subtitle: [plain(subtitleOf(facts, today))],
    blocks: [
      ...lateBlocks(invoice),
      ...disputed(invoice, today),
      { is: 'facts', facts: factsOf(invoice) },
      ...settled(invoice, today),
      ...overLine(invoice),
      ...payLine(invoice),
      ...partLine(partWords(facts)),
      ...heldLine(facts),
      text(`${invoiceTermsSentence(facts)} ${ownershipWords}`, 'quiet'),
      ...parties(issued ?? project.billing),
    ],
  };
}

/** The terms of an invoice, as they were when it was sent. */
export const invoiceTermsSentence = ({ invoice: { issued }, project }: InvoiceFacts): string =>
  `Terms: ${invoiceTermsWords(issued?.terms ?? project.terms)}.`;

/** "sent Mon 7 Dec, waiting for the customer’s approval"; "due Tue 22 Dec, 11 working days left". */
function subtitleOf(
  { invoice: { issued, state }, project, hasCustomer }: InvoiceFacts,
  today: string,
): string {
  if (!issued) return 'not sent yet';
  const sent = `sent ${formatDate(issued.issuedOn, today)}`;
  if (state.isPaid) return sent;
  if (state.dueOn === null)
    return `${sent}, waiting for ${hasCustomer ? 'the customer' : aGovernor(project)}’s approval`;
  const approved = issued.approvedBy ? `approved by ${issued.approvedBy}` : 'approved';
  const due = `due ${formatDate(state.dueOn, today)}, ${formatDistance(state.dueOn, today, project.holidays)}`;
  // the state says that it is disputed, which stops its due date
  return joined([sent, approved, state.status !== 'disputed' && due]);
}

function lateBlocks(invoice: MilestoneInvoice): Block[] {
  const { state } = invoice;
  if (state.daysOverdue === 0) return feeLine(invoice);
  const fee = state.lateFee > 0 && `late fee so far ${amountWords(invoice, state.lateFee)}`;
  const late = joined([`${plural(state.daysOverdue, 'day')} overdue`, fee]);
  return [callout('overdue', [plain(`${late}.${state.stopsWork ? ' Work stopped until it is paid.' : ''}`)])];
}

/** "Late fee £45, not paid." of an invoice that is not late any more. */
function feeLine(invoice: MilestoneInvoice): Block[] {
  const { lateFee, openFee } = invoice.state;
  if (lateFee === 0) return [];
  const rest =
    openFee === lateFee ? 'not paid' : openFee > 0 ? `${amountWords(invoice, openFee)} not paid` : 'settled';
  return [text(`Late fee ${amountWords(invoice, lateFee)}, ${rest}.`, openFee > 0 ? undefined : 'quiet')];
}

function disputed({ issued }: MilestoneInvoice, today: string): Block[] {
  const open = openDispute(issued?.disputes ?? []);
  return open ? [disputeLine(open, today)] : [];
}

function factsOf(invoice: MilestoneInvoice): Fact[] {
  const { state, net, issued } = invoice;
  const fact = (label: string, minor: number): Fact => ({
    label,
    value: [plain(amountWords(invoice, minor))],
  });
  const taxed = state.tax > 0;
  return [
    fact(taxed ? 'Net' : 'Amount', net),
    ...(taxed
      ? [fact(`Tax ${basisPointWords(invoice.taxBasisPoints)}`, state.tax), fact('Total', state.gross)]
      : []),
    ...(issued ? [fact('Open', state.open)] : []),
  ];
}

const maxSettled = 5;

function settled(invoice: MilestoneInvoice, today: string): Block[] {
  const all = invoice.issued?.settlements ?? [];
  if (all.length === 0) return [];
  const lines = all
    .slice(-maxSettled)
    .map((one) =>
      item(`${settlementWords[one.kind]} ${amountWords(invoice, one.minor)}, ${formatDate(one.on, today)}`),
    );
  const rest = all.length - lines.length;
  return [{ is: 'list', items: lines }, ...(rest > 0 ? [text(`and ${rest} more before`, 'quiet')] : [])];
}

/** Says that the milestone's amount is lower than what is invoiced of it, and what to do. */
function overLine(invoice: MilestoneInvoice): Block[] {
  const { creditDue, state } = invoice;
  if (creditDue === 0) return [];
  const next =
    state.open < creditDue ? 'Pay it back, or give it as a credit on another invoice' : 'Give a credit';
  return [text(`${amountWords(invoice, creditDue)} more than the milestone’s amount is invoiced. ${next}.`)];
}

function payLine({ issued, state }: MilestoneInvoice): Block[] {
  if (!issued?.payLink || state.isPaid) return [];
  return [{ is: 'page', label: 'Pay this invoice', url: issued.payLink }];
}

/** What a part is called in a sentence. */
export const partNouns: Record<InvoicePart, string> = {
  whole: 'whole amount',
  advance: 'advance',
  balance: 'balance',
};

/** "Advance, invoice 1 of 2 for this milestone." */
export function partWords({ invoice: { part, nth }, siblings }: InvoiceFacts): string | undefined {
  if (siblings.length < 2 && part === 'whole') return undefined;
  const place = siblings.filter((one) => one.nth <= nth).length;
  return `${capitalised(partNouns[part])}, invoice ${place} of ${siblings.length} for this milestone.`;
}

const partLine = (words: string | undefined): Block[] => (words === undefined ? [] : [text(words)]);

/** Says what a draft waits for before it can be sent (PAY-2). */
function heldLine({ invoice, siblings, project }: InvoiceFacts): Block[] {
  const hold = invoice.issued ? undefined : sendingHold(invoice, siblings, project.terms);
  if (!hold) return [];
  return [text(`It can be sent once ${heldWords(hold)}.`)];
}

function heldWords(hold: SendingHold): string {
  if (hold.why === 'order') return `the ${partNouns[hold.first.part]} is sent`;
  return hold.why === 'start' ? 'its milestone has started' : 'its milestone is done';
}

function parties({ seller, buyer }: { seller: string | null; buyer: string | null }): Block[] {
  const line = (label: string, words: string | null): Block[] =>
    words === null ? [] : [text([strong(`${label}: `), plain(words.replaceAll(/\s*\n\s*/g, ', '))], 'quiet')];
  return [...line('From', seller), ...line('To', buyer)];
}

/** Returns what the state of the invoice allows; the server checks the person's rights at the press. */
export function invoiceActions(facts: InvoiceFacts): CardActions {
  const { invoice, siblings, project, hasCustomer } = facts;
  const { issued, state } = invoice;
  const input = invoiceInput(invoice);
  const press = (label: string, command: string): Action => ({ label, command, input });
  const pdf = press('PDF', 'invoice-pdf');
  if (!issued) {
    const canSend = !sendingHold(invoice, siblings, project.terms);
    return { actions: canSend ? [sendAction(invoice), pdf] : [pdf], more: [] };
  }
  // it has to be ended, although nothing is left to pay
  if (state.isPaid && openDispute(issued.disputes))
    return { actions: [press('Show the dispute', 'dispute'), pdf], more: [] };
  if (state.isPaid)
    return state.openFee > 0
      ? { actions: [feeAction(invoice), pdf], more: [press('Write off the late fee', 'writeoff')] }
      : { actions: [pdf], more: [] };
  const more = [
    press('Part payment', 'paid'),
    press('Credit', 'credit'),
    press('Write off', 'writeoff'),
    press('Pay link', 'pay-link'),
    press(state.status === 'disputed' ? 'Show the dispute' : 'Dispute', 'dispute'),
  ];
  const pay = paidAction(invoice);
  const { style: _, ...early } = pay;
  return issued.approvedOn === null
    ? { actions: [approveAction(invoice, hasCustomer), early, pdf], more }
    : { actions: [pay, pdf], more };
}

/** The input that names an invoice. */
export const invoiceInput = ({ milestone, nth }: Pick<MilestoneInvoice, 'milestone' | 'nth'>) => ({
  milestone: String(milestone.number),
  nth: String(nth),
});

/** Sends a draft, after a question. */
export const sendAction = (invoice: MilestoneInvoice): Action => ({
  label: 'Send',
  command: 'invoice-send',
  input: { ...invoiceInput(invoice), sure: 'yes' },
  version: invoiceVersion(invoice),
  style: 'primary',
  confirm: {
    title: 'Send this invoice?',
    text: `${amountWords(invoice, invoice.state.gross)} for ${numberedName(invoice.milestone)}. It gets a number and cannot be taken back.`,
    yes: 'Send',
  },
});

/** Approves an invoice, after a question. */
export const approveAction = (invoice: MilestoneInvoice, hasCustomer = true): Action => ({
  label: 'Approve',
  command: 'invoice-approve',
  input: { ...invoiceInput(invoice), sure: 'yes' },
  version: invoiceVersion(invoice),
  style: 'primary',
  confirm: {
    title: `Approve ${invoiceName(invoice)}?`,
    text: `${amountWords(invoice, invoice.state.gross)}, ${hasCustomer ? '' : 'in the customer’s name, '}due ${plural(invoice.issued?.terms.netDays ?? 0, 'day')} from today.`,
    yes: 'Approve',
  },
});

/** Records a payment in full, after a question. */
const payment = (
  invoice: MilestoneInvoice,
  minor: number,
  words: Record<'label' | 'title' | 'yes', string>,
): Action => ({
  label: words.label,
  command: 'paid',
  input: { ...invoiceInput(invoice), amount: decimalOf({ minor, currency: invoice.currency }), sure: 'yes' },
  version: invoiceVersion(invoice),
  confirm: {
    title: words.title,
    text: `Records a payment of ${amountWords(invoice, minor)} today.`,
    yes: words.yes,
  },
});

/** Records the payment of all that is open, after a question. */
export const paidAction = (invoice: MilestoneInvoice): Action => ({
  ...payment(invoice, invoice.state.open, {
    label: 'Mark paid',
    title: `Mark ${invoiceName(invoice)} paid?`,
    yes: 'Mark paid',
  }),
  style: 'primary',
});

/** Records the payment of the late fee of an invoice that is paid otherwise, after a question. */
const feeAction = (invoice: MilestoneInvoice): Action =>
  payment(invoice, invoice.state.openFee, {
    label: 'Late fee received',
    title: `Record the late fee of ${invoiceName(invoice)}?`,
    yes: 'Record it',
  });
