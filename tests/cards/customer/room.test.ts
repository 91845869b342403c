import { expect, it } from 'vitest';
import {
  actionDoneNews,
  actionNews,
  actionsActions,
  actionsCard,
  actionsView,
} from '../../../cards/views/customer/actions.ts';
import { feedCard } from '../../../cards/views/customer/feed.ts';
import { changeLogActions, changeLoggedNews, changeLogView } from '../../../cards/views/scope/changes.ts';
import type { NamedActionItem } from '../../../src/domain/customer/action-item.ts';
import type { NamedLoggedChange } from '../../../src/domain/customer/logged-change.ts';
import { pageOf } from '../../../src/domain/page.ts';
import { at, projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const project = projectOf('delivery');

const action = (number: number, label: string, more: Partial<NamedActionItem> = {}): NamedActionItem => ({
  id: `a${number}`,
  projectId: 'p1',
  number,
  label,
  dueDate: '2026-12-11',
  urgency: 'upcoming',
  blocksGoLive: false,
  addedById: 'olivia',
  addedAt: at,
  completedById: null,
  completedAt: null,
  completedBy: null,
  ...more,
});

const approve = action(1, 'Approve integration access', { urgency: 'urgent', blocksGoLive: true });
const done = action(4, 'Sign the contract', { completedById: 'cleo', completedAt: at, completedBy: 'Cleo' });
const actions = [
  action(2, 'Send the logo', { dueDate: '2026-12-03' }),
  action(3, 'Name a contact for support', { dueDate: '2026-12-18' }),
  approve,
  done,
];
const many = Array.from({ length: 9 }, (_, n) => action(n + 1, `Action ${n + 1}`));

const live = (of: NamedActionItem[], side: 'team' | 'customer') => {
  const facts = { project, actions: of };
  return { ...actionsView(side)(facts, { today }), ...actionsActions(side)(facts) };
};

const logged = (n: number, text: string, days: number, cost: number): NamedLoggedChange => ({
  id: `l${n}`,
  projectId: 'p1',
  text,
  days,
  cost,
  currency: cost === 0 ? null : 'GBP',
  addedById: 'olivia',
  addedAt: `2026-12-0${n}T09:00:00.000Z`,
  addedBy: 'Olivia',
});
const log = [
  logged(5, 'Moved the hosting to the EU', 2, 50_000),
  logged(4, 'One language less', -1, -20_000),
  logged(3, 'New logo', 0, 0),
];
const changes = (all: NamedLoggedChange[]) => {
  const facts = { project, orders: [], logged: all };
  return { ...changeLogView(() => 'Changes to your project')(facts, { today }), ...changeLogActions(facts) };
};

const pay = { number: 2, name: 'pay-svc', outcome: 'Customers can pay' };
const entries = [
  { type: 'invoice_sent' as const, at, milestone: pay, what: 'INV-2026-0007' },
  { type: 'done' as const, at, milestone: pay, what: null },
  { type: 'created' as const, at, milestone: { ...pay, outcome: null }, what: null },
  { type: 'project_created' as const, at, milestone: null, what: null },
];

const all: Shown[] = [
  ['Your actions', live(actions, 'customer')],
  ['Your actions, none', live([done], 'customer')],
  ['Your actions, many', live(many, 'customer')],
  ['Actions, for the team', live(actions, 'team')],
  ['Actions, listed', actionsCard({ project, actions }, { today }, 'team')],
  ['Actions, none yet', actionsCard({ project, actions: [] }, { today }, 'team')],
  ['A new action', actionNews(approve, { project }, { today })],
  ['An action that the customer completed', actionDoneNews(done)],
  ['Changes to your project', changes(log)],
  ['Changes to your project, none', changes([])],
  ['A logged change', changeLoggedNews(log[0] ?? logged(1, '', 0, 0))],
  ['News', feedCard(project, pageOf(entries))],
  ['No news', feedCard(project, pageOf([]))],
];

it('the parts of a customer’s room read alike and well on both platforms', async () => {
  await expect(sideBySide('Customer’s room', all)).toMatchFileSnapshot('room.golden.md');
});
