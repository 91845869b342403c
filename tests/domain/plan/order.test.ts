import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Link } from '../../../src/domain/plan/dependencies.ts';
import { checkOrder } from '../../../src/domain/plan/rules/order.ts';
import { canBeDone } from '../../support/can-be-done.ts';

type Ordered = Parameters<typeof checkOrder>[0][number];

const nodeOf = (number: number, parent: number | null): Ordered => ({
  outcome: null,
  id: `m${number}`,
  parentId: parent === null ? null : `m${parent}`,
  number,
  name: `Step ${number}`,
});
const linkOf = (of: number, requires: number): Link => ({
  milestoneId: `m${of}`,
  requiresId: `m${requires}`,
});

describe('the order of a plan', () => {
  it('is possible exactly where all work can be done one after the other', () => {
    const size = 7;
    const plan = fc.record({
      // a parent has a lower number, so that the tree is one
      parents: fc.tuple(
        ...Array.from({ length: size }, (_, n) => fc.option(fc.nat(Math.max(0, n - 1)), { nil: null })),
      ),
      links: fc.array(fc.tuple(fc.nat(size), fc.nat(size)), { maxLength: 6 }),
    });
    const seen = { possible: 0, impossible: 0 };
    fc.assert(
      fc.property(plan, ({ parents, links }) => {
        const tree = parents.map((parent, n) => nodeOf(n, n === 0 ? null : parent));
        const linked = links.map(([of, requires]) => linkOf(of, requires));
        const possible = canBeDone(tree, linked);
        seen[possible ? 'possible' : 'impossible'] += 1;
        expect(checkOrder(tree, linked).ok).toBe(possible);
      }),
      { numRuns: 5000, seed: 13 },
    );
    expect(Math.min(seen.possible, seen.impossible)).toBeGreaterThan(500);
  });

  it.each([
    ['itself', [nodeOf(1, null)], [linkOf(1, 1)], '1 · Step 1 cannot require itself.'],
    [
      'its part',
      [nodeOf(1, null), nodeOf(2, 1), nodeOf(3, 2)],
      [linkOf(1, 3)],
      '3 · Step 3 is a part of 1 · Step 1, so neither can require the other.',
    ],
    [
      'its whole',
      [nodeOf(1, null), nodeOf(2, 1), nodeOf(3, 2)],
      [linkOf(3, 1)],
      '3 · Step 3 is a part of 1 · Step 1, so neither can require the other.',
    ],
    [
      'two that require each other',
      [nodeOf(1, null), nodeOf(2, null)],
      [linkOf(2, 1), linkOf(1, 2)],
      'That would be a circle: 1 · Step 1 requires 2 · Step 2, which requires 1 · Step 1.',
    ],
    [
      'a whole whose part requires it',
      [nodeOf(1, null), nodeOf(2, 1), nodeOf(3, null)],
      [linkOf(3, 1), linkOf(2, 3)],
      'That would be a circle: 2 · Step 2 requires 3 · Step 3, which requires 1 · Step 1, which contains 2 · Step 2.',
    ],
    [
      'what requires its part',
      [nodeOf(1, null), nodeOf(2, 1), nodeOf(3, null)],
      [linkOf(1, 3), linkOf(3, 2)],
      'That would be a circle: 1 · Step 1 requires 3 · Step 3, which requires 2 · Step 2, which is a part of 1 · Step 1.',
    ],
  ])('names the circle: %s', (_what, tree, links, sentence) => {
    expect(checkOrder(tree, links)).toMatchObject({ ok: false, refusal: { sentence } });
  });

  it('is found in a plan of any length', () => {
    const many = 50_000;
    const tree = Array.from({ length: many }, (_, n) => nodeOf(n, null));
    const chain = Array.from({ length: many - 1 }, (_, n) => linkOf(n + 1, n));
    expect(checkOrder(tree, chain).ok).toBe(true);
    const circle = checkOrder(tree, [...chain, linkOf(0, many - 1)]);
    expect(circle).toMatchObject({ refusal: { sentence: expect.stringMatching(/, and so on\.$/) } });
  });
});
