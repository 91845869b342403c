import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerProgress, type DoneNode } from '../../../src/domain/customer/progress.ts';
import { statuses } from '../../../src/domain/plan/milestone.ts';

const node = (
  share: number | null,
  status: DoneNode['status'],
  parentId: string | null = null,
): DoneNode => ({
  parentId,
  share,
  status,
});

describe('the customer’s progress', () => {
  it.each([
    [[], 0],
    [[node(60, 'done'), node(40, 'in_progress')], 60],
    [[node(33, 'done'), node(33, 'done'), node(34, 'upcoming')], 66],
    [[node(null, 'done'), node(null, 'upcoming'), node(null, 'upcoming')], 33],
    [[node(100, 'done'), node(0, 'blocked')], 99],
    [[node(100, 'done'), node(null, 'in_progress', 'm1')], 99],
    [[node(0, 'done'), node(0, 'upcoming')], 50],
    [[node(30, 'done'), node(30, 'upcoming')], 50],
  ] as [DoneNode[], number][])('of %j is %i', (all, percent) => {
    expect(customerProgress(all)).toBe(percent);
  });

  const nodes = fc.array(
    fc.record({
      parentId: fc.constantFrom(null, null, 'm1'),
      share: fc.option(fc.integer({ min: 0, max: 100 })),
      status: fc.constantFrom(...statuses),
    }),
    { minLength: 1, maxLength: 12 },
  );

  it('is whole, from 0 to 100, and 100 exactly when every milestone is done', () => {
    fc.assert(
      fc.property(nodes, (some) => {
        // a plan has a top
        const all = some.map((one, at) => (at === 0 ? { ...one, parentId: null } : one));
        const percent = customerProgress(all);
        expect(Number.isInteger(percent) && percent >= 0 && percent <= 100).toBe(true);
        expect(percent === 100).toBe(all.every(({ status }) => status === 'done'));
      }),
      { numRuns: 20_000, seed: 14 },
    );
  });

  it('is the exact sum of the percentages of a plan that sums to 100', () => {
    const shared = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.boolean()), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(shared, (parts) => {
        const rest = 100 - parts.reduce((sum, [share]) => sum + share, 0);
        fc.pre(rest > 0);
        const all = [
          ...parts.map(([share, done]) => node(share, done ? 'done' : 'upcoming')),
          node(rest, 'upcoming'),
        ];
        const done = parts.filter(([, isDone]) => isDone).reduce((sum, [share]) => sum + share, 0);
        expect(customerProgress(all)).toBe(done);
      }),
      { numRuns: 5_000, seed: 14 },
    );
  });
});
