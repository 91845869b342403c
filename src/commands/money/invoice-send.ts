import * as z from 'zod';
import { confirmCard } from '../../../cards/views/money/confirm.ts';
import {
  amountWords,
  invoiceCard,
  invoiceInput,
  partNouns,
  sendAction,
} from '../../../cards/views/money/invoice.ts';
import { nextSerial } from '../../../db/queries/money/ledger.ts';
import type { Decision } from '../../domain/change.ts';
import { invoiceNumber } from '../../domain/money/billing.ts';
import { invoiceVersion, type MilestoneInvoice } from '../../domain/money/ledger.ts';
import { type SendingHold, sendingHold } from '../../domain/money/sending.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { invoiceResource } from '../../presenters/money.ts';
import { defineCommand } from '../../runner/define.ts';
import { invoiceInputs, type LoadedInvoice, loadInvoice, sureSlot, withChanged } from './invoice-facts.ts';

type Facts = LoadedInvoice & { serial: number; asks?: true };

/** Sends an invoice: it gets its number, and keeps its amounts, terms and addresses (PAY-3, PAY-4). */
export const invoiceSend = defineCommand({
  name: 'invoice-send',
  synonyms: [{ words: 'send invoice' }],
  summary: 'Send the invoice of a milestone to the customer.',
  title: 'Send an invoice',
  submit: 'Send',
  examples: ['invoice send 2'],
  input: z.object({ ...invoiceInputs, sure: sureSlot() }),
  async load(tx, given, who, { today }) {
    const found = await loadInvoice(tx, who, given, {
      today,
      prefers: [({ issued }) => !issued],
      why: 'changing',
    });
    if (!found.ok) return found;
    const year = Number(today.slice(0, 4));
    const { prefix } = found.value.project.billing;
    const isDraft = found.value.invoice.issued === null && given.sure;
    return ok<Facts>({ ...found.value, serial: isDraft ? await nextSerial(tx, { prefix, year }) : 0 });
  },
  permit: (who, { project }) => needs(who, governors(project)),
  version: ({ invoice }) => invoiceVersion(invoice),
  decide(facts, { sure }, who, at): Outcome<Decision<Facts>> {
    const allowed = requireSendable(facts);
    if (!allowed.ok) return allowed;
    if (!sure) return ok({ changes: [], events: [], next: { ...facts, asks: true as const } });
    const row = issue(facts, { id: at.newId(), personId: who.person.id, today: at.today });
    const next = {
      ...facts,
      ...withChanged(facts, { ...row, settlements: [], approvedBy: null, issuedBy: who.person.name }),
    };
    const after = { what: row.number, amount: amountWords(next.invoice, next.invoice.state.gross) };
    return ok({
      changes: [{ add: 'invoice', row }],
      events: [{ type: 'invoice_sent', milestoneId: row.milestoneId, after }],
      next,
    });
  },
  view: (facts, _who, at) => (facts.asks ? confirmCard(sendAction(facts.invoice)) : invoiceCard(facts, at)),
  resource: invoiceResource,
  done: ({ invoice }) =>
    `${invoice.issued?.number} sent: ${amountWords(invoice, invoice.state.gross)} for ${milestoneName(invoice.milestone)}.`,
  announces: ({ invoice: { issued }, asks }) =>
    issued && !asks ? { kind: 'invoice', id: issued.id } : undefined,
});

/** Refuses to send what is sent, of a draft plan, and before its turn. */
function requireSendable({ invoice, siblings, project, today }: LoadedInvoice): Outcome<true> {
  const { issued } = invoice;
  if (issued)
    return rule(
      `${issued.number} was sent on ${formatDate(issued.issuedOn, today)} by ${issued.issuedBy ?? 'somebody'} already.`,
    );
  if (project.status === 'draft')
    return rule(
      'The plan is a draft, so nothing can be invoiced yet.',
      'Activate it first: its shares must sum to 100.',
      { label: 'Activate', command: 'activate', input: {} },
    );
  const hold = sendingHold(invoice, siblings, project.terms);
  return hold ? refuseHeld(invoice, hold) : ok(true);
}

/** Refuses to send a draft before its turn, with the button that shows what comes first (PAY-2). */
function refuseHeld(invoice: MilestoneInvoice, hold: SendingHold) {
  const { milestone, part } = invoice;
  const name = milestoneName(milestone);
  if (hold.why === 'order')
    return rule(
      `The ${partNouns[hold.first.part]} of ${name} is invoiced first.`,
      `Send it with “invoice send ${milestone.number}”.`,
      { label: 'Send the first one', command: 'invoice-send', input: invoiceInput(hold.first) },
    );
  if (hold.why === 'start')
    return rule(
      `${name} has not started yet: by the payment terms, it is invoiced when its work begins.`,
      'Start it first, or change when milestones are paid with “terms trigger:advance”.',
      { label: 'Start', command: 'start', input: { milestone: String(milestone.number) } },
    );
  return rule(
    `${name} is not done yet: by the payment terms, its ${partNouns[part]} is invoiced after its approval.`,
    'Finish it first, or change when milestones are paid with “terms trigger:advance”.',
    { label: 'Show the milestone', command: 'show', input: { milestone: String(milestone.number) } },
  );
}

/** Returns the row of a draft that is issued. */
function issue(
  { invoice, project, serial }: Facts,
  { id, personId, today }: { id: string; personId: string; today: string },
) {
  const { seller, buyer, prefix, taxBasisPoints } = project.billing;
  const { netDays, lateFeeBasisPoints, stopAfterDays } = project.terms;
  const year = Number(today.slice(0, 4));
  return {
    id,
    projectId: project.id,
    milestoneId: invoice.milestone.id,
    nth: invoice.nth,
    part: invoice.part,
    number: invoiceNumber(prefix, year, serial),
    prefix,
    year,
    serial,
    net: invoice.net,
    currency: invoice.currency,
    taxBasisPoints,
    terms: { netDays, lateFeeBasisPoints, stopAfterDays },
    seller,
    buyer,
    issuedOn: today,
    issuedById: personId,
    approvedOn: null,
    approvedById: null,
    approvedAt: null,
    payLink: null,
    disputes: [],
    version: 1,
  };
}
