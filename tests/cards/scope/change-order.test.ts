import { expect, it } from 'vitest';
import { changeOrderCard } from '../../../cards/views/scope/change-order.ts';
import { changesCard } from '../../../cards/views/scope/changes.ts';
import { type RouteFacts, routeCard, scopeLocked } from '../../../cards/views/scope/routes.ts';
import { scopeCard } from '../../../cards/views/scope/scope.ts';
import {
  type ChangeOrderFacts,
  effectIn,
  type NamedChangeOrder,
} from '../../../src/domain/scope/change-order-facts.ts';
import { fingerprintOf } from '../../../src/domain/scope/effect.ts';
import type { ScopeFacts } from '../../../src/domain/scope/scope.ts';
import { scopeDifference } from '../../../src/domain/scope/snapshot.ts';
import { at, beta, projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

type Step = ChangeOrderFacts['plan']['milestones'][number];
const step = (number: number, name: string, more: Partial<Step> = {}): Step => ({
  outcome: null,
  id: `m${number}`,
  parentId: null,
  number,
  order: number,
  name,
  status: 'upcoming',
  startDate: null,
  dueDate: null,
  blocksGoLive: false,
  requires: [],
  base: 250_000,
  extra: 0,
  version: 1,
  nextItem: 2,
  items: [],
  ...more,
});
const item: Step['items'][number] = { id: 'i1', number: 1, kind: 'deliverable', text: 'A shop', done: false };
const order: NamedChangeOrder = {
  id: 'o1',
  projectId: 'p1',
  number: 1,
  milestoneId: 'm2',
  text: 'Also an Arabic version',
  route: 'next',
  days: 2,
  cost: 50_000,
  currency: 'GBP',
  addsWork: true,
  swapItem: null,
  state: 'open',
  supplier: null,
  client: null,
  reason: null,
  proposedById: 'olivia',
  proposedAt: at,
  expiresOn: '2026-12-14',
  closedById: null,
  closedAt: null,
  effect: null,
  proposedBy: 'Olivia',
  supplierName: null,
  clientName: null,
  closedBy: null,
};
const facts: ChangeOrderFacts = {
  project: projectOf('client', { price: 1_000_000, currency: 'GBP' }),
  hasClient: true,
  money: {
    milestones: [1, 2, 3].map((number) => ({
      ...beta,
      id: `m${number}`,
      number,
      name: ['Design', 'Build', 'Launch'][number - 1] ?? '',
      share: [25, 50, 25][number - 1] ?? 0,
      extra: 0,
      droppedAt: null,
    })),
    invoices: [],
  },
  plan: {
    target: '2026-12-18',
    holidays: [],
    total: 1_000_000,
    currency: 'GBP',
    milestones: [
      step(1, 'Design', { status: 'done' }),
      step(2, 'Build', {
        status: 'in_progress',
        dueDate: '2026-12-11',
        items: [item],
      }),
      step(3, 'Launch', { startDate: '2026-12-14', dueDate: '2026-12-18', blocksGoLive: true }),
    ],
  },
  order,
};
const found = effectIn(facts);
const effect = found.ok ? found.effect : null;
const signature = { personId: 'x', at, fingerprint: effect ? fingerprintOf(effect) : 0 };
const with_ = (more: Partial<NamedChangeOrder>, rest: Partial<ChangeOrderFacts> = {}) =>
  changeOrderCard({ ...facts, ...rest, order: { ...order, ...more } }, { today });
const routed: RouteFacts = {
  milestone: { number: 2, name: 'Build', outcome: null },
  text: 'An Arabic version',
  days: 0,
  route: 'next',
  next: { number: 3, name: 'Launch', outcome: null },
  deliverables: [{ number: 1, text: 'A shop' }],
};
const agreed = {
  milestoneId: 'm3',
  at,
  share: 50,
  amount: 500_000,
  startDate: null,
  dueDate: '2026-12-10',
  items: [
    { number: 1, kind: 'deliverable' as const, text: 'A shop' },
    { number: 2, kind: 'criterion' as const, text: 'It is fast' },
  ],
};
const present = {
  ...agreed,
  dueDate: '2026-12-14',
  items: [{ number: 1, kind: 'deliverable' as const, text: 'A big shop' }],
};
const scope: ScopeFacts = {
  project: facts.project,
  milestone: beta,
  agreed,
  present,
  difference: scopeDifference(agreed, present),
};

const logged = [
  {
    id: 'l1',
    projectId: 'p1',
    text: 'Moved the hosting to the EU',
    days: 2,
    cost: 50_000,
    currency: 'GBP',
    addedById: 'olivia',
    addedAt: at,
    addedBy: 'Olivia',
  },
  {
    id: 'l2',
    projectId: 'p1',
    text: 'New logo',
    days: 0,
    cost: 0,
    currency: null,
    addedById: 'olivia',
    addedAt: at,
    addedBy: 'Olivia',
  },
];

const shown: Shown[] = [
  ['A change order nobody has signed', with_({})],
  ['One signature', with_({ client: signature, clientName: 'Cleo' })],
  ['The plan has changed since', with_({ client: { ...signature, fingerprint: 1 }, clientName: 'Cleo' })],
  ['Nobody can sign for the customer', with_({}, { hasClient: false })],
  ['Into a new phase', with_({ route: 'phase', days: 10 })],
  ['A separate project', with_({ route: 'project', days: 0, cost: 0 })],
  [
    'A later end alone',
    with_({ route: 'here', text: '2 more working days', cost: 0, currency: null, addsWork: false }),
  ],
  ['The price has another currency now', with_({ currency: 'EUR' })],
  ['A swap of unequal size', with_({ route: 'swap', swapItem: 1, days: 1 })],
  ['What it was for is done', with_({ milestoneId: 'm1' })],
  [
    'Applied',
    with_({
      state: 'applied',
      effect,
      supplier: signature,
      client: signature,
      supplierName: 'Olivia',
      clientName: 'Cleo',
    }),
  ],
  ['Declined', with_({ state: 'declined', reason: 'We can do without it', closedBy: 'Cleo', closedAt: at })],
  ['Replaced', with_({ state: 'superseded', reason: 'CO2', closedBy: 'Olivia', closedAt: at })],
  ['Expired', with_({ expiresOn: '2026-12-01' })],
  [
    'All changes',
    changesCard({ ...facts, orders: [order, { ...order, number: 2, days: -1, cost: 0 }], logged }, { today }),
  ],
  ['No changes', changesCard({ ...facts, orders: [], logged: [] }, { today })],
  [
    'The scope is locked',
    scopeLocked({ milestone: routed.milestone, others: 0, text: 'An Arabic version', days: 0 }),
  ],
  [
    'The scope of several is locked',
    scopeLocked({ milestone: routed.milestone, others: 2, text: null, days: 5 }),
  ],
  ['The next milestone', routeCard(routed)],
  ['A swap', routeCard({ ...routed, route: 'swap' })],
  ['A scope beside what was agreed', scopeCard(scope, { today })],
];

it('change orders and scopes read well on both platforms', async () => {
  await expect(sideBySide('Scope', shown)).toMatchFileSnapshot('change-order.golden.md');
});

it('says why an order cannot be applied only while it is open', () => {
  const said = (state: NamedChangeOrder['state']) => JSON.stringify(with_({ currency: 'EUR', state }));
  expect(said('open')).toContain('Its cost is in another currency');
  expect(said('declined')).not.toContain('Its cost is in another currency');
  expect(said('withdrawn')).not.toContain('Its cost is in another currency');
});
