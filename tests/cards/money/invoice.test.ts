import { expect, it } from 'vitest';
import { note } from '../../../cards/model.ts';
import { budgetCard, cashCard } from '../../../cards/views/money/budget.ts';
import { confirmCard } from '../../../cards/views/money/confirm.ts';
import { paymentItem } from '../../../cards/views/money/due.ts';
import { approveAction, invoiceCard, paidAction, sendAction } from '../../../cards/views/money/invoice.ts';
import { invoiceNews } from '../../../cards/views/money/news.ts';
import { settleAction } from '../../../cards/views/money/settlement.ts';
import { stoppedBlocks } from '../../../cards/views/money/stopped.ts';
import { termsCard } from '../../../cards/views/money/terms.ts';
import type { MoneyFacts } from '../../../src/domain/money/ledger.ts';
import { cashOf, projectBudget } from '../../../src/domain/money/project-budget.ts';
import { knownInvoices } from '../../../src/domain/money/sent.ts';
import { defaultTerms } from '../../../src/domain/money/terms.ts';
import { today } from '../../support/cards/facts.ts';
import {
  approved,
  currency,
  delivered,
  first,
  late,
  ledger,
  paidBy,
  project,
  sent,
} from '../../support/cards/money.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const draw = (facts: MoneyFacts) => invoiceCard(first(facts), { today });
const hybrid = { terms: { ...defaultTerms, trigger: 'hybrid' as const } };

it('money reads alike and well on both platforms', async () => {
  const { invoice } = first(ledger([approved]));
  const known = knownInvoices([{ ...late, milestone: 1 }], today);
  const budget = projectBudget(ledger([late]), today);
  const shown: Shown[] = [
    ['a draft', draw(ledger())],
    ['a draft after the approval of the work', draw(delivered(ledger()))],
    ['an advance', draw(ledger([], hybrid))],
    ['sent', draw(ledger([sent]))],
    ['approved, with a link to pay', draw(ledger([approved]))],
    ['paid in part', draw(ledger([{ ...approved, settlements: paidBy(100_000) }]))],
    ['overdue, so that work stopped', draw(ledger([{ ...late, approvedOn: '2026-10-20' }]))],
    [
      'disputed',
      draw(
        ledger([
          {
            ...late,
            disputes: [
              { from: '2026-12-01', to: null, by: 'customer', reason: 'The logo is missing', ended: null },
            ],
          },
        ]),
      ),
    ],
    ['paid after the due date', draw(ledger([{ ...late, settlements: paidBy(360_000) }]))],
    ['sent where nobody is the customer', draw({ ...ledger([sent]), hasCustomer: false })],
    ['of more than the amount, after the price fell', draw(ledger([approved], { price: 900_000 }))],
    ['paid', draw(ledger([{ ...approved, settlements: paidBy(360_000) }]))],
    ['the question before it is sent', confirmCard(sendAction(first(ledger()).invoice))],
    ['the question before it is approved', confirmCard(approveAction(first(ledger([sent])).invoice))],
    ['the question before it is paid', confirmCard(paidAction(invoice))],
    [
      'the question before a part is paid',
      confirmCard(settleAction(invoice, { kind: 'payment', minor: 100_000, on: '2026-12-05' }, today)),
    ],
    [
      'the question before a credit',
      confirmCard(settleAction(invoice, { kind: 'credit', minor: 50_000, on: today, note: 'late' }, today)),
    ],
    ['the news of an approval', invoiceNews(invoice, 'was approved by Cleo')],
    ['what every card says where work stopped', note('Apollo', stoppedBlocks({ invoices: known }, today))],
    [
      'payments in a digest',
      note('Payments', [{ is: 'list', items: known.map((one) => paymentItem(one, project, today)) }]),
    ],
    ['the budget for the team', budgetCard({ project, currency, budget, cost: 120_000 })],
    ['the budget for the customer', budgetCard({ project, currency, budget, cost: null })],
    ['the cash', cashCard({ project, currency, cash: cashOf(ledger([late]), today) }, today)],
    [
      'the cash with a picture',
      cashCard(
        { project, currency, cash: cashOf(ledger([late]), today) },
        today,
        'https://milepost.example.com/pictures/abc.png',
      ),
    ],
    ['no cash', cashCard({ project, currency, cash: { weeks: [], undated: 0, total: 0 } }, today)],
    ['the terms', termsCard(project)],
  ];
  await expect(sideBySide('Money', shown)).toMatchFileSnapshot('money.golden.md');
});
