import { decimalOf, formatMoney } from '../../../src/domain/money/money.ts';
import type { KnownInvoice } from '../../../src/domain/money/sent.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { OwnPayment } from '../../../src/domain/rhythm/payments.ts';
import { formatDate, formatDistance } from '../../../src/domain/time/dates.ts';
import { type Action, type Item, plain, strong } from '../../model.ts';
import { invoiceLook } from '../../states.ts';

/** "INV-2026-0007, £3,000 open, due Tue 22 Dec, 5 working days left", with the invoice behind the button. */
export function paymentItem(
  invoice: KnownInvoice,
  { holidays }: Pick<Project, 'holidays'>,
  today: string,
): Item {
  const { number, currency, state, milestone, nth } = invoice;
  const due = state.dueOn
    ? `, due ${formatDate(state.dueOn, today)}, ${formatDistance(state.dueOn, today, holidays)}`
    : '';
  return {
    state: invoiceLook(state.status),
    spans: [strong(number), plain(`, ${formatMoney({ minor: state.open, currency })} open${due}`)],
    actions: [
      { label: 'Show', command: 'invoice', input: { milestone: String(milestone), nth: String(nth) } },
    ],
  };
}

/** Shows all money of the project. */
export const budgetAction: Action = { label: 'Budget', command: 'budget', input: {} };

/**
 * The same in the chat of somebody who pays it or records its payment (RMD-1), with the project and the button that
 * fits.
 */
export function ownPaymentItem({ invoice, project, as }: OwnPayment, today: string): Item {
  const { spans, ...item } = paymentItem(invoice, project, today);
  const input = { milestone: String(invoice.milestone), nth: String(invoice.nth) };
  const about = { project: project.id };
  const view: Action = { label: 'View invoice', command: 'invoice', input, about };
  return {
    ...item,
    spans: [...spans, plain(`, ${project.name}`)],
    actions: as === 'payer' ? [view] : [{ ...receivedAction(invoice), about }, view],
  };
}

/** Records the payment of all that is open, after a question. */
function receivedAction({ number, milestone, nth, currency, state: { open } }: KnownInvoice): Action {
  const amount = formatMoney({ minor: open, currency });
  return {
    label: 'Mark received',
    command: 'paid',
    input: {
      milestone: String(milestone),
      nth: String(nth),
      amount: decimalOf({ minor: open, currency }),
      sure: 'yes',
    },
    confirm: {
      title: `Mark ${number} received?`,
      text: `Records a payment of ${amount} today.`,
      yes: 'Mark received',
    },
  };
}
