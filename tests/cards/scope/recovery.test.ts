import { expect, it } from 'vitest';
import { recoveryCard } from '../../../cards/views/scope/recovery.ts';
import type { Cause, RecoveryFacts } from '../../../src/domain/scope/recovery.ts';
import { paceOf, recoveryOptions } from '../../../src/domain/scope/recovery.ts';
import { projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const planned = { startDate: '2026-11-30', dueDate: '2026-12-11' };
const items = ['A shop', 'An import of all customers'].map((text, nth) => ({
  id: `i${nth + 1}`,
  number: nth + 1,
  kind: 'deliverable' as const,
  text,
  done: false,
}));
const step = {
  parentId: null,
  requires: [],
  base: 400_000,
  extra: 0,
  items: [],
  startDate: null,
  dueDate: null,
};
const plan = {
  milestones: [
    {
      ...step,
      id: 'm2',
      number: 2,
      order: 2,
      status: 'in_progress' as const,
      blocksGoLive: false,
      ...planned,
      items,
    },
    {
      ...step,
      id: 'm3',
      number: 3,
      order: 3,
      status: 'upcoming' as const,
      blocksGoLive: true,
      dueDate: '2026-12-18',
    },
  ],
  target: '2026-12-18',
  total: 800_000,
  currency: 'GBP',
  holidays: [],
};
const milestone = { id: 'm2', number: 2, name: 'Build', outcome: null, ...planned };

const facts = (percent: number, cause: Cause | null, days: number | null = null): RecoveryFacts => {
  const pace = paceOf(planned, { percent, began: '2026-11-30' }, { today, holidays: [] });
  const behind = { milestone, items, amount: 400_000 };
  const wanted = days ?? pace.late;
  const options = cause && wanted ? recoveryOptions(behind, plan, { cause, days: wanted, pace }) : [];
  return {
    project: projectOf('client', { price: 800_000, currency: 'GBP' }),
    milestone,
    pace,
    cause,
    days,
    wanted,
    options,
  };
};

const cards = (
  [
    ['The cause is asked for', facts(40, null)],
    ['The scope grew', facts(40, 'scope')],
    ['Too few people', facts(40, 'resources')],
    ['More days than anything but time can win', facts(5, 'complexity')],
    ['In time', facts(70, null)],
    [
      'Not known',
      { ...facts(40, null), pace: { percent: 0, worked: 0, endsOn: null, late: null }, wanted: null },
    ],
    ['Nothing to offer', { ...facts(40, 'scope'), options: [] }],
  ] as [string, RecoveryFacts][]
).map(([name, one]): Shown => [name, recoveryCard(one, { today })]);

it('recovery reads well on both platforms', async () => {
  await expect(sideBySide('Recovery', cards)).toMatchFileSnapshot('recovery.golden.md');
});
