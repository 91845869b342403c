import { expect, it } from 'vitest';
import { type TrialFacts, whatIfCard } from '../../../cards/views/scope/what-if.ts';
import type { TriedMilestone, TriedState } from '../../../src/domain/scope/what-if.ts';
import { addDays } from '../../../src/domain/time/dates.ts';
import { projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const step = (number: number, name: string, more: Partial<TriedMilestone> = {}): TriedMilestone => ({
  outcome: null,
  number,
  name,
  status: 'upcoming',
  startDate: null,
  dueDate: null,
  share: null,
  priority: 'p2',
  percent: 0,
  amount: null,
  items: [],
  waits: [],
  ...more,
});
const build = step(2, 'Build', { status: 'in_progress', dueDate: '2026-12-11' });
const launch = step(3, 'Launch', { dueDate: '2026-12-14' });
const before: TriedState = {
  target: '2026-12-18',
  health: { severity: 0, status: 'On track', reasons: [] },
  total: 1_000_000,
  currency: 'GBP',
  milestones: [build, launch],
  invoices: [],
  cash: { weeks: [{ monday: '2026-12-14', minor: 200_000 }], undated: 0 },
  reminded: [2, 3],
};
const tried = (line: string, is: Partial<TriedState>, was: Partial<TriedState> = {}) => {
  const facts: TrialFacts = {
    project: projectOf('client', { price: 1_000_000, currency: 'GBP' }),
    lines: [line],
    typed: [line],
    said: [],
    proposes: false,
    breaches: [],
    was: { ...before, ...was },
    is: { ...before, ...is },
    figures: 'f1',
  };
  return whatIfCard(facts, { today });
};
const waits = { waits: [{ for: 'milestone' as const, number: 2, name: 'Build', outcome: null }] };
const later = { dueDate: '2026-12-28' };
const week = (nth: number) => ({ monday: addDays('2026-12-14', 7 * nth), minor: 100_000 });

const shown: Shown[] = [
  [
    'Cash, a gate and reminders',
    tried('edit 3 requires:2 due:"28 dec 2026"', {
      milestones: [
        { ...build, dueDate: '2026-12-18' },
        { ...launch, ...later, ...waits },
      ],
      cash: { weeks: [{ monday: '2026-12-28', minor: 200_000 }], undated: 0 },
    }),
  ],
  [
    'A gate that goes away, and one reminder',
    tried(
      'edit 3 requires:none due:"28 dec 2026"',
      { milestones: [build, { ...launch, ...later }] },
      { milestones: [build, { ...launch, ...waits }] },
    ),
  ],
  [
    'Nobody is reminded',
    tried('edit 3 due:"28 dec 2026"', { milestones: [build, { ...launch, ...later }], reminded: [] }),
  ],
  [
    'Many weeks, and cash without a date',
    tried('terms trigger:hybrid', {
      cash: { weeks: [1, 2, 3, 4, 5, 6].map(week), undated: 50_000 },
      milestones: [
        build,
        {
          ...launch,
          waits: [
            ...waits.waits,
            { for: 'decision', number: 1, name: 'Design', outcome: null },
            { for: 'payment', invoice: 'INV-2026-0007' },
          ],
        },
        step(4, 'Support', {
          amount: 50_000,
          waits: [{ for: 'advance', number: 4, name: 'Support', outcome: null }],
        }),
      ],
    }),
  ],
  [
    'Another name of what it waits for',
    tried(
      'edit 2 name:"Build it"',
      {
        milestones: [
          { ...build, name: 'Build it' },
          { ...launch, waits: [{ for: 'milestone', number: 2, name: 'Build it', outcome: null }] },
        ],
      },
      { milestones: [build, { ...launch, ...waits }] },
    ),
  ],
  ['A first price', tried('edit project price:10000', {}, { total: null, currency: null })],
  ['Nothing', tried('edit 3 due:"14 dec 2026"', {})],
];

it('what a trial would change reads well on both platforms', async () => {
  await expect(sideBySide('What if', shown)).toMatchFileSnapshot('what-if.golden.md');
});
