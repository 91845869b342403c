import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { allOptional, nullable, text } from '../event-fields.ts';

const own = {
  on: 'project',
  redraws: 'project',
  customer: 'always',
  digest: null,
  lookback: false,
  undo: 'yes',
} as const;
const ofInvoice = { ...own, on: 'milestone', redraws: 'milestone' } as const;
/** The invoice by its number, and an amount in words. */
const sum = { what: text, amount: text };
/** As the history shows them. */
const terms = allOptional({
  net: text,
  late: text,
  stop: text,
  trigger: text,
  advance: text,
  tax: text,
  prefix: text,
  seller: nullable(text),
  buyer: nullable(text),
});

/** Events of payment terms, invoices and costs. */
export const moneyEvents = declareEvents({
  terms_changed: { ...own, verb: 'changed the payment terms', before: terms, after: terms },
  // numbers have no gaps, and the customer may have the document
  invoice_sent: {
    feed: { when: 'always', words: 'was sent' },
    ...ofInvoice,
    verb: 'sent an invoice',
    after: sum,
    undo: { why: 'sent', instead: 'credit' },
  },
  invoice_approved: {
    feed: { when: 'always', words: 'is approved' },
    ...ofInvoice,
    verb: 'approved an invoice',
    after: sum,
    undo: { why: 'decided', instead: 'dispute' },
  },
  // all: work that was stopped goes on
  paid: {
    feed: { when: 'always', words: 'has a payment' },
    ...ofInvoice,
    redraws: 'all',
    verb: 'recorded a payment',
    after: { ...sum, on: text },
  },
  credited: { ...ofInvoice, redraws: 'all', verb: 'gave a credit', after: sum },
  written_off: { ...ofInvoice, redraws: 'all', verb: 'wrote off an amount', after: sum },
  // all: an overdue invoice that is disputed stops no work
  dispute_opened: {
    ...ofInvoice,
    redraws: 'all',
    verb: 'disputed an invoice',
    after: { what: text },
    undo: { why: 'decided', instead: 'dispute-end' },
  },
  dispute_ended: {
    ...ofInvoice,
    redraws: 'all',
    verb: 'ended a dispute',
    after: { what: text, as: text },
    undo: { why: 'decided', instead: 'dispute' },
  },
  pay_link_set: {
    ...ofInvoice,
    verb: 'changed the link to pay an invoice',
    before: { link: nullable(text) },
    after: { what: text, link: nullable(text) },
  },
  cost_logged: {
    ...ofInvoice,
    redraws: 'none',
    customer: 'never',
    verb: 'recorded a cost',
    after: { amount: text },
  },
});

/** Events of payment terms, invoices and costs, as a union by `type`. */
export type MoneyEvent = EventsOf<typeof moneyEvents>;
