import { expect, it } from 'vitest';
import { type DisputeFacts, disputeCard } from '../../../cards/views/money/dispute.ts';
import { type Dispute, disputeOutcomes } from '../../../src/domain/money/dispute.ts';
import { at, evidence, factsOf, itemsOf, today } from '../../support/cards/facts.ts';
import { first, late, ledger } from '../../support/cards/money.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const open: Dispute = {
  from: '2026-12-01',
  to: null,
  by: 'customer',
  reason: 'The logo has the wrong colour',
  ended: null,
};
const [shown, skipped] = itemsOf('x Show the logo', 'Print it').map((item) => ({
  ...item,
  kind: 'demo_step' as const,
}));
if (!shown || !skipped) throw new Error('there are two steps');

const facts = (disputes: Dispute[], more: Partial<DisputeFacts> = {}): DisputeFacts => ({
  ...first(ledger([{ ...late, disputes }])),
  of: factsOf({ number: 1, name: 'Design' }),
  agreed: null,
  said: [],
  ...more,
});
const judged: Partial<DisputeFacts> = {
  of: factsOf(
    { number: 1, name: 'Design' },
    {
      items: [...itemsOf('x A logo', 'A manual'), shown, { ...skipped, skipReason: 'The printer is broken' }],
      evidence: [evidence],
    },
  ),
  agreed: {
    milestoneId: 'm1',
    at,
    share: 30,
    amount: 300_000,
    startDate: null,
    dueDate: '2026-12-14',
    items: itemsOf('A logo', 'A manual').map(({ number, text }) => ({ number, kind: 'deliverable', text })),
  },
  said: [
    {
      type: 'dispute_opened',
      before: {},
      after: { what: 'INV-2026-0007' },
      at,
      by: 'Cleo',
      milestone: null,
      platform: 'teams',
      note: open.reason,
    },
    {
      type: 'returned',
      before: {},
      after: {},
      at,
      by: 'Cleo',
      milestone: null,
      platform: 'teams',
      note: 'The logo is green',
    },
  ],
};

it('a dispute reads alike and well on both platforms', async () => {
  const cards: Shown[] = [
    ['nobody disputes it', disputeCard(facts([]), { today })],
    ['disputed, with nothing to judge it by', disputeCard(facts([open]), { today })],
    ['disputed, with what was agreed, shown, proved and said', disputeCard(facts([open], judged), { today })],
    ...disputeOutcomes.map(
      (as): Shown => [
        `ended: ${as}`,
        disputeCard(facts([{ ...open, to: '2026-12-05', ended: { as, note: 'Agreed by phone' } }]), {
          today,
        }),
      ],
    ),
  ];
  await expect(sideBySide('Disputes', cards)).toMatchFileSnapshot('dispute.golden.md');
});
