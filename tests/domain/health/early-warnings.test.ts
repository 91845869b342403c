import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthFacts } from '../../../src/domain/facts.ts';
import { earlyWarnings, isOnTrack, stageOf } from '../../../src/domain/health/early-warnings.ts';
import { projectOf } from '../../support/cards/facts.ts';
import { planned } from '../plan/plans.ts';

type Step = HealthFacts['milestones'][number];
const item = (number: number, kind: Step['items'][number]['kind'], done = false) => ({
  id: `i${number}`,
  number,
  kind,
  text: `Item ${number}`,
  done,
});
const at = (percent: number, more: Partial<Step> = {}) => [
  planned(1, { status: 'in_progress', percent, ...more }),
];
const project = projectOf('launch');
const warnings = (milestones: Step[], time = { used: 0, total: 10 }, requests = 0, of = project) =>
  earlyWarnings({ milestones, project: of }, time, requests);

describe('the stage of a project', () => {
  it.each([
    ['nothing is planned', [], 'planning'],
    ['nothing has begun', [planned(1), planned(2)], 'planning'],
    ['something has begun', at(0), 'early'],
    ['just before a quarter', at(24), 'early'],
    ['a quarter', at(25), 'middle'],
    ['just before three quarters', at(74), 'middle'],
    ['three quarters', at(75), 'late'],
    ['all is said, nothing is done', at(100), 'late'],
    ['all is done', [planned(1, { status: 'done' })], 'over'],
  ] as const)('%s', (_, milestones, stage) => {
    expect(stageOf([...milestones])).toBe(stage);
  });
});

describe('on track', () => {
  it.each([
    [0, 10, 0, true],
    [1, 10, 0, true],
    [11, 100, 0, false],
    [60, 100, 50, true],
    [61, 100, 50, false],
    [12, 10, 100, false],
    [11, 10, 100, true],
    [1, 3, 23, false],
    [1, 3, 24, true],
  ])('%i of %i days with %i%% done: %s', (used, total, done, expected) => {
    expect(isOnTrack({ used, total }, done)).toBe(expected);
  });
});

describe('an early warning', () => {
  it('while planning names what says neither what is delivered nor how one would know', () => {
    const plan = [
      planned(1),
      planned(2, { items: [item(1, 'deliverable')] }),
      planned(3, { items: [item(1, 'criterion')] }),
      planned(4, { items: [item(1, 'task')] }),
      planned(5),
      planned(6, { parentId: 'm5', items: [item(1, 'deliverable')] }),
    ];
    expect(warnings(plan)).toEqual([
      {
        advice: 'Revisit the requirements',
        why: 'neither deliverables nor criteria',
        names: ['1 · Step 1', '4 · Step 4'],
      },
    ]);
  });

  it('while planning names what takes longer than the policy allows', () => {
    const items = [item(1, 'deliverable')];
    const plan = [
      planned(1, { items, startDate: '2026-12-01', dueDate: '2026-12-28' }),
      planned(2, { items, startDate: '2026-12-01', dueDate: '2026-12-29' }),
      planned(3, { items, dueDate: '2027-12-29' }),
    ];
    expect(warnings(plan)).toEqual([]);
    expect(warnings(plan, undefined, undefined, projectOf('client'))).toEqual([
      {
        advice: 'Split the milestone',
        why: 'longer than 28 days, the policy longest:28d',
        names: ['2 · Step 2'],
      },
    ]);
  });

  it('early on says that time runs ahead of the work', () => {
    expect(warnings(at(20), { used: 3, total: 10 })).toEqual([]);
    expect(warnings(at(20), { used: 4, total: 10 })).toEqual([
      {
        advice: 'Reduce the scope',
        why: '40 % of the time is used, 20 % of the work is done',
        names: [],
      },
    ]);
    expect(earlyWarnings({ milestones: at(0), project }, null, 0)).toEqual([]);
  });

  it('in the middle is about what is asked for besides', () => {
    expect(warnings(at(50), { used: 9, total: 10 })).toEqual([]);
    expect(warnings(at(50), { used: 0, total: 10 }, 1)).toEqual([
      {
        advice: 'Lock the scope and push the rest to the next phase',
        why: '1 change request since the start',
        names: [],
      },
    ]);
    expect(warnings(at(10), { used: 0, total: 10 }, 3)).toEqual([]);
  });

  it('near the end is about what came back and what misses its target', () => {
    const metric = (value: string) => ({ itemId: 'i1', value, target: '5' });
    const criteria = [item(1, 'criterion')];
    const returned = warnings(at(80, { lastReview: 'returned' }));
    expect(returned).toEqual([{ advice: 'Add a review milestone', why: 'returned', names: ['1 · Step 1'] }]);
    expect(warnings(at(80, { lastReview: 'approved' }))).toEqual([]);
    const finished = planned(2, { status: 'done', lastReview: 'returned' });
    expect(warnings([...at(80), finished])).toEqual([]);
    expect(warnings(at(80, { items: criteria, evidence: [metric('7'), metric('3')] }))).toEqual([
      { advice: 'Add a review milestone', why: 'criteria missed', names: ['1.1 Item 1'] },
    ]);
    expect(warnings(at(80, { items: criteria, evidence: [metric('3'), metric('7')] }))).toEqual([]);
    expect(warnings(at(80, { items: [item(1, 'criterion', true)], evidence: [metric('3')] }))).toEqual([]);
    expect(warnings(at(50, { lastReview: 'returned' }))).toEqual([]);
  });

  it('is none once all is done', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(5), (used, requests) => {
        expect(warnings([planned(1, { status: 'done' })], { used, total: 10 }, requests)).toEqual([]);
      }),
    );
  });
});
