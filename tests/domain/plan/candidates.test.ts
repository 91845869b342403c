import { describe, expect, it } from 'vitest';
import type { PlanLine } from '../../../src/domain/facts.ts';
import { type MilestoneRole, milestonesFor } from '../../../src/domain/plan/candidates.ts';
import { nodeOf } from './sample.ts';

const lineOf = (number: number, more: Partial<PlanLine> = {}): PlanLine => ({
  ...nodeOf(number),
  outcome: null,
  percent: null,
  items: [],
  dueDate: null,
  submittedAt: null,
  ownerParty: 'expert',
  assigneeId: null,
  blocksGoLive: false,
  priority: 'p2',
  ...more,
});

/** 1 is above 2, 2 above 3; 4 is assigned, 5 is done and assigned. */
const plan = [
  lineOf(1),
  lineOf(2, { parentId: 'm1' }),
  lineOf(3, { parentId: 'm2' }),
  lineOf(4, { assigneeId: 'p1' }),
  lineOf(5, { status: 'done', assigneeId: 'p1' }),
];

const cases: [MilestoneRole, number | undefined, number[]][] = [
  ['parent', undefined, [1, 2, 3, 4, 5]],
  ['parent', 2, [1, 4, 5]],
  ['sibling', 1, [4, 5]],
  ['sibling', 2, []],
  ['sibling', undefined, [1, 2, 3, 4, 5]],
  ['assigned', undefined, [4]],
  ['open', undefined, [1, 2, 3, 4]],
  ['any', undefined, [1, 2, 3, 4, 5]],
];

describe('the milestones that a further input takes', () => {
  it.each(cases)('%s of %s', (role, of, numbers) => {
    expect(milestonesFor(role, plan, of).map(({ number }) => number)).toEqual(numbers);
  });

  it('leaves out a parent that is too deep', () => {
    const deep = [1, 2, 3, 4, 5].map((n) => lineOf(n, { parentId: n === 1 ? null : `m${n - 1}` }));
    expect(milestonesFor('parent', deep).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });
});
