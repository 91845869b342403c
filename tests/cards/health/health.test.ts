import { expect, it } from 'vitest';
import { healthCard } from '../../../cards/views/health/health.ts';
import type { HealthFacts } from '../../../src/domain/facts.ts';
import { burnOf } from '../../../src/domain/health/burn.ts';
import { earlyWarnings } from '../../../src/domain/health/early-warnings.ts';
import { greenPath } from '../../../src/domain/health/green-path.ts';
import { healthOf, reasonsOf, type Signals, signalsOf } from '../../../src/domain/health/health.ts';
import { policiesOf } from '../../../src/domain/project/policies.ts';
import { blockerOf, factsOf, noGoOf, planned, today } from '../../domain/plan/plans.ts';
import { at } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

function draw(facts: HealthFacts, changeRequests = 0, invoices: Signals['invoices'] = []) {
  const signals = { ...signalsOf(facts, today), invoices };
  const burn = burnOf(facts, today);
  const warnings = earlyWarnings(facts, burn.time, changeRequests);
  const [health, reasons, path] = [healthOf(signals), reasonsOf(signals), greenPath(signals)];
  return healthCard({ facts, health, reasons, path, warnings, burn }, { today });
}

const deliverable = { id: 'i1', number: 1, kind: 'deliverable', text: 'The page', done: false } as const;
const design = planned(1, { name: 'Design', status: 'done', riskAfter: 70, doneAt: at });
const api = planned(2, {
  name: 'Core API build',
  status: 'in_progress',
  dueDate: '2026-12-04',
  blocksGoLive: true,
  percent: 60,
});
const text = planned(3, { name: 'Text', status: 'blocked', dueDate: '2026-12-03', riskAfter: 30 });
const launch = planned(4, { name: 'Launch', dueDate: '2026-12-18', items: [deliverable] });
const apiKey = blockerOf(4, 3, 'waiting for the API key');
const criterion = { ...deliverable, kind: 'criterion', text: 'Five paying customers' } as const;

const shown: Shown[] = [
  ['of nothing planned', draw(factsOf([], [], { target: null }))],
  ['all is well', draw(factsOf([design, launch]))],
  ['minor issues', draw(factsOf([design, text, launch], [apiKey, blockerOf(5, undefined, 'no venue')]))],
  [
    'several things in the way of one',
    draw(factsOf([{ ...text, dueDate: null }], [apiKey, blockerOf(5, 3)])),
  ],
  ['at risk', draw(factsOf([design, api, text, launch], [apiKey]))],
  [
    'a blocker that waits for the customer',
    draw(
      factsOf([design, text, launch], [{ ...apiKey, by: 'customer' }, blockerOf(5, undefined, 'no venue')]),
    ),
  ],
  [
    'an overdue invoice',
    draw(factsOf([design, launch]), 0, [
      { number: 7, label: 'INV-2026-0007', milestone: 2, nth: 1, dueDate: '2026-12-01' },
    ]),
  ],
  [
    'much of everything',
    draw(
      factsOf(
        Array.from({ length: 9 }, (_, n) => ({ ...api, id: `m${n}`, number: n + 1, name: `Step ${n + 1}` })),
        Array.from({ length: 9 }, (_, n) => blockerOf(n + 1, undefined, 'a long reason '.repeat(30))),
      ),
    ),
  ],
  ['while planning', draw(factsOf([1, 2, 3, 4, 5].map((n) => planned(n))))],
  [
    'early, behind schedule',
    draw(factsOf([planned(1, { status: 'in_progress', percent: 10 }), launch], [], { target: '2026-12-11' })),
  ],
  ['in the middle, with change requests', draw(factsOf([design, launch]), 3)],
  [
    'near the end, with what came back',
    draw(
      factsOf([
        planned(1, {
          status: 'in_progress',
          percent: 90,
          lastReview: 'returned',
          items: [criterion],
          evidence: [{ itemId: 'i1', value: '3', target: '5' }],
        }),
      ]),
    ),
  ],
  [
    'with a price, after the date',
    draw(
      factsOf([{ ...design, share: 30 }, planned(2, { share: 70 })], [], {
        price: 1_000_000,
        currency: 'GBP',
        policies: policiesOf('client'),
        target: '2026-12-04',
      }),
    ),
  ],
  [
    'a no-go with a fallback, and an overdue p0',
    draw(
      factsOf([design, { ...text, priority: 'p0' }, launch], [], { target: '2027-01-15' }, [], {
        noGos: [noGoOf(1, { targetThen: '2027-01-15', fallback: 'shift 7d' })],
      }),
    ),
  ],
  [
    'a no-go without a fallback',
    draw(
      factsOf([design, launch], [], { target: '2027-01-15' }, [], {
        noGos: [noGoOf(1, { targetThen: '2027-01-15' })],
      }),
    ),
  ],
  [
    'the same in a delivery',
    draw(
      factsOf([design, { ...text, priority: 'p0' }, launch], [], { kind: 'delivery' }, [], {
        noGos: [noGoOf(1)],
      }),
    ),
  ],
  ['all done', draw(factsOf([design]))],
];

it('health reads alike and well on both platforms, whatever it is', async () => {
  await expect(sideBySide('Health', shown)).toMatchFileSnapshot('health.golden.md');
});
