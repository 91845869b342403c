import { expect, it } from 'vitest';
import { customerProjectCard } from '../../../cards/views/customer/project.ts';
import type { CustomerProject } from '../../../src/domain/customer/overview.ts';
import { withheld } from '../../../src/domain/customer/withhold.ts';
import { at, blockerOf, projectOf, stepOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const began = '2026-12-01T09:00:00.000Z';

const draw = (milestones: CustomerProject['milestones'], more: Partial<CustomerProject> = {}) =>
  customerProjectCard(
    withheld({
      project: projectOf('delivery'),
      milestones,
      blockers: [],
      risks: [],
      decisions: [],
      noGos: [],
      invoices: [],
      actions: [],
      began,
      latest: null,
      ...more,
    }),
    { today },
  );

const plan = [
  stepOf(1, 'auth-svc', { outcome: 'People can sign in', share: 30, status: 'done' }),
  stepOf(2, 'pay-svc', {
    outcome: 'Customers can pay',
    share: 50,
    status: 'in_progress',
    percent: 60,
    dueDate: '2026-12-10',
  }),
  stepOf(3, 'Go-live', { share: 20, dueDate: '2026-12-18', blocksGoLive: true }),
  stepOf(4, 'A part', { parentId: 'm2' }),
];
const latest = { number: 2, name: 'pay-svc', outcome: 'Customers can pay', percent: 60, at };

const many = Array.from({ length: 9 }, (_, n) =>
  stepOf(n + 1, `Step ${n + 1}`, n < 2 ? { status: 'done' } : {}),
);

const all: Shown[] = [
  ['with no milestones', draw([])],
  ['on track', draw(plan, { latest })],
  [
    'with minor issues',
    draw(plan, {
      latest,
      blockers: [
        blockerOf(1, 'our engineer left', { milestoneId: null, by: 'team' }),
        blockerOf(2, 'waiting for your API key', { milestoneId: 'm2', by: 'customer' }),
      ],
    }),
  ],
  [
    'at risk',
    draw(
      plan.map((one) => (one.number === 3 ? { ...one, dueDate: '2026-12-03' } : one)),
      { latest },
    ),
  ],
  ['with many milestones', draw(many)],
  [
    'all done',
    draw(
      plan.map((one) => ({ ...one, status: 'done' as const })),
      { latest: { ...latest, percent: 100 } },
    ),
  ],
];

it('a project reads alike and well for its customer on both platforms', async () => {
  await expect(sideBySide('Project, for the customer', all)).toMatchFileSnapshot('project.golden.md');
});

it('says why to the customer without what only the team may read', () => {
  const said = JSON.stringify(all);
  expect(said).toContain('Open blocker: the team is handling it (B1)');
  expect(said).toContain('Open blocker: waiting for your API key (B2)');
  for (const secret of ['our engineer left', 'auth-svc', 'pay-svc']) expect(said).not.toContain(secret);
});
