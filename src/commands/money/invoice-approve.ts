import * as z from 'zod';
import { confirmCard } from '../../../cards/views/money/confirm.ts';
import { amountWords, approveAction, invoiceCard } from '../../../cards/views/money/invoice.ts';
import { invoiceNews } from '../../../cards/views/money/news.ts';
import type { Decision } from '../../domain/change.ts';
import { invoiceName, invoiceVersion } from '../../domain/money/ledger.ts';
import { alreadyDone, type Outcome, ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { invoiceResource } from '../../presenters/money.ts';
import { defineCommand } from '../../runner/define.ts';
import { invoiceInputs, type LoadedInvoice, loadInvoice, sureSlot, withChanged } from './invoice-facts.ts';

type Facts = LoadedInvoice & { asks?: true };

/** Approves an invoice as the customer, which starts its time to pay; the owner does where there is no customer (PAY-3). */
export const invoiceApprove = defineCommand({
  name: 'invoice-approve',
  synonyms: [{ words: 'approve invoice' }],
  summary: 'Approve an invoice as the customer; its time to pay starts.',
  title: 'Approve an invoice',
  submit: 'Approve',
  examples: ['invoice approve 2'],
  input: z.object({ ...invoiceInputs, sure: sureSlot() }),
  load: (tx, given, who, { today }): Promise<Outcome<Facts>> =>
    loadInvoice(tx, who, given, {
      today,
      prefers: [({ issued }) => issued?.approvedOn === null],
      why: 'changing',
    }),
  permit: (who, { project, hasCustomer }) => needs(who, hasCustomer ? ['client'] : governors(project)),
  version: ({ invoice }) => invoiceVersion(invoice),
  decide(facts, { sure }, who, at): Outcome<Decision<Facts>> {
    const { issued } = facts.invoice;
    if (!issued) return rule(`${capitalised(invoiceName(facts.invoice))} is not sent yet.`);
    if (issued.approvedOn !== null)
      return alreadyDone(`${issued.number} was approved`, issued.approvedBy, issued.approvedAt ?? '');
    if (!sure) return ok({ changes: [], events: [], next: { ...facts, asks: true as const } });
    const set = {
      approvedOn: at.today,
      approvedById: who.person.id,
      approvedAt: at.now,
      version: issued.version + 1,
    };
    const next = withChanged(facts, { ...issued, ...set, approvedBy: who.person.name });
    const after = { what: issued.number, amount: amountWords(facts.invoice, facts.invoice.state.gross) };
    return ok({
      changes: [{ alter: 'invoice', id: issued.id, set }],
      events: [{ type: 'invoice_approved', milestoneId: issued.milestoneId, after }],
      next,
    });
  },
  view: (facts, _who, at) =>
    facts.asks ? confirmCard(approveAction(facts.invoice, facts.hasCustomer)) : invoiceCard(facts, at),
  resource: invoiceResource,
  done: ({ invoice }) => `${capitalised(invoiceName(invoice))} approved.`,
  news: ({ invoice, asks }, who) =>
    asks ? undefined : invoiceNews(invoice, `was approved by ${who.person.name}`),
});
