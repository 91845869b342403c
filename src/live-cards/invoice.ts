import { invoiceActions, invoiceView } from '../../cards/views/money/invoice.ts';
import { loadInvoiceCard } from '../../db/queries/money/ledger.ts';
import { invoicesOf } from '../domain/money/ledger.ts';
import { type DrawContext, defineLiveCard } from './define.ts';

type Facts = NonNullable<Awaited<ReturnType<typeof loadInvoiceCard>>>;

/** An issued invoice and its state (PAY-4). */
export const invoice = defineLiveCard({
  kind: 'invoice',
  forCustomer: 'same',
  load: loadInvoiceCard,
  view: (facts, at) => invoiceView(shown(facts, at), at),
  actions: (facts, at) => invoiceActions(shown(facts, at)),
});

/** The invoice with its state of today, which no row says. */
function shown({ ledger, id, project }: Facts, { today }: DrawContext) {
  const all = invoicesOf(ledger, today);
  const found = all.find(({ issued }) => issued?.id === id);
  if (!found) throw new Error('the loaded ledger holds its invoice');
  const siblings = all.filter(({ milestone }) => milestone.id === found.milestone.id);
  return { project, invoice: found, siblings, hasCustomer: ledger.hasCustomer };
}
