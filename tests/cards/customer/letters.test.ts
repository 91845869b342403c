import { expect, it } from 'vitest';
import { type LetterFacts, letterCard } from '../../../cards/views/customer/letters.ts';
import { invoicesOf } from '../../../src/domain/money/ledger.ts';
import { defaultTerms } from '../../../src/domain/money/terms.ts';
import { evidence, factsOf, itemsOf, today } from '../../support/cards/facts.ts';
import { approved, ledger, paidBy, project } from '../../support/cards/money.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const [criterion, step] = itemsOf('x A test order arrives', 'Buy something');
if (!criterion || !step) throw new Error('there are two items');
const items = [
  ...itemsOf('x A shop that is online', 'A till'),
  { ...criterion, kind: 'criterion' as const },
  { ...step, kind: 'demo_step' as const },
];

const facts = (more: Partial<LetterFacts> = {}, milestone = {}): LetterFacts => ({
  ...factsOf({ number: 1, name: 'Design', outcome: 'Customers can buy', ...milestone }, { project, items }),
  payments: [],
  nextName: null,
  today,
  ...more,
});
const halves = ledger([{ ...approved, part: 'advance', net: 150_000, settlements: paidBy(180_000) }], {
  terms: { ...defaultTerms, trigger: 'hybrid' },
});
const payments = invoicesOf(halves, today).filter(({ milestone }) => milestone.number === 1);

it('messages to the customer read alike and well on both platforms', async () => {
  const letters: Shown[] = [
    [
      'a kickoff with everything',
      letterCard(
        'kickoff',
        facts(
          { payments, project: { ...project, policies: { ...project.policies, acceptanceDays: 5 } } },
          { startDate: '2026-12-14', dueDate: '2026-12-18', description: 'A shop for everybody.' },
        ),
      ),
    ],
    ['a kickoff with little', letterCard('kickoff', facts({ items: [] }, { dueDate: null, outcome: null }))],
    [
      'a completion with everything',
      letterCard(
        'completion',
        facts({
          payments,
          nextName: 'Launch',
          evidence: [{ ...evidence, kind: 'metric', title: 'page load', value: '1.2s', target: '<2s' }],
        }),
      ),
    ],
    ['a completion with little', letterCard('completion', facts({ items: [] }, { outcome: null }))],
    [
      'a completion of many things',
      letterCard(
        'completion',
        facts({ items: itemsOf(...Array.from({ length: 13 }, (_, n) => `x Part ${n + 1}`)) }),
      ),
    ],
  ];
  await expect(sideBySide('Messages to the customer', letters)).toMatchFileSnapshot('letters.golden.md');
});
