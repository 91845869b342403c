import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statuses } from '../../../src/domain/plan/milestone.ts';
import { type ProgressNode, progressOf, projectProgress } from '../../../src/domain/plan/progress.ts';
import { stepOf } from './sample.ts';

const items = (done: number, of: number) => Array.from({ length: of }, (_, n) => ({ done: n < done }));

describe('the progress of a milestone', () => {
  it.each([
    ['done, whatever was said', stepOf('a', { status: 'done', percent: 40, items: items(1, 3) }), 100],
    ['what was said last', stepOf('a', { percent: 40, items: items(3, 3) }), 40],
    ['nothing, when that was said last', stepOf('a', { percent: 0, items: items(3, 3) }), 0],
    ['done items of items, rounded down', stepOf('a', { items: items(2, 3) }), 66],
    ['all items done', stepOf('a', { items: items(3, 3) }), 100],
    ['nothing yet', stepOf('a'), 0],
  ])('%s', (_, step, percent) => {
    expect(progressOf(step, [step])).toBe(percent);
  });

  it('is the mean of its children, as deep as they go', () => {
    const goal = stepOf('goal');
    const all = [
      goal,
      stepOf('one', { parentId: 'goal', status: 'done' }),
      stepOf('two', { parentId: 'goal' }),
      stepOf('deep', { parentId: 'two', percent: 50 }),
    ];
    expect(progressOf(goal, all)).toBe(75);
  });

  it('counts items and the milestones below it alike: all items done is not all, while something below is open', () => {
    const day = stepOf('day', { items: items(1, 1) });
    expect(progressOf(day, [day, stepOf('stand', { parentId: 'day' })])).toBe(50);
    expect(progressOf(day, [day, stepOf('stand', { parentId: 'day', status: 'done' })])).toBe(100);
  });

  it('reads 100 only when every child does', () => {
    const goal = stepOf('goal');
    const children = Array.from({ length: 300 }, (_, n) =>
      stepOf(`c${n}`, { parentId: 'goal', percent: n === 0 ? 99 : 100 }),
    );
    expect(progressOf(goal, [goal, ...children])).toBe(99);
  });
});

describe('the progress of a project', () => {
  it.each([
    ['nothing planned', [], 0],
    [
      'the shares of what is done',
      [stepOf('a', { share: 30, status: 'done' }), stepOf('b', { share: 70, percent: 90 })],
      30,
    ],
    ['all is done, whatever the shares sum to', [stepOf('a', { share: 30, status: 'done' })], 100],
    [
      'not all is done, though the shares say so',
      [stepOf('a', { share: 100, status: 'done' }), stepOf('b', { share: 0 })],
      99,
    ],
    [
      'a share that is missing counts nothing',
      [stepOf('a', { share: 40, status: 'done' }), stepOf('b', { status: 'done' }), stepOf('c')],
      40,
    ],
    [
      'the mean where there are no shares',
      [stepOf('a', { status: 'done' }), stepOf('b', { percent: 50 })],
      75,
    ],
    ['reported as complete is not done', [stepOf('a', { percent: 100 }), stepOf('b', { percent: 100 })], 99],
    [
      'children count through their parents',
      [stepOf('a'), stepOf('b', { parentId: 'a', status: 'done' })],
      99,
    ],
  ] as [string, ProgressNode[], number][])('%s', (_, steps, percent) => {
    expect(projectProgress(steps)).toBe(percent);
  });
});

/** A plan of any shape: each parent comes before its children. */
const anyPlan = fc
  .array(
    fc.record({
      parent: fc.option(fc.nat(), { nil: null }),
      status: fc.constantFrom(...statuses),
      percent: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
      share: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
      items: fc.array(fc.record({ done: fc.boolean() }), { maxLength: 5 }),
    }),
    { maxLength: 12 },
  )
  .map((rows) =>
    rows.map(({ parent, ...row }, n): ProgressNode => {
      const parentId = parent === null || n === 0 ? null : `m${parent % n}`;
      return { ...row, id: `m${n}`, parentId };
    }),
  );

describe('any plan', () => {
  it('has whole progress from 0 to 100, at every milestone and as a whole', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        for (const percent of [projectProgress(plan), ...plan.map((step) => progressOf(step, plan))]) {
          expect(Number.isInteger(percent) && percent >= 0 && percent <= 100).toBe(true);
        }
      }),
    );
  });

  it('reads 100 when all its milestones are done, and only then', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const top = plan.filter((step) => step.parentId === null);
        const all = top.length > 0 && top.every((step) => step.status === 'done');
        expect(projectProgress(plan) === 100).toBe(all);
      }),
    );
  });

  it('never falls when a milestone is finished', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), (plan, which) => {
        const after = plan.map((step, n) =>
          n === which % plan.length ? { ...step, status: 'done' as const } : step,
        );
        expect(projectProgress(after)).toBeGreaterThanOrEqual(projectProgress(plan));
      }),
    );
  });
});
