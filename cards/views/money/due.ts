import { formatMoney } from '../../../src/domain/money/money.ts';
import type { KnownInvoice } from '../../../src/domain/money/sent.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { formatDate, formatDistance } from '../../../src/domain/time/dates.ts';
import { type Action, type Item, plain, strong } from '../../model.ts';
import { invoiceLook } from '../../states.ts';

/** "INV-2026-0007, £3,000 open, due Tue 22 Dec, 5 working days left", with the invoice behind the button. */
export function paymentItem(invoice: KnownInvoice, { holidays }: Project, today: string): Item {
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
